internal import Foundation
internal import GRDB
package import Journal
internal import Trakt

extension SQLiteStore {
    package func values(of rule: RuleKey) async throws(StoreError) -> [String: [UInt8]] {
        try await read { database in
            let rows = try database.rows(
                sql: "SELECT key, value FROM rule_store WHERE owner = ? AND rule = ?",
                arguments: [rule.account, rule.name])
            return Dictionary(rows.map { ($0["key"], Array($0["value"] as Data)) }) { _, last in last }
        }
    }
}

/// What a rule keeps, a row for each key of its table.
enum RuleStoreRow {
    static func createTable(_ database: Database) throws {
        try database.execute(
            sql: """
                -- Who has a worker goes with it.
                CREATE TABLE rule_store (
                    owner TEXT NOT NULL, rule TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, worker TEXT,
                    lease_until REAL NOT NULL, PRIMARY KEY (owner, rule, key)
                ) WITHOUT ROWID, STRICT;
                """)
    }

    static func keep(
        _ changes: RuleStoreChanges, _ worker: Worker, leaseUntil: TimeInterval, _ database: Database
    ) throws {
        let rule = changes.rule
        for (key, value) in changes.values where try isFree(key, changes, database) {
            guard let value else {
                try database.run(
                    sql: "DELETE FROM rule_store WHERE owner = ? AND rule = ? AND key = ?",
                    arguments: [rule.account, rule.name, key])
                continue
            }
            try database.run(
                sql: "INSERT OR REPLACE INTO rule_store VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    rule.account, rule.name, key, Data(value), changes.isFleeting ? worker.name : nil, leaseUntil,
                ])
        }
    }

    /// Whether a key is as the run found it, as far as that counts.
    private static func isFree(_ key: String, _ changes: RuleStoreChanges, _ database: Database) throws -> Bool {
        guard let found = changes.found else { return true }
        let data = try database.value(
            Data.self, sql: "SELECT value FROM rule_store WHERE owner = ? AND rule = ? AND key = ?",
            arguments: [changes.rule.account, changes.rule.name, key])
        return try data.map { try JSONValue(parsing: Array($0)) } == found[key].map { try JSONValue(parsing: $0) }
    }

    /// Drops what went with its sandbox.
    static func dropLost(_ me: Worker, at now: TimeInterval, _ database: Database) throws {
        let rows = try database.rows(
            sql: """
                SELECT worker, max(lease_until) AS lease_until FROM rule_store WHERE worker IS NOT NULL GROUP BY worker
                """)
        for row in rows {
            let worker: String = row["worker"]
            let possession = Worker.Possession(worker: worker, leaseUntil: row["lease_until"])
            guard me.hasLost(possession, at: now) else { continue }
            try database.run(sql: "DELETE FROM rule_store WHERE worker = ?", arguments: [worker])
        }
    }
}
