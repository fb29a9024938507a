internal import GRDB
package import Journal

extension SQLiteStore {
    package func doubts(
        account: String, at moment: Moment, within duration: Duration
    ) async throws(StoreError) -> [Doubt] {
        try await read { try DoubtRow.fetch($0, account, at: moment, within: duration) }
    }

    package func doubts(of effect: EffectID) async throws(StoreError) -> [Doubt] {
        try await read { try DoubtRow.fetch($0, of: effect) }
    }

    /// Of the starts of the machine before this one, nobody looks further back than so many writes of an account: Trakt takes
    /// one in a second, and what is asked about is shorter ago.
    private static let mostBeforeThisStart = 2000

    package func effects(
        account: String, endpoint: String?, at moment: Moment, within duration: Duration
    ) async throws(StoreError) -> [EffectRecord] {
        let parts = MomentColumns.within(duration, of: moment)
        return try await read { database in
            let first =
                try parts.allSatisfy(\.hasIndex)
                ? nil
                : database.value(
                    Int64.self, sql: "SELECT id FROM effect WHERE account = ? ORDER BY id DESC LIMIT 1 OFFSET ?",
                    arguments: [account, Self.mostBeforeThisStart])
            let selections = parts.map { part in
                "SELECT id FROM effect WHERE account = ? AND \(part.condition)" + (part.hasIndex ? "" : " AND id > ?")
            }
            let arguments = parts.reduce(StatementArguments()) { all, part in
                all + [account] + part.arguments + (part.hasIndex ? [] : [first ?? 0])
            }
            return try EffectRow.fetch(
                database, "id IN (\(selections.joined(separator: " UNION "))) AND endpoint = coalesce(?, endpoint)",
                arguments + [endpoint])
        }
    }
}

/// A doubt as its row has it. The moment stands in columns, so that those that have settled are not even looked at.
enum DoubtRow {
    static func insert(_ record: EffectRecord, _ database: Database) throws {
        try database.run(
            sql: "INSERT INTO doubt (effect, account, boot, since_boot) VALUES (?, ?, ?, ?)",
            arguments: [record.id.number, record.effect.account] + MomentColumns.values(of: record.effect.moment))
    }

    static func fetch(
        _ database: Database, _ account: String, at moment: Moment, within duration: Duration
    ) throws -> [Doubt] {
        let parts = MomentColumns.within(duration, of: moment)
        let condition = parts.map { "(\($0.condition))" }.joined(separator: " OR ")
        let arguments = parts.reduce([account] as StatementArguments) { $0 + $1.arguments }
        let sql = "SELECT effect, boot, since_boot FROM doubt WHERE account = ? AND (\(condition)) ORDER BY id"
        return try doubts(try database.rows(sql: sql, arguments: arguments), database)
    }

    static func fetch(_ database: Database, of effect: EffectID) throws -> [Doubt] {
        let sql = "SELECT effect, boot, since_boot FROM doubt WHERE effect = ? ORDER BY id"
        return try doubts(try database.rows(sql: sql, arguments: [effect.number]), database)
    }

    static func delete(of effect: EffectID, _ database: Database) throws {
        try database.run(sql: "DELETE FROM doubt WHERE effect = ?", arguments: [effect.number])
    }

    private static func doubts(_ rows: [Row], _ database: Database) throws -> [Doubt] {
        try rows.flatMap { row -> [Doubt] in
            try EffectRow.fetch(database, "id = ?", [row["effect"] as Int64]).map {
                Doubt(effect: $0.id, request: $0.effect.request, moment: MomentColumns.moment(row))
            }
        }
    }
}
