internal import Foundation
internal import GRDB
internal import Journal

/// Decides what is too old to be kept, and drops it.
struct Pruning: Sendable {
    enum Fate: Sendable, Hashable {
        /// Its changes stay.
        case shortened
        case dropped
    }

    let retention: Retention
    let now: TimeInterval
    /// Who drops it.
    let worker: Worker

    private static let day: TimeInterval = 86_400

    init(_ retention: Retention, now: TimeInterval, by worker: Worker) {
        self.retention = retention
        self.now = now
        self.worker = worker
    }

    func time(daysAgo days: Int) -> TimeInterval { now - TimeInterval(days) * Self.day }

    // MARK: Once a day

    static func isDue(_ database: Database, _ now: TimeInterval) throws -> Bool {
        let last = try TimeInterval.fetchOne(database, sql: "SELECT done_at FROM chore WHERE name = 'prune'")
        // One that lies ahead was noted by a clock that has been set back since.
        return last.map { now - $0 >= day || $0 > now } ?? true
    }

    static func note(_ database: Database, _ now: TimeInterval) throws {
        try database.execute(sql: "INSERT OR REPLACE INTO chore VALUES ('prune', ?)", arguments: [now])
    }

    // MARK: Deciding

    /// What is to become of which runs, the oldest first.
    func fates(_ database: Database) throws -> [(Int64, Fate)] {
        let sql = """
            SELECT run.id, run.worker, run.lease_until, \(Self.isDropped) AS is_dropped
            FROM run JOIN (
                SELECT id, row_number() OVER (
                    PARTITION BY account, user, server, iif(slot IS NULL, NULL, rule), iif(slot IS NULL, NULL, rule_account)
                    ORDER BY id DESC
                ) AS place FROM run
            ) AS ranked ON ranked.id = run.id
            WHERE place > :runs AND \(Self.isOld) ORDER BY run.id
            """
        let rows = try Row.fetchAll(database, sql: sql, arguments: arguments(["runs": retention.runs]))
        return rows.filter { SQLiteStore.isFree($0, now, worker) }.map { row in
            (row["id"], row["is_dropped"] ? .dropped : .shortened)
        }
    }

    /// Whether a run is still as old as it was found to be: somebody may have gone on with it.
    private func isOld(_ run: Int64, _ database: Database) throws -> Bool {
        let row = try Row.fetchOne(
            database, sql: "SELECT worker, lease_until FROM run WHERE id = :id AND \(Self.isOld)",
            arguments: arguments(["id": run]))
        return row.map { SQLiteStore.isFree($0, now, worker) } ?? false
    }

    private func arguments(_ more: [String: (any DatabaseValueConvertible)?]) throws -> StatementArguments {
        let common: [String: (any DatabaseValueConvertible)?] = [
            "whole": time(daysAgo: retention.days), "failed": time(daysAgo: retention.failedDays),
            "changes": time(daysAgo: retention.changesDays), "gone": try JSONColumn.text(Server.fleetingSandbox),
        ]
        return StatementArguments(more.merging(common) { $1 })
    }

    private static let isDropped = """
        (coalesce(run.ended_at, run.started_at) < :changes
            OR NOT EXISTS (SELECT 1 FROM effect WHERE effect.run = run.id AND effect.state = 'done'))
        """

    /// What somebody may have to find out of a run keeps it, but not where the sandbox is gone that would know. Whether
    /// somebody has the run is looked at besides.
    private static let isOld = """
        (run.state <> 'running'
            AND coalesce(run.ended_at, run.started_at) < iif(run.state = 'finished', :whole, :failed)
            AND (run.shortening < 2 OR coalesce(run.ended_at, run.started_at) < :changes)
            AND (run.server = :gone OR NOT EXISTS (
                SELECT 1 FROM effect WHERE effect.run = run.id
                AND (effect.state IN ('intent', 'unknown', 'review') OR effect.id IN (SELECT effect FROM look)))))
        """

    // MARK: Dropping

    /// How far the dropping of a run has come.
    struct Progress: Sendable, Hashable {
        /// The last step that was looked at.
        var key = ""
        var occurrence = 0
        var isDone = false
    }

    /// Does a part of it, at least something.
    func carryOut(
        _ fate: Fate, of run: Int64, from progress: Progress, _ database: Database,
        until deadline: ContinuousClock.Instant
    ) throws -> Progress {
        var progress = progress
        guard try isOld(run, database) else {
            progress.isDone = true
            return progress
        }
        // From now on nobody takes it for a whole run.
        try database.execute(
            sql: "UPDATE run SET shortening = 1, output = '[]' WHERE id = ? AND shortening = 0", arguments: [run])
        guard try dropSteps(of: run, fate, &progress, database, until: deadline) else { return progress }
        switch fate {
        case .shortened:
            try database.execute(sql: "UPDATE run SET shortening = 2 WHERE id = ?", arguments: [run])
        case .dropped:
            guard try dropEffects(of: run, database, until: deadline) else { return progress }
            try drop(run, database)
        }
        progress.isDone = true
        return progress
    }

    /// Drops steps, and the documents that no other step has. True when there are no more.
    private func dropSteps(
        of run: Int64, _ fate: Fate, _ progress: inout Progress, _ database: Database,
        until deadline: ContinuousClock.Instant
    ) throws -> Bool {
        let steps = try Row.fetchAll(
            database,
            sql: """
                SELECT key, occurrence, question, answer, EXISTS (
                    SELECT 1 FROM effect
                    WHERE effect.run = step.run AND effect.key = step.key AND effect.occurrence = step.occurrence
                ) AS is_change
                FROM step WHERE run = ? AND (key, occurrence) > (?, ?) ORDER BY key, occurrence LIMIT 100
                """, arguments: [run, progress.key, progress.occurrence])
        for step in steps {
            (progress.key, progress.occurrence) = (step["key"], step["occurrence"])
            if fate == .shortened, step["is_change"] { continue }
            try database.execute(
                sql: "DELETE FROM step WHERE run = ? AND key = ? AND occurrence = ?",
                arguments: [run, progress.key, progress.occurrence])
            for hash in [step["question"], step["answer"]] as [String] { try database.dropContent(hash) }
            if ContinuousClock.now >= deadline { return false }
        }
        return steps.isEmpty
    }

    /// Drops effects; their plays stay in the ledger, but for those that went with their sandbox. True when there are no more.
    private func dropEffects(
        of run: Int64, _ database: Database, until deadline: ContinuousClock.Instant
    ) throws -> Bool {
        let sql = "SELECT id FROM effect WHERE run = ? LIMIT 100"
        let effects = try Int64.fetchAll(database, sql: sql, arguments: [run])
        let gone = try JSONColumn.text(Server.fleetingSandbox)
        for effect in effects {
            try database.execute(
                sql: "DELETE FROM ledger WHERE effect = ? AND (SELECT server FROM run WHERE id = ?) = ?",
                arguments: [effect, run, gone])
            try database.execute(sql: "DELETE FROM effect WHERE id = ?", arguments: [effect])
            if ContinuousClock.now >= deadline { return false }
        }
        return effects.isEmpty
    }

    /// Drops what is left of a run, and its script where no other run has it.
    private func drop(_ run: Int64, _ database: Database) throws {
        let script = try String.fetchOne(database, sql: "SELECT script FROM run WHERE id = ?", arguments: [run])
        try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run])
        try database.execute(
            sql: """
                DELETE FROM script WHERE hash = :script AND NOT EXISTS (SELECT 1 FROM run WHERE script = :script)
                """, arguments: ["script": script])
    }
}
