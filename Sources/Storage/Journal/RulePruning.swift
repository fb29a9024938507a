internal import Foundation
internal import GRDB
internal import Journal

/// Drops rules that nobody runs any more, and what was asked of them.
struct RulePruning: Sendable {
    private let forgotten: TimeInterval
    private let unanswered: TimeInterval
    private let now: TimeInterval
    /// Who drops them.
    private let worker: Worker

    private static let day: TimeInterval = 86_400

    init(_ retention: Retention, now: TimeInterval, by worker: Worker) {
        self.now = now
        self.worker = worker
        forgotten = now - TimeInterval(retention.ruleDays) * Self.day
        unanswered = now - Self.day
    }

    func carryOut(_ database: Database) throws {
        let rows = try database.rows(
            sql: "SELECT account, name, worker, is_present, touched_at, server = ? AS is_of_process FROM rule",
            arguments: [JSONColumn.text(Server.fleetingSandbox)])
        for row in rows where isGone(row) {
            try database.run(
                sql: "DELETE FROM rule WHERE account = ? AND name = ?",
                arguments: [row["account"] as String, row["name"] as String])
        }
        // Whoever asked has long seen that nobody answers.
        try database.run(sql: "DELETE FROM rule_request WHERE asked_at < ?", arguments: [unanswered])
    }

    /// What a process that is still there has is not gone; a sandbox of its own is gone with it.
    private func isGone(_ row: Row) -> Bool {
        let touched = row["touched_at"] as TimeInterval
        let isHad = row["is_present"] as Bool && !hasLost(row)
        return !isHad && (row["is_of_process"] as Bool || touched < forgotten)
    }

    private func hasLost(_ row: Row) -> Bool {
        let name = row["worker"] as String
        return name != worker.name && worker.hasLost(Worker.Possession(worker: name, leaseUntil: now), at: now)
    }
}
