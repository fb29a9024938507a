import Journal
import Synchronization
import TestSupport
import Testing
import Trakt

@Suite("Writes of several runs as one request")
struct JointSendingTests {
    private static let ids: [Int64] = [507, 268]

    private static func body(_ id: Int64) -> JSONValue { ["movies": [["ids": ["trakt": .integer(id)]]]] }

    /// One request for all, and an answer that says of each that its movie was added.
    private static let sending = JointSending { calls in
        let movies = calls.flatMap { $0.document["movies"]?.array ?? [] }
        return calls.first?.sending(JSONValue.object(["movies": .array(movies)]).encoded)
    } divided: { _, calls in
        calls.map { _ in ["added": ["movies": 1], "existing": ["movies": 0], "not_found": ["movies": []]] }
    }

    /// A run for each movie, and what it wants to write.
    private func parts(
        _ effects: EffectStage, _ clock: (any SteadyClock)? = nil, client: Client? = nil
    ) async throws -> (
        [Claim], [JointSending.Part]
    ) {
        var (claims, parts): ([Claim], [JointSending.Part]) = ([], [])
        for id in Self.ids {
            let claim = try await effects.store.begin(EffectStage.newRun)
            let call = try Catalogue.syncWatchlist.add.call(Arguments([], named: Self.body(id).object ?? [:]))
            claims.append(claim)
            parts.append(
                JointSending.Part(
                    sender: effects.sender(claim, clock: clock, client: client), call: call, key: effects.key(),
                    before: nil))
        }
        return (claims, parts)
    }

    /// What each of the runs is answered in the end.
    private func results(
        of parts: [JointSending.Part], _ claims: [Claim], _ effects: EffectStage, _ sending: JointSending = Self.sending
    ) async -> [Result<Answer, any Error>] {
        var results: [Result<Answer, any Error>] = []
        for (rest, (claim, id)) in zip(await sending.send(parts), zip(claims, Self.ids)) {
            do {
                if let rest {
                    results.append(.success(try await rest.finish()))
                } else {
                    results.append(.success(try await alone(id, claim, effects)))
                }
            } catch { results.append(.failure(error)) }
        }
        return results
    }

    private func alone(_ id: Int64, _ claim: Claim, _ effects: EffectStage) async throws -> Answer {
        let call = try Catalogue.syncWatchlist.add.call(Arguments([], named: Self.body(id).object ?? [:]))
        return try await effects.sender(claim).perform(call, key: effects.key())
    }

    private func listed(_ effects: EffectStage) async throws -> Set<Int64> {
        let entries = try await effects.stage.answer("/sync/watchlist/movies?limit=250").array ?? []
        return Set(entries.compactMap { $0["movie"]?["ids"]?["trakt"]?.integer }).intersection(Self.ids)
    }

    @Test("Each has an intent, an outcome and an answer of its own")
    func each() async throws {
        try await withEffects { effects in
            let (claims, parts) = try await parts(effects)
            let results = await results(of: parts, claims, effects)
            for result in results { #expect(try result.get().json()["added"]?["movies"] == 1) }
            #expect(try await effects.writes(to: "/sync/watchlist").count == 1)
            for (claim, id) in zip(claims, Self.ids) {
                let effect = try #require(try await effects.store.effect(effects.key(), of: claim.run))
                #expect(effect.state == .done && effect.sends == 1)
                #expect(effect.effect.request.body == Self.body(id).encoded, "as though it had been sent alone")
            }
        }
    }

    @Test(
        "Whatever becomes of the request, each is made in the end, and is known to be",
        arguments: [
            ["kind": "status", "status": 503], ["kind": "status", "status": 420], ["kind": "status", "status": 429],
            ["kind": "status", "status": 401], ["kind": "html", "status": 502], ["kind": "cut_before_headers"],
            ["kind": "apply_then_cut"], ["kind": "apply_then_status", "status": 504], ["kind": "cut_body"],
            ["kind": "apply_half", "status": 500],
        ] as [[String: JSONValue]])
    func faults(_ fault: [String: JSONValue]) async throws {
        try await withEffects { effects in
            let (claims, parts) = try await parts(effects)
            let common: [String: JSONValue] = ["method": "POST", "path": "/sync/watchlist", "count": 1]
            try await effects.stage.fault(.object(fault.merging(common) { $1 }))
            let results = await results(of: parts, claims, effects)
            #expect(results.count == 2)
            #expect(results.allSatisfy { (try? $0.get()) != nil }, "\(results)")
            #expect(try await listed(effects) == Set(Self.ids))
            #expect(try await effects.writes(to: "/sync/watchlist").count == 3)
            for claim in claims {
                #expect(try await effects.store.effect(effects.key(), of: claim.run)?.state == .done)
            }
        }
    }

    @Test("An answer that cannot be divided is as one that never came: each is sent alone")
    func undivided() async throws {
        try await withEffects { effects in
            let (claims, parts) = try await parts(effects)
            let sending = JointSending { calls in
                calls.first?.sending(
                    JSONValue.object(["movies": .array(calls.flatMap { $0.document["movies"]?.array ?? [] })]).encoded)
            } divided: { _, _ in
                nil
            }
            let results = await results(of: parts, claims, effects, sending)
            for result in results { #expect(try result.get().json()["existing"]?["movies"] == 1) }
            for claim in claims {
                let effect = try await effects.store.effect(effects.key(), of: claim.run)
                #expect(effect?.state == .done && effect?.sends == 2)
            }
        }
    }

    @Test("What a process that died had sent is settled run by run")
    func died() async throws {
        try await withEffects { effects in
            let (claims, parts) = try await parts(effects, DyingClock())
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/watchlist", "kind": "apply_then_cut", "count": 1,
            ])
            let results = await results(of: parts, claims, effects)
            #expect(results.allSatisfy { (try? $0.get()) == nil })
            for (claim, id) in zip(claims, Self.ids) {
                let state = try await effects.store.effect(effects.key(), of: claim.run)?.state
                #expect(state == .unknown)
                let next = try #require(try await effects.store.takeOver(claim.run, forgettingFailures: false))
                _ = try await alone(id, next, effects)
                #expect(try await effects.store.effect(effects.key(), of: claim.run)?.state == .done)
            }
            #expect(try await listed(effects) == Set(Self.ids))
        }
    }

    @Test("A run that somebody else has taken over is left out, and the other is made")
    func fenced() async throws {
        try await withEffects { effects in
            let (claims, parts) = try await parts(effects)
            _ = try await effects.store.takeOver(claims[0].run, forgettingFailures: false)
            let results = await results(of: parts, claims, effects)
            #expect((try? results[0].get()) == nil)
            _ = try results[1].get()
            #expect(try await listed(effects) == [Self.ids[1]])
            #expect(try await effects.store.effect(effects.key(), of: claims[0].run) == nil)
        }
    }

    @Test("What the machine held up for too long after the first intent is not sent")
    func late() async throws {
        try await withEffects { effects in
            let (claims, parts) = try await parts(effects, SlowClock(step: .seconds(6)))
            let results = await results(of: parts, claims, effects)
            #expect(results.allSatisfy { (try? $0.get()) == nil })
            #expect(try await effects.writes(to: "/sync/watchlist").isEmpty)
            #expect(try await listed(effects).isEmpty)
        }
    }

    @Test("One that was refused together with others has all its attempts before it, as though it had been alone")
    func refused() async throws {
        try await withEffects { effects in
            let (claims, parts) = try await parts(effects)
            let fault: JSONValue = [
                "method": "POST", "path": "/sync/watchlist", "kind": "status", "status": 420, "count": 1,
            ]
            try await effects.stage.fault(fault)
            let rests = await Self.sending.send(parts)
            #expect(rests.allSatisfy { $0 != nil })
            let busy: JSONValue = [
                "method": "POST", "path": "/sync/watchlist", "kind": "status", "status": 503,
                "count": .integer(Int64(Timing().attempts - 1)),
            ]
            try await effects.stage.fault(busy)
            _ = try await #require(rests[0]).finish()
            #expect(try await effects.store.effect(effects.key(), of: claims[0].run)?.state == .done)
        }
    }

    @Test("Where Trakt says when to come back, one waits for that, and each is told what Trakt said")
    func overloaded() async throws {
        try await withEffects { effects in
            let transport = FirstWriteTransport(effects.stage.transport) { () throws(TransportError) in
                TransportResponse(status: 503, headers: ["Retry-After": "3600"])
            }
            let (_, parts) = try await parts(effects, client: effects.stage.client(through: transport))
            let rests = try await Self.sending.send(parts).map { try #require($0) }
            let error = await #expect(throws: TraktError.self) { try await rests[0].finish() }
            #expect(error?.status == 503)
            #expect(try await rests[1].finish().json()["added"]?["movies"] == 1)
        }
    }

    @Test("What is broken off while it is sent is broken off for nobody: each goes on, and is made")
    func brokenOff() async throws {
        try await withEffects { effects in
            let (arrivals, arrive) = AsyncStream.makeStream(of: Void.self)
            let transport = FirstWriteTransport(effects.stage.transport) { () throws(TransportError) in
                arrive.yield()
                let (never, continuation) = AsyncStream.makeStream(of: Void.self)
                for await _ in never {}
                continuation.finish()
                throw .outcomeUnknown("broken off")
            }
            let (claims, parts) = try await parts(effects, client: effects.stage.client(through: transport))
            let task = Task { await Self.sending.send(parts) }
            for await _ in arrivals { break }
            task.cancel()
            for rest in await task.value {
                let rest = try #require(rest)
                #expect(!rest.isDone)
                _ = try await rest.finish()
            }
            #expect(try await listed(effects) == Set(Self.ids))
            for claim in claims {
                #expect(try await effects.store.effect(effects.key(), of: claim.run)?.state == .done)
            }
        }
    }
}

/// A way to a sandbox that the first write does not take.
private final class FirstWriteTransport: Transport {
    private let transport: any Transport
    private let isFirst = Mutex(true)
    private let answer: @Sendable () async throws(TransportError) -> TransportResponse

    /// - Parameter answer: what becomes of the first write instead.
    init(
        _ transport: any Transport, answer: @escaping @Sendable () async throws(TransportError) -> TransportResponse
    ) {
        self.transport = transport
        self.answer = answer
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        guard request.method == .post else { return try await transport.send(request) }
        let isFirst = isFirst.withLock { isFirst in
            defer { isFirst = false }
            return isFirst
        }
        return isFirst ? try await answer() : try await transport.send(request)
    }
}
