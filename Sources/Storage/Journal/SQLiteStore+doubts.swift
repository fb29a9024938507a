internal import GRDB
package import Journal

extension SQLiteStore {
    package func doubts(
        account: String, at moment: Moment, within duration: Duration
    ) async throws(StoreError) -> [Doubt] {
        try await read { try DoubtRow.fetch($0, account, at: moment, within: duration) }
    }

    /// Nobody makes as many writes in the time that is asked about: Trakt takes one in a second.
    private static let mostRecent = 2000

    package func effects(
        account: String, endpoint: String?, at moment: Moment, within duration: Duration
    ) async throws(StoreError) -> [EffectRecord] {
        try await read { database in
            let ids = try Row.fetchAll(
                database,
                sql: """
                    SELECT id, moment FROM effect
                    WHERE id > (SELECT coalesce(max(id), 0) FROM effect) - ? AND account = ?
                        AND endpoint = coalesce(?, endpoint)
                    """, arguments: [Self.mostRecent, account, endpoint])
            return try ids.flatMap { row -> [EffectRecord] in
                let made = try JSONColumn.value(Moment.self, row, "moment", of: "effect \(row["id"] as Int64)")
                guard moment.elapsed(since: made) <= duration else { return [] }
                return try EffectRow.fetch(database, "id = ?", [row["id"] as Int64])
            }
        }
    }
}

/// A doubt as its row has it. The moment stands in columns, so that those that have settled are not even looked at.
enum DoubtRow {
    static func insert(_ record: EffectRecord, _ database: Database) throws {
        let moment = record.effect.moment
        try database.execute(
            sql: "INSERT INTO doubt (effect, account, boot, since_boot) VALUES (?, ?, ?, ?)",
            arguments: [record.id.number, record.effect.account, moment.boot, moment.sinceBoot / .seconds(1)])
    }

    static func fetch(
        _ database: Database, _ account: String, at moment: Moment, within duration: Duration
    ) throws -> [Doubt] {
        let (now, span) = (moment.sinceBoot / .seconds(1), duration / .seconds(1))
        // Of an earlier start of the machine it is only known that it is as long ago as this one.
        let others = now <= span ? "OR account = :account AND boot <> :boot" : ""
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT effect, boot, since_boot FROM doubt
                WHERE account = :account AND boot = :boot AND since_boot >= :from \(others)
                """, arguments: ["account": account, "boot": moment.boot, "from": now - span])
        return try rows.flatMap { row -> [Doubt] in
            let moment = Moment(boot: row["boot"], sinceBoot: .seconds(row["since_boot"] as Double))
            return try EffectRow.fetch(database, "id = ?", [row["effect"] as Int64]).map {
                Doubt(effect: $0.id, request: $0.effect.request, moment: moment)
            }
        }
    }
}
