internal import Foundation
internal import GRDB
package import Journal
internal import Trakt

extension SQLiteStore {
    package func begin(_ run: NewRun) async throws(StoreError) -> Claim {
        let (now, worker, lease) = (parameters.now(), worker.name, parameters.lease)
        return try await write { database in
            let hash = SHA256.hexadecimal(of: run.script)
            try database.run(
                sql: "INSERT OR IGNORE INTO script VALUES (?, ?)", arguments: [hash, Data(run.script)])
            try database.run(
                sql: """
                    INSERT INTO run (account, user, user_slug, server, "trigger", path, script, arguments, options, website, seed, now,
                        may_remove_anything, state, attempt, epoch, worker, lease_until, started_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', 1, 1, ?, ?, ?)
                    """,
                arguments: [
                    run.account, run.user?.id, run.user?.slug, JSONColumn.text(run.server),
                    JSONColumn.text(run.trigger), run.path,
                    hash, JSONColumn.text(run.arguments), JSONColumn.text(run.options), run.websiteURL,
                    Int64(bitPattern: run.seed), run.now.timeIntervalSince1970, run.mayRemoveAnything, worker,
                    now.timeIntervalSince1970 + lease, now.timeIntervalSince1970,
                ])
            return Claim(run: RunID(database.lastInsertedRowID), epoch: 1)
        }
    }

    package func takeOver(_ run: RunID, forgettingFailures: Bool) async throws(StoreError) -> Claim? {
        try await take(run) { state, database in
            // Only who died needs another attempt at the same.
            try database.run(
                sql: "UPDATE run SET state = 'running', attempt = attempt + ?, ended_at = NULL WHERE id = ?",
                arguments: [state == .running ? 1 : 0, run.number])
            guard forgettingFailures else { return true }
            // What was refused then may be accepted now.
            try EffectRow.replace(.rejected, by: .retry, of: run, database)
            let failures = try database.rows(
                sql: "DELETE FROM step WHERE run = ? AND result = 'failure' RETURNING question, answer",
                arguments: [run.number])
            for hash in failures.flatMap({ [$0["question"], $0["answer"]] as [String] }) {
                try database.dropContent(hash)
            }
            return true
        }
    }

    package func attend(_ run: RunID) async throws(StoreError) -> Claim? {
        try await take(run) { state, _ in state != .running }
    }

    /// Gives this worker a run that nobody has, in a new epoch.
    ///
    /// - Parameter change: what becomes of it then; false when it is not to be had in this state.
    private func take(
        _ run: RunID, _ change: @escaping @Sendable (RunRecord.State, Database) throws -> Bool
    ) async throws(StoreError) -> Claim? {
        let (now, me, lease) = (parameters.now().timeIntervalSince1970, worker, parameters.lease)
        return try await write { database in
            guard
                let row = try database.row(
                    sql: "SELECT id, state, worker, lease_until, epoch FROM run WHERE id = ? AND shortening = 0",
                    arguments: [run.number]),
                Self.isFree(row, now, me), try change(RunRow.state(row), database)
            else { return nil }
            let epoch = (row["epoch"] as Int) + 1
            try database.run(
                sql: "UPDATE run SET epoch = ?, worker = ?, lease_until = ? WHERE id = ?",
                arguments: [epoch, me.name, now + lease, run.number])
            for effect in try EffectRow.fetch(database, "run = ? AND state = 'intent'", [run.number]) {
                try DoubtRow.insert(effect, database)
            }
            try EffectRow.replace(.intent, by: .unknown, of: run, database)
            return Claim(run: run, epoch: epoch)
        }
    }

    /// Whether nobody has a run.
    static func isFree(_ row: Row, _ now: TimeInterval, _ me: Worker) -> Bool {
        guard let worker = row["worker"] as String? else { return true }
        return me.hasLost(Worker.Possession(worker: worker, leaseUntil: row["lease_until"]), at: now)
    }

    package func giveBack(_ claim: Claim) async throws(StoreError) {
        try await write { [self] database in
            try check(claim, database)
            try database.run(sql: "UPDATE run SET worker = NULL WHERE id = ?", arguments: [claim.run.number])
        }
    }

    package func renew(_ claim: Claim) async throws(StoreError) {
        let until = parameters.now().timeIntervalSince1970 + parameters.lease
        try await write { [self] database in
            try check(claim, database)
            try database.run(
                sql: "UPDATE run SET lease_until = ? WHERE id = ?", arguments: [until, claim.run.number])
        }
    }

    package func noteRule(_ name: String, _ claim: Claim) async throws(StoreError) {
        try await write { [self] database in
            try check(claim, database)
            try database.run(sql: "UPDATE run SET rule = ? WHERE id = ?", arguments: [name, claim.run.number])
        }
    }

    package func end(_ claim: Claim, _ ending: RunEnding) async throws(StoreError) {
        let now = parameters.now().timeIntervalSince1970
        try await write { [self] database in
            try check(claim, database)
            try database.run(
                sql: "UPDATE run SET state = ?, report = ?, output = ?, ended_at = ?, worker = NULL WHERE id = ?",
                arguments: [
                    ending.state.rawValue, Data(ending.report), JSONColumn.text(ending.output), now, claim.run.number,
                ])
        }
    }

    package func run(_ id: RunID) async throws(StoreError) -> RunRecord? {
        try await read { try RunRow.fetch($0, "run.id = ?", [id.number]).first }
    }

    package func runs(_ query: RunQuery) async throws(StoreError) -> [RunRecord] {
        try await read { database in
            var conditions = ["1"]
            var arguments = StatementArguments()
            func add(_ condition: String, _ value: String) {
                conditions.append(condition)
                arguments += [value]
            }
            if let rule = query.rule { add("rule = ?", rule) }
            if let account = query.account { add("run.account = ?", account) }
            if let state = query.state { add("run.state = ?", state.rawValue) }
            if query.isUnresolved { conditions.append("unresolved + in_review > 0") }
            return try RunRow.fetch(
                database, conditions.joined(separator: " AND "), arguments, order: "run.id DESC", limit: query.limit)
        }
    }

    package func orphans() async throws(StoreError) -> [RunRecord] {
        let (now, me) = (parameters.now().timeIntervalSince1970, worker)
        return try await read { database in
            let rows = try database.rows(
                sql: "SELECT id, state, worker, lease_until FROM run WHERE state = 'running' ORDER BY id")
            return try rows.filter { Self.isFree($0, now, me) }.flatMap {
                try RunRow.fetch(database, "run.id = ?", [$0["id"] as Int64])
            }
        }
    }
}

/// A run as its row has it.
enum RunRow {
    static func fetch(
        _ database: Database, _ condition: String, _ arguments: StatementArguments, order: String = "run.id",
        limit: Int? = nil
    ) throws -> [RunRecord] {
        let sql = """
            SELECT run.*, script.source,
                (SELECT count(*) FROM effect WHERE effect.run = run.id AND effect.state IN ('intent', 'unknown'))
                    AS unresolved,
                (SELECT count(*) FROM effect WHERE effect.run = run.id AND effect.state = 'review') AS in_review
            FROM run JOIN script ON script.hash = run.script
            WHERE \(condition) ORDER BY \(order) LIMIT \(limit ?? -1)
            """
        return try database.rows(sql: sql, arguments: arguments).map(record)
    }

    private static func record(_ row: Row) throws -> RunRecord {
        let place = "run \(row["id"] as Int64)"
        let source = Array(row["source"] as Data)
        guard SHA256.hexadecimal(of: source) == row["script"] else {
            throw DatabaseError.damage("the script of \(place) is not what was written")
        }
        let run = NewRun(
            account: row["account"], user: user(row),
            server: try JSONColumn.value(Server.self, row, "server", of: place),
            trigger: try JSONColumn.value(Trigger.self, row, "trigger", of: place), path: row["path"],
            script: source, arguments: try JSONColumn.value([String].self, row, "arguments", of: place),
            options: try JSONColumn.value([String: String].self, row, "options", of: place),
            websiteURL: row["website"], seed: UInt64(bitPattern: row["seed"] as Int64),
            now: Date(timeIntervalSince1970: row["now"]), mayRemoveAnything: row["may_remove_anything"])
        return RunRecord(
            id: RunID(row["id"]), run: run, rule: row["rule"],
            state: try state(row), attempt: row["attempt"], epoch: row["epoch"],
            startedAt: Date(timeIntervalSince1970: row["started_at"]),
            endedAt: (row["ended_at"] as TimeInterval?).map(Date.init(timeIntervalSince1970:)),
            report: (row["report"] as Data?).map(Array.init),
            output: try JSONColumn.value([String].self, row, "output", of: place), unresolved: row["unresolved"],
            inReview: row["in_review"], isShortened: row["shortening"] as Int > 0)
    }

    private static func user(_ row: Row) -> AccountUser? {
        (row["user"] as String?).map { AccountUser(id: $0, slug: row["user_slug"] ?? $0) }
    }

    static func state(_ row: Row) throws -> RunRecord.State {
        guard let state = RunRecord.State(rawValue: row["state"]) else {
            throw DatabaseError.damage("run \(row["id"] as Int64) has the unknown state \(row["state"] as String)")
        }
        return state
    }
}
