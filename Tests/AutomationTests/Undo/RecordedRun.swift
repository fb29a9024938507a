import Foundation
import Journal
import TestSupport
import Trakt

@testable import Automation

/// A run's calls, made one by one on a sandbox the way the gate makes them, with the effects that the journal would have.
final class RecordedRun {
    let stage: ScriptStage
    private let client: Client
    let safeguards: Safeguards
    private(set) var effects: [EffectRecord] = []

    init(
        on stage: ScriptStage, limits: RemovalLimits = RemovalLimits(most: 1_000_000, share: 100),
        seen: SeenReads = SeenReads()
    ) {
        self.stage = stage
        client = stage.client()
        safeguards = Safeguards(client: client, limits: limits, seen: seen)
    }

    /// Reads every page of something.
    @discardableResult
    func read(_ name: String, _ values: JSONValue..., named: [String: JSONValue] = [:]) async throws -> [JSONValue] {
        let call = try Self.call(name, values, named)
        var walk = PageWalk(of: call)
        var items: [JSONValue] = []
        while let page = walk.call(call) {
            let ticket = safeguards.seen.ticket
            let answer = try await client.send(page)
            safeguards.seen.note(page, answer, ticket)
            _ = walk.received(answer.page)
            items += try answer.json().array ?? []
        }
        return items
    }

    /// Changes something, and answers what Trakt did.
    @discardableResult
    func write(_ name: String, _ values: JSONValue..., named: [String: JSONValue] = [:]) async throws -> JSONValue {
        try await write(Self.call(name, values, named))
    }

    @discardableResult
    func write(_ call: Call) async throws -> JSONValue {
        var before = try await safeguards.before(call)
        if call.endpoint == Catalogue.syncHistory.removeHistory {
            let removal = try await HistoryReader(client).removal(for: call, client)
            before = .object((before?.object ?? [:]).merging(removal.before.object ?? [:]) { one, _ in one })
        }
        safeguards.seen.forget(changedBy: call)
        let answer = try await client.send(call)
        safeguards.seen.forget(changedBy: call)
        effects.append(record(call, before, answer))
        return try answer.json()
    }

    /// What takes it back, worked out from the account as it is now.
    func undoing() async throws -> Undoing {
        try await Undoing(of: RunEffects(effects), reading: client)
    }

    /// Takes it back, as a run of its own.
    @discardableResult
    func undo() async throws -> (run: RecordedRun, undoing: Undoing) {
        let undoing = try await undoing()
        let run = RecordedRun(on: stage, seen: undoing.seen)
        var made: [String] = []
        for change in undoing.changes.changes {
            var request = change.request
            // What is made on the way has an id only now.
            if let id = made.last { request.target = request.target.replacing(/9\d{15,18}/, with: id) }
            guard let endpoint = Catalogue.endpoint(named: request.endpoint) else { continue }
            let answer = try await run.write(Call(endpoint: endpoint, target: request.target, body: request.body))
            if request.endpoint == "lists.create" { made.append(answer["ids"]?["trakt"]?.encodedText ?? "") }
        }
        return (run, undoing)
    }

    private func record(_ call: Call, _ before: JSONValue?, _ answer: Answer) -> EffectRecord {
        let number = effects.count + 1
        let effect = NewEffect(
            key: StepKey(content: "call \(number)", occurrence: 1), account: "sandbox",
            request: EffectRequest(endpoint: call.endpoint.id, target: call.target, body: call.body),
            before: before?.encoded,
            plays: Self.plays(call), moment: Moment(boot: "test", sinceBoot: .zero))
        let headers = Dictionary(answer.headers.pairs.map { ($0.name, $0.value) }) { first, _ in first }
        return EffectRecord(
            id: EffectID(Int64(number)), run: RunID(1), effect: effect, state: .done, epoch: 1,
            response: EffectResponse(status: answer.status, headers: headers, body: answer.body ?? []), sends: 1,
            intentAt: ScriptStage.now, resolvedAt: ScriptStage.now)
    }

    /// The plays that a call adds, as the ledger has them.
    private static func plays(_ call: Call) -> [Journal.Play] {
        guard call.endpoint == Catalogue.syncHistory.addHistory else { return [] }
        return HistoryAddition(body: (try? JSONValue(parsing: call.body ?? [])) ?? .null).plays
    }

    static func call(_ name: String, _ values: [JSONValue], _ named: [String: JSONValue]) throws -> Call {
        guard let endpoint = Catalogue.endpoint(named: name) else { throw NoEndpoint(name: name) }
        return try endpoint.call(Arguments(values, named: named))
    }

    struct NoEndpoint: Error { let name: String }
}
