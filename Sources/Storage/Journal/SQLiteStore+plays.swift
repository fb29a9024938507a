package import Foundation
internal import GRDB
package import Journal

extension SQLiteStore {
    package func owners(of plays: [Play], account: String) async throws(StoreError) -> [Play: EffectRecord] {
        try await read { database in
            var owners: [Play: EffectRecord] = [:]
            for play in Set(plays) {
                guard let id = try Ledger.owner(of: play, account, database) else { continue }
                owners[play] = try EffectRow.fetch(database, "id = ?", [id]).first
            }
            return owners
        }
    }

    package func forget(_ plays: [Play], account: String, _ claim: Claim) async throws(StoreError) {
        try await write { [self] database in
            try check(claim, database)
            for play in plays {
                try database.execute(
                    sql: "DELETE FROM ledger WHERE account = ? AND item = ? AND minute = ?",
                    arguments: [account, play.item, Ledger.minute(play)])
            }
        }
    }

    package func countPlays(account: String, since: Date) async throws(StoreError) -> Int {
        try await read { database in
            try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM ledger JOIN effect ON effect.id = ledger.effect
                    WHERE ledger.account = ? AND effect.intent_at >= ?
                        AND effect.state IN ('intent', 'unknown', 'done', 'review')
                    """, arguments: [account, since.timeIntervalSince1970]) ?? 0
        }
    }
}

/// The plays that effects added, each once.
enum Ledger {
    static func minute(_ play: Play) -> Int64 { play.minute ?? .min }

    static func owner(of play: Play, _ account: String, _ database: Database) throws -> Int64? {
        try Int64.fetchOne(
            database, sql: "SELECT effect FROM ledger WHERE account = ? AND item = ? AND minute = ?",
            arguments: [account, play.item, minute(play)])
    }

    /// The plays that other effects have.
    static func taken(
        _ plays: [Play], _ account: String, except own: EffectID?, _ database: Database
    ) throws -> [Play] {
        try plays.filter { play in
            guard let owner = try owner(of: play, account, database) else { return false }
            return owner != own?.number
        }
    }

    static func add(_ plays: [Play], _ account: String, _ effect: EffectID, _ database: Database) throws {
        for play in plays {
            try database.execute(
                sql: "INSERT OR IGNORE INTO ledger VALUES (?, ?, ?, ?)",
                arguments: [account, play.item, minute(play), effect.number])
        }
    }
}
