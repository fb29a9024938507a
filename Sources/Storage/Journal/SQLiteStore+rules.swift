package import Foundation
internal import GRDB
package import Journal

extension SQLiteStore {
    package func note(_ rules: [RuleNote]) async throws(StoreError) -> [RuleRecord] {
        let worker = worker.name
        return try await write { database in
            try rules.map { rule in
                try RuleRow.note(rule, by: worker, database)
                guard let record = try RuleRow.fetch(database, rule.key) else {
                    throw DatabaseError.damage("the rule \(rule.key.name) is not there")
                }
                return record
            }
        }
    }

    package func noteAbsent(_ rules: Set<RuleKey>, at date: Date) async throws(StoreError) {
        try await write { database in
            for key in rules {
                try RuleRow.update(
                    key, "is_present = 0, touched_at = :at", ["at": date.timeIntervalSince1970], database)
            }
        }
    }

    package func rule(_ key: RuleKey) async throws(StoreError) -> RuleRecord? {
        try await read { try RuleRow.fetch($0, key) }
    }

    package func rules() async throws(StoreError) -> [RuleRecord] { try await read(RuleRow.all) }

    package func takenSlots(of rule: RuleKey, in dates: ClosedRange<Date>) async throws(StoreError) -> Set<Date> {
        try await read { database in
            let rows = try database.rows(
                sql: "SELECT slot FROM run WHERE rule_account = ? AND rule = ? AND slot BETWEEN ? AND ?",
                arguments: [
                    rule.account, rule.name, dates.lowerBound.timeIntervalSince1970,
                    dates.upperBound.timeIntervalSince1970,
                ])
            return Set(rows.map { Date(timeIntervalSince1970: $0["slot"]) })
        }
    }

    package func callCounts(since date: Date) async throws(StoreError) -> [RuleKey: Int] {
        try await read { database in
            let rows = try database.rows(
                sql: """
                    WITH ended AS (
                        SELECT rule_account, rule, CAST(report AS TEXT) AS report FROM run
                        WHERE rule_account IS NOT NULL AND started_at >= ? AND report IS NOT NULL
                    )
                    SELECT rule_account, rule,
                        sum(ifnull(report ->> 'reads', 0) + ifnull(report ->> 'writes', 0)) AS calls
                    FROM ended WHERE json_valid(report) GROUP BY rule_account, rule
                    """,
                arguments: [date.timeIntervalSince1970])
            return Dictionary(
                uniqueKeysWithValues: rows.map { row in
                    (RuleKey(account: row["rule_account"], name: row["rule"]), row["calls"])
                })
        }
    }

    package func decide(
        _ rule: RuleKey, upTo date: Date, skipped: Int, mayMoveBack: Bool
    ) async throws(StoreError) {
        try await write { database in
            try RuleRow.decide(rule, upTo: date, skipped: skipped, mayMoveBack: mayMoveBack, database)
        }
    }

    package func pause(_ rule: RuleKey, _ pause: RulePause) async throws(StoreError) {
        try await write { database in
            let columns = "pause_reason = :reason, paused_at = :since, paused_itself = :itself"
            try RuleRow.update(
                rule, columns,
                ["reason": pause.reason, "since": pause.since.timeIntervalSince1970, "itself": pause.isAutomatic],
                database, where: "(pause_reason IS NULL OR NOT :itself)")
        }
    }

    package func resume(_ rule: RuleKey, at date: Date) async throws(StoreError) {
        try await write { database in
            let columns =
                "pause_reason = NULL, paused_at = NULL, paused_itself = NULL, failures = 0, decided = :at, seen = '{}'"
            try RuleRow.update(rule, columns, ["at": date.timeIntervalSince1970], database)
        }
    }

    package func noteSeen(_ rule: RuleKey, _ keys: [String: String]) async throws(StoreError) {
        try await write { try RuleRow.noteSeen(rule, keys, $0) }
    }

    package func noteOutcome(_ rule: RuleKey, failed: Bool) async throws(StoreError) -> Int {
        try await write { database in
            // A run that went well after others that did changes nothing, and what changes nothing costs no commit.
            try RuleRow.update(
                rule, "failures = iif(:failed, failures + 1, 0)", ["failed": failed], database,
                where: "(:failed OR failures > 0)")
            return try RuleRow.fetch(database, rule)?.failures ?? 0
        }
    }

    // MARK: Requests

    package func ask(
        _ kind: RuleRequest.Kind, of rule: RuleKey, at date: Date
    ) async throws(StoreError) -> RuleRequest {
        try await write { database in
            try database.run(
                sql: "INSERT INTO rule_request (account, name, kind, asked_at) VALUES (?, ?, ?, ?)",
                arguments: [rule.account, rule.name, kind.rawValue, date.timeIntervalSince1970])
            return RuleRequest(id: database.lastInsertedRowID, key: rule, kind: kind, at: date)
        }
    }

    package func requests(of rules: Set<RuleKey>) async throws(StoreError) -> [RuleRequest] {
        try await read { try RuleRow.requests($0).filter { rules.contains($0.key) } }
    }
}
