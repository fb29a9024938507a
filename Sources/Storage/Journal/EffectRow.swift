internal import Foundation
internal import GRDB
internal import Journal

/// An effect as its row has it.
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
        return try database.rows(sql: sql, arguments: arguments).map(record)
    }

    static func insert(_ effect: NewEffect, _ claim: Claim, at now: Date, _ database: Database) throws -> EffectID {
        try database.run(
            sql: """
                INSERT INTO effect (run, key, occurrence, account, endpoint, target, body, before, plays, unlisted_plays, boot,
                    since_boot, state, epoch, sends, intent_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'intent', ?, 1, ?)
                """,
            arguments: [claim.run.number, effect.key.content, effect.key.occurrence] + columns(of: effect)
                + [claim.epoch, now.timeIntervalSince1970])
        return EffectID(database.lastInsertedRowID)
    }

    static func update(_ record: EffectRecord, _ database: Database) throws {
        try database.run(
            sql: """
                UPDATE effect SET account = ?, endpoint = ?, target = ?, body = ?, before = ?, plays = ?,
                    unlisted_plays = ?, boot = ?, since_boot = ?, state = ?, epoch = ?, response = ?, note = ?, sends = ?, intent_at = ?, resolved_at = ? WHERE id = ?
                """,
            arguments: columns(of: record.effect) + [
                record.state.rawValue, record.epoch, record.response.map { try JSONColumn.text(StoredResponse($0)) },
                record.note, record.sends, record.intentAt.timeIntervalSince1970,
                record.resolvedAt?.timeIntervalSince1970, record.id.number,
            ])
    }

    /// Moves the effects of a run from one state to another.
    static func replace(
        _ state: EffectState, by other: EffectState, of run: RunID, _ database: Database
    ) throws {
        try database.run(
            sql: "UPDATE effect SET state = ? WHERE run = ? AND state = ?",
            arguments: [other.rawValue, run.number, state.rawValue])
    }

    private static func columns(of effect: NewEffect) throws -> StatementArguments {
        [
            effect.account, effect.request.endpoint, effect.request.target, effect.request.body.map { Data($0) },
            effect.before.map { Data($0) }, try JSONColumn.text(effect.plays), effect.unlistedPlays,
        ] + MomentColumns.values(of: effect.moment)
    }

    private static func record(_ row: Row) throws -> EffectRecord {
        let place = "effect \(row["id"] as Int64)"
        guard let state = EffectState(rawValue: row["state"]) else {
            throw DatabaseError.damage("\(place) has the unknown state \(row["state"] as String)")
        }
        let effect = NewEffect(
            key: StepKey(content: row["key"], occurrence: row["occurrence"]), account: row["account"],
            request: EffectRequest(endpoint: row["endpoint"], target: row["target"], body: bytes(row["body"])),
            before: bytes(row["before"]),
            plays: try JSONColumn.value([Journal.Play].self, row, "plays", of: place),
            unlistedPlays: row["unlisted_plays"], moment: MomentColumns.moment(row))
        let hasResponse = row["response"] as String? != nil
        let response = hasResponse ? try JSONColumn.value(StoredResponse.self, row, "response", of: place) : nil
        return EffectRecord(
            id: EffectID(row["id"]), run: RunID(row["run"]), effect: effect, state: state, epoch: row["epoch"],
            response: response?.response, note: row["note"], sends: row["sends"],
            intentAt: Date(timeIntervalSince1970: row["intent_at"]),
            resolvedAt: (row["resolved_at"] as TimeInterval?).map(Date.init(timeIntervalSince1970:)))
    }

    private static func bytes(_ data: Data?) -> [UInt8]? { data.map { [UInt8]($0) } }
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
