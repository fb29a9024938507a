internal import Foundation
internal import GRDB
internal import Journal

/// A rule as its row has it.
enum RuleRow {
    static func fetch(_ database: Database, _ key: RuleKey) throws -> RuleRecord? {
        try database.row(
            sql: "SELECT * FROM rule WHERE account = ? AND name = ?", arguments: [key.account, key.name]
        ).map(record)
    }

    static func all(_ database: Database) throws -> [RuleRecord] {
        try database.rows(sql: "SELECT * FROM rule ORDER BY account, name").map(record)
    }

    /// - Parameter worker: who says so. What it said goes with it where the rule is of a sandbox of its process.
    static func note(_ rule: RuleNote, by worker: String, _ database: Database) throws {
        let now = rule.at.timeIntervalSince1970
        try database.run(
            sql: """
                INSERT INTO rule (account, name, account_name, server, path, schedule, broken, first_seen, decided, seen,
                    failures, skipped, is_present, worker, touched_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', 0, 0, 1, ?, ?)
                ON CONFLICT (account, name) DO UPDATE SET account_name = excluded.account_name,
                    server = excluded.server, path = excluded.path, schedule = excluded.schedule,
                    decided = iif(
                        is_present AND schedule IS NOT excluded.schedule, max(decided, excluded.decided), decided),
                    broken = excluded.broken, is_present = 1, worker = excluded.worker, touched_at = excluded.touched_at
                """,
            arguments: [
                rule.key.account, rule.key.name, rule.accountName, JSONColumn.text(rule.server), rule.path,
                rule.schedule, rule.broken, now, now, worker, now,
            ])
    }

    /// Notes that a run of a rule begins: the slot it is for, what it has seen and what was asked are decided with it.
    static func begin(_ key: RuleKey, _ run: NewRun, _ database: Database) throws {
        let answered = try run.requests.filter { try isDropped($0, database) }
        if answered.isEmpty, !run.requests.isEmpty, run.trigger == .hand {
            throw StoreError.requestTaken(rule: key.name)
        }
        switch run.trigger {
        case .schedule(let slot, let missed):
            try decide(key, upTo: slot, skipped: missed, mayMoveBack: false, database)
        case .change(_, let keys): try noteSeen(key, keys, database)
        case .hand, .repl, .apply, .undo: break
        }
    }

    static func noteSeen(_ key: RuleKey, _ keys: [String: String], _ database: Database) throws {
        guard let seen = try fetch(database, key)?.seen else { return }
        let text = try JSONColumn.text(seen.merging(keys) { $1 })
        try update(key, "seen = :seen", ["seen": text], database)
    }

    static func decide(
        _ key: RuleKey, upTo date: Date, skipped: Int, mayMoveBack: Bool, _ database: Database
    ) throws {
        let decided = mayMoveBack ? ":slot" : "max(decided, :slot)"
        try update(
            key, "decided = \(decided), skipped = skipped + :skipped, touched_at = max(touched_at, :slot)",
            ["slot": date.timeIntervalSince1970, "skipped": skipped], database)
    }

    static func update(
        _ key: RuleKey, _ columns: String, _ values: [String: (any DatabaseValueConvertible)?], _ database: Database,
        where condition: String = "1"
    ) throws {
        let values = values.merging(["account": key.account, "name": key.name]) { $1 }
        try database.run(
            sql: "UPDATE rule SET \(columns) WHERE account = :account AND name = :name AND \(condition)",
            arguments: StatementArguments(values))
    }

    private static func record(_ row: Row) throws -> RuleRecord {
        let key = RuleKey(account: row["account"], name: row["name"])
        let place = "the rule \(key.name)"
        return RuleRecord(
            key: key, accountName: row["account_name"],
            server: try JSONColumn.value(Server.self, row, "server", of: place), path: row["path"],
            schedule: row["schedule"], firstSeen: Date(timeIntervalSince1970: row["first_seen"]),
            decided: Date(timeIntervalSince1970: row["decided"]),
            seen: try JSONColumn.value([String: String].self, row, "seen", of: place), pause: pause(row),
            failures: row["failures"], skipped: row["skipped"], isPresent: row["is_present"], broken: row["broken"])
    }

    private static func pause(_ row: Row) -> RulePause? {
        guard let reason = row["pause_reason"] as String?, let since = row["paused_at"] as TimeInterval? else {
            return nil
        }
        let isAutomatic = row["paused_itself"] as Bool? ?? false
        return RulePause(reason: reason, since: Date(timeIntervalSince1970: since), isAutomatic: isAutomatic)
    }

    // MARK: Requests

    /// Drops a request; false where it is gone already.
    private static func isDropped(_ request: Int64, _ database: Database) throws -> Bool {
        try !database.rows(sql: "DELETE FROM rule_request WHERE id = ? RETURNING id", arguments: [request]).isEmpty
    }

    static func requests(_ database: Database) throws -> [RuleRequest] {
        try database.rows(sql: "SELECT * FROM rule_request ORDER BY id").map { row in
            guard let kind = RuleRequest.Kind(rawValue: row["kind"]) else {
                throw DatabaseError.damage("a request has the unknown kind \(row["kind"] as String)")
            }
            return RuleRequest(
                id: row["id"], key: RuleKey(account: row["account"], name: row["name"]), kind: kind,
                at: Date(timeIntervalSince1970: row["asked_at"]))
        }
    }
}
