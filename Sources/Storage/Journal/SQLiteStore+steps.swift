internal import Foundation
internal import GRDB
package import Journal
internal import Trakt

extension SQLiteStore {
    package func record(_ step: StepRecord, _ claim: Claim) async throws(StoreError) {
        let largest = parameters.largestDocument
        try await write { [self] database in
            try check(claim, database)
            let (kind, answer) = try StepRow.kept(step.result, database, largest: largest)
            try database.run(
                sql: "INSERT OR REPLACE INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    claim.run.number, step.key.content, step.key.occurrence, step.order, step.answerOrder, step.name,
                    database.keep(step.question), step.place, kind, answer, step.askedAt.timeIntervalSince1970,
                    step.answeredAt.timeIntervalSince1970,
                ])
        }
    }

    package func step(_ key: StepKey, of run: RunID) async throws(StoreError) -> StepRecord? {
        try await read { database in
            try StepRow.fetch(
                database, "run = ? AND key = ? AND occurrence = ?", [run.number, key.content, key.occurrence]
            ).first
        }
    }

    package func steps(of run: RunID) async throws(StoreError) -> [StepRecord] {
        try await read { try StepRow.fetch($0, "run = ?", [run.number]) }
    }
}

/// A step as its row has it.
enum StepRow {
    static func kept(_ result: StepRecord.Result, _ database: Database, largest: Int) throws -> (String, String) {
        switch result {
        case .document(let bytes) where bytes.count > largest: ("digest", SHA256.hexadecimal(of: bytes))
        case .document(let bytes): ("document", try database.keep(bytes))
        case .failure(let bytes): ("failure", try database.keep(bytes))
        case .uncertain(let bytes): ("uncertain", try database.keep(bytes))
        case .digest(let hash): ("digest", hash)
        }
    }

    static func fetch(
        _ database: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [StepRecord] {
        let sql = "SELECT * FROM step WHERE \(condition) ORDER BY asked"
        return try database.rows(sql: sql, arguments: arguments).map { try record($0, database) }
    }

    private static func record(_ row: Row, _ database: Database) throws -> StepRecord {
        let hash: String = row["answer"]
        let result: StepRecord.Result =
            switch row["result"] as String {
            case "document": .document(try database.keptContent(hash))
            case "failure": .failure(try database.keptContent(hash))
            case "uncertain": .uncertain(try database.keptContent(hash))
            case "digest": .digest(hash)
            default: throw DatabaseError.damage("a step of run \(row["run"] as Int64) has an unknown result")
            }
        return StepRecord(
            key: StepKey(content: row["key"], occurrence: row["occurrence"]), order: row["asked"],
            answerOrder: row["answered"], name: row["name"], question: try database.keptContent(row["question"]),
            place: row["place"], result: result, askedAt: Date(timeIntervalSince1970: row["asked_at"]),
            answeredAt: Date(timeIntervalSince1970: row["answered_at"]))
    }
}
