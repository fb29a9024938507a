internal import Foundation
internal import GRDB
internal import Journal
internal import Trakt

/// An effect as its row has it. Every row carries a digest of what stands in it, because `quick_check` does not see a
/// bit that flips inside of a value.
enum EffectRow {
    static func fetch(_ database: Database, _ key: StepKey, of run: RunID) throws -> EffectRecord? {
        try fetch(
            database, "run = ? AND key = ? AND occurrence = ?", [run.number, key.content, key.occurrence]
        ).first
    }

    static func fetch(
        _ database: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [EffectRecord] {
        let sql = "SELECT * FROM effect WHERE \(condition) ORDER BY id"
        return try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
            let record = try record(row)
            guard try checksum(record) == row["checksum"] else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "effect \(record.id) is not what was written")
            }
            return record
        }
    }

    static func insert(_ effect: NewEffect, _ claim: Claim, at now: Date, _ database: Database) throws -> EffectID {
        try database.execute(
            sql: """
                INSERT INTO effect (run, key, occurrence, account, endpoint, target, plays, moment, state, epoch, sends,
                    intent_at, checksum) VALUES (?, ?, ?, ?, '', '', '[]', '', 'intent', ?, 1, 0, '')
                """,
            arguments: [
                claim.run.number, effect.key.content, effect.key.occurrence, effect.account, claim.epoch,
            ])
        let id = EffectID(database.lastInsertedRowID)
        let record = EffectRecord(
            id: id, run: claim.run, effect: effect, state: .intent, epoch: claim.epoch, sends: 1, intentAt: now)
        try update(record, database)
        return id
    }

    static func update(_ record: EffectRecord, _ database: Database) throws {
        let effect = record.effect
        try database.execute(
            sql: """
                UPDATE effect SET account = ?, endpoint = ?, target = ?, body = ?, before = ?, plays = ?, moment = ?,
                    state = ?, epoch = ?, response = ?, note = ?, sends = ?, intent_at = ?, resolved_at = ?, checksum = ?
                WHERE id = ?
                """,
            arguments: [
                effect.account, effect.request.endpoint, effect.request.target, effect.request.body.map { Data($0) },
                effect.before.map { Data($0) }, JSONColumn.text(effect.plays), JSONColumn.text(effect.moment),
                record.state.rawValue, record.epoch, record.response.map { try JSONColumn.text(StoredResponse($0)) },
                record.note, record.sends, record.intentAt.timeIntervalSince1970,
                record.resolvedAt?.timeIntervalSince1970, checksum(record), record.id.number,
            ])
    }

    private static func record(_ row: Row) throws -> EffectRecord {
        let request = EffectRequest(endpoint: row["endpoint"], target: row["target"], body: bytes(row["body"]))
        let key = StepKey(content: row["key"], occurrence: row["occurrence"])
        let plays: String = row["plays"]
        let moment: String = row["moment"]
        let effect = NewEffect(
            key: key, account: row["account"], request: request, before: bytes(row["before"]),
            plays: try JSONColumn.value([Journal.Play].self, plays), moment: try JSONColumn.value(Moment.self, moment))
        let response = try (row["response"] as String?).map { try JSONColumn.value(StoredResponse.self, $0).response }
        return EffectRecord(
            id: EffectID(row["id"]), run: RunID(row["run"]), effect: effect,
            state: EffectState(rawValue: row["state"]) ?? .review, epoch: row["epoch"], response: response,
            note: row["note"], sends: row["sends"], intentAt: Date(timeIntervalSince1970: row["intent_at"]),
            resolvedAt: (row["resolved_at"] as TimeInterval?).map(Date.init(timeIntervalSince1970:)))
    }

    private static func bytes(_ data: Data?) -> [UInt8]? { data.map { [UInt8]($0) } }

    private static func checksum(_ record: EffectRecord) throws -> String {
        let effect = record.effect
        let request = effect.request
        let response = try record.response.map { try JSONColumn.text(StoredResponse($0)) }
        let parts: [String] = [
            record.id.description, record.run.description, effect.key.description, effect.account, request.endpoint,
            request.target, text(request.body), text(effect.before), try JSONColumn.text(effect.plays),
            try JSONColumn.text(effect.moment), record.state.rawValue, String(record.epoch), response ?? "-",
            record.note ?? "-", String(record.sends),
        ]
        return SHA256.hexadecimal(of: parts.flatMap { Array("\($0.utf8.count):\($0)".utf8) })
    }

    private static func text(_ bytes: [UInt8]?) -> String { bytes.map { String(decoding: $0, as: UTF8.self) } ?? "-" }
}

/// An answer as its column has it: bytes as Base64.
private struct StoredResponse: Codable {
    let status: Int
    let headers: [String: String]
    let body: Data

    init(_ response: EffectResponse) {
        status = response.status
        headers = response.headers
        body = Data(response.body)
    }

    var response: EffectResponse { EffectResponse(status: status, headers: headers, body: [UInt8](body)) }
}
