internal import Foundation
internal import GRDB
internal import Journal

extension Pruning {
    /// Drops rules that nobody runs any more, and what was asked of them.
    func dropRules(_ database: Database) throws {
        let rows = try database.rows(
            sql: "SELECT account, name, worker, is_present, touched_at, server = ? AS is_of_process FROM rule",
            arguments: [JSONColumn.text(Server.fleetingSandbox)])
        for row in rows where isGone(row) {
            try database.run(
                sql: "DELETE FROM rule WHERE account = ? AND name = ?",
                arguments: [row["account"] as String, row["name"] as String])
        }
        // Whoever asked has long seen that nobody answers.
        try database.run(sql: "DELETE FROM rule_request WHERE asked_at < ?", arguments: [time(daysAgo: 1)])
    }

    /// What a process that is still there has is not gone; a sandbox of its own is gone with it.
    private func isGone(_ row: Row) -> Bool {
        let touched = row["touched_at"] as TimeInterval
        let isHad = row["is_present"] as Bool && !hasLost(row)
        return !isHad && (row["is_of_process"] as Bool || touched < time(daysAgo: retention.ruleDays))
    }

    private func hasLost(_ row: Row) -> Bool {
        let name = row["worker"] as String
        return name != worker.name && worker.hasLost(Worker.Possession(worker: name, leaseUntil: now), at: now)
    }
}
