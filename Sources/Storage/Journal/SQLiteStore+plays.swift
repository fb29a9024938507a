package import Foundation
internal import GRDB
package import Journal

extension SQLiteStore {
    package func owners(of plays: [Play], account: String) async throws(StoreError) -> [Play: PlayOwner] {
        try await read { database in
            var owners: [Play: PlayOwner] = [:]
            for play in Set(plays) { owners[play] = try Ledger.owner(of: play, account, database) }
            return owners
        }
    }

    package func forget(
        _ plays: [Play: PlayOwner], account: String, _ claim: Claim
    ) async throws(StoreError) -> Set<Play> {
        try await write { [self] database in
            try check(claim, database)
            let unchanged = try plays.filter { play, owner in
                try Ledger.owner(of: play, account, database).map { owner.isUnchanged(in: $0.effect) } ?? false
            }
            for (play, owner) in unchanged { try Ledger.remove(play, account, of: owner.effect?.id, database) }
            return Set(unchanged.keys)
        }
    }

    package func countPlays(account: String, since: Date) async throws(StoreError) -> Int {
        try await read { try Ledger.count(account, since: since, except: nil, $0) }
    }
}

/// The plays that effects added, each once.
enum Ledger {
    static func minute(_ play: Play) -> Int64 { play.minute ?? .min }

    static func owner(of play: Play, _ account: String, _ database: Database) throws -> PlayOwner? {
        let row = try database.row(
            sql: "SELECT effect FROM ledger WHERE account = ? AND item = ? AND minute = ?",
            arguments: [account, play.item, minute(play)])
        guard let row else { return nil }
        guard let id = row["effect"] as Int64? else { return .forgotten }
        return try EffectRow.fetch(database, "id = ?", [id]).first.map { .effect($0) } ?? .forgotten
    }

    /// The plays that other effects have.
    static func taken(
        _ plays: [Play], _ account: String, except own: EffectID?, _ database: Database
    ) throws -> [Play] {
        try plays.filter { play in
            guard let owner = try owner(of: play, account, database) else { return false }
            return own == nil || owner.effect?.id != own
        }
    }

    /// How many plays effects added since a moment: done, or not known. The effects come first: they are few.
    static func count(
        _ account: String, since: Date, except own: EffectID?, _ database: Database
    ) throws -> Int {
        try database.value(
            Int.self,
            sql: """
                SELECT coalesce(sum(unlisted_plays + (SELECT count(*) FROM ledger WHERE ledger.effect = effect.id)), 0)
                FROM effect WHERE account = ? AND intent_at >= ? AND id IS NOT ?
                    AND state IN ('intent', 'unknown', 'done', 'review')
                """, arguments: [account, since.timeIntervalSince1970, own?.number]) ?? 0
    }

    static func remove(_ play: Play, _ account: String, of owner: EffectID?, _ database: Database) throws {
        try database.run(
            sql: "DELETE FROM ledger WHERE account = ? AND item = ? AND minute = ? AND effect IS ?",
            arguments: [account, play.item, minute(play), owner?.number])
    }

    /// Takes out what a removal has removed. What was added after its first sending, or what may still be added, stays:
    /// whether that is there is found out by reading when somebody wants to add it again.
    static func remove(_ play: Play, _ account: String, removedBy removal: EffectRecord, _ database: Database) throws {
        let first = try DoubtRow.fetch(database, of: removal.id).first?.moment ?? removal.effect.moment
        try database.run(
            sql: """
                DELETE FROM ledger WHERE account = ? AND item = ? AND minute = ? AND (effect IS NULL OR EXISTS (
                    SELECT 1 FROM effect WHERE effect.id = ledger.effect AND state NOT IN ('intent', 'unknown')
                    AND (boot = ? AND since_boot <= ? OR boot <> ? AND effect.id < ?)))
                """,
            arguments: [account, play.item, minute(play)] + MomentColumns.values(of: first)
                + [first.boot, removal.id.number])
    }

    static func add(_ plays: [Play], _ account: String, _ effect: EffectID, _ database: Database) throws {
        for play in plays {
            try database.run(
                sql: "INSERT OR IGNORE INTO ledger VALUES (?, ?, ?, ?)",
                arguments: [account, play.item, minute(play), effect.number])
        }
    }
}
