import Simulation
import TestSupport
import Testing

@testable import Trakt

@Suite("Rate limits")
struct RateLimitsTests {
    private let mine = RateLimits.Bucket.writes(account: "a")

    @Test("let one write a second through")
    func writes() {
        var limits = RateLimits()
        #expect(limits.ask(mine, at: .zero) == .go)
        #expect(limits.ask(mine, at: .milliseconds(300)) == .wait(until: .seconds(1)))
        #expect(limits.ask(mine, at: .milliseconds(999)) == .wait(until: .seconds(1)))
        #expect(limits.ask(mine, at: .seconds(1)) == .go)
        #expect(limits.ask(mine, at: .seconds(1)) == .wait(until: .seconds(2)))
    }

    @Test("let a thousand reads in any five minutes through")
    func reads() {
        var limits = RateLimits()
        let bucket = RateLimits.Bucket.reads(account: "a")
        for index in 0..<1000 { #expect(limits.ask(bucket, at: .milliseconds(index * 100)) == .go) }
        #expect(limits.ask(bucket, at: .seconds(100)) == .wait(until: .seconds(300)))
        #expect(limits.ask(bucket, at: .seconds(300)) == .go)
        #expect(limits.ask(bucket, at: .seconds(300)) == .wait(until: .milliseconds(300_100)))
    }

    @Test("never allow more than the limit in any window, whatever the times", arguments: [1, 2, 3] as [UInt64])
    func property(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var limits = RateLimits(.init(reads: .init(calls: 5, period: .seconds(10))))
        var granted: [Duration] = []
        var now = Duration.zero
        for _ in 0..<500 {
            now += .milliseconds(Int.random(in: 0...3000, using: &random))
            if limits.ask(.reads(account: "a"), at: now) == .go { granted.append(now) }
        }
        for (index, instant) in granted.enumerated() {
            let inWindow = granted[index...].prefix { $0 < instant + .seconds(10) }.count
            #expect(inWindow <= 5, "seed \(seed)")
        }
        #expect(granted.count > 100, "seed \(seed)")
    }

    @Test("count accounts, kinds of calls and the app apart")
    func buckets() {
        var limits = RateLimits()
        #expect(limits.ask(.writes(account: "a"), at: .zero) == .go)
        #expect(limits.ask(.writes(account: "b"), at: .zero) == .go)
        #expect(limits.ask(.reads(account: "a"), at: .zero) == .go)
        #expect(limits.ask(.application, at: .zero) == .go)
    }

    @Test("learn from a 429 when to go on, and how many are allowed")
    func learning() {
        var limits = RateLimits()
        limits.refused(
            .application, at: .seconds(5), retryAfter: .seconds(10), learning: .init(calls: 2, period: .seconds(60)))
        #expect(limits.ask(.application, at: .seconds(6)) == .wait(until: .seconds(15)))
        #expect(limits.ask(.reads(account: "a"), at: .seconds(6)) == .go)
        #expect(limits.ask(.application, at: .seconds(15)) == .go)
        #expect(limits.ask(.application, at: .seconds(16)) == .go)
        #expect(limits.ask(.application, at: .seconds(17)) == .wait(until: .seconds(75)))
        // Without Retry-After one period has to pass. An earlier end never replaces a later one.
        limits.refused(mine, at: .seconds(20), retryAfter: nil)
        limits.refused(mine, at: .seconds(20), retryAfter: .zero)
        #expect(limits.ask(mine, at: .seconds(20)) == .wait(until: .seconds(21)))
    }

    @Test("stop everything when Cloudflare does")
    func blocked() {
        var limits = RateLimits()
        limits.blocked(at: .seconds(1), retryAfter: nil)
        #expect(limits.ask(mine, at: .seconds(2)) == .wait(until: .seconds(61)))
        #expect(limits.ask(.application, at: .seconds(60)) == .wait(until: .seconds(61)))
        limits.blocked(at: .seconds(61), retryAfter: .seconds(5))
        #expect(limits.ask(mine, at: .seconds(65)) == .wait(until: .seconds(66)))
        #expect(limits.ask(mine, at: .seconds(66)) == .go)
    }

    @Test("are read from X-Ratelimit, and nonsense is not")
    func header() {
        let text =
            #"{"name":"UNAUTHED_API_GET_LIMIT","period":300,"limit":500,"remaining":0,"until":"2020-10-10T00:24:00Z"}"#
        #expect(RateLimits.Limit(header: text) == .init(calls: 500, period: .seconds(300)))
        for text in [nil, "", "x", "{}", #"{"period":0,"limit":5}"#, #"{"period":300,"limit":-1}"#] {
            #expect(RateLimits.Limit(header: text) == nil)
        }
    }
}

@Suite("The rate limiter", .timeLimit(.minutes(10)))
struct RateLimiterTests {
    private let writes = RateLimits.Bucket.writes(account: "a")

    @Test("gives turns in the order they were asked for, one a second")
    func order() async throws {
        let clock = TestClock()
        let limiter = RateLimiter(clock: clock)
        try await limiter.turn(for: writes, longestWait: .seconds(60))
        let (turns, record) = AsyncStream.makeStream(of: Int.self)
        for index in 1...3 {
            // It has asked for its turn before this one goes on, and the limiter answers in order.
            Task.immediate {
                try await limiter.turn(for: writes, longestWait: .seconds(60))
                record.yield(index)
            }
            #expect(await limiter.waiting(for: writes) == index)
        }
        var seen = turns.makeAsyncIterator()
        for index in 1...3 {
            await clock.sleepers()
            clock.advance(by: .seconds(1))
            #expect(await seen.next() == index)
        }
        #expect(clock.now.offset == .seconds(3))
        #expect(clock.pauses == [.seconds(1), .seconds(1), .seconds(1)])
    }

    @Test("passes the turn of a cancelled call on")
    func cancelled() async throws {
        let clock = TestClock()
        let limiter = RateLimiter(clock: clock)
        try await limiter.turn(for: writes, longestWait: .seconds(60))
        let first = Task { try await limiter.turn(for: writes, longestWait: .seconds(60)) }
        await clock.sleepers()
        let second = Task.immediate { try await limiter.turn(for: writes, longestWait: .seconds(60)) }
        #expect(await limiter.waiting(for: writes) == 2)
        let third = Task.immediate { try await limiter.turn(for: writes, longestWait: .seconds(60)) }
        #expect(await limiter.waiting(for: writes) == 3)
        second.cancel()
        await #expect(throws: RateLimiter.Refusal.cancelled) { try await second.value }
        first.cancel()
        await #expect(throws: RateLimiter.Refusal.cancelled) { try await first.value }
        await clock.sleepers()
        clock.advance(by: .seconds(1))
        try await third.value
        #expect(clock.now.offset == .seconds(1))
        #expect(await limiter.waiting(for: writes) == 0)
    }

    @Test("does not make anybody wait longer than they want")
    func tooLong() async throws {
        let limiter = RateLimiter(clock: TestClock())
        await limiter.blocked(retryAfter: .seconds(3600))
        await #expect(throws: RateLimiter.Refusal.tooLong(.seconds(3600))) {
            try await limiter.turn(for: .application, longestWait: .seconds(600))
        }
    }

    @Test("tells somebody far back at once that they would wait too long")
    func farBack() async throws {
        let clock = TestClock()
        let limiter = RateLimiter(clock: clock)
        try await limiter.turn(for: writes, longestWait: .zero)
        var patient: [Task<Void, any Error>] = []
        for index in 1...4 {
            patient.append(Task.immediate { try await limiter.turn(for: writes, longestWait: .seconds(60)) })
            #expect(await limiter.waiting(for: writes) == index)
        }
        await clock.sleepers()
        await #expect(throws: RateLimiter.Refusal.tooLong(.seconds(5))) {
            try await limiter.turn(for: writes, longestWait: .seconds(4))
        }
        #expect(clock.now.offset == .zero)
        // Those that wait already are told when a refusal makes their wait too long.
        await limiter.refused(writes, retryAfter: .seconds(3600), learning: nil)
        for task in patient.dropFirst() {
            await #expect(throws: RateLimiter.Refusal.self) { try await task.value }
        }
        #expect(clock.now.offset == .zero)
        clock.advance(by: .seconds(1))
        await #expect(throws: RateLimiter.Refusal.tooLong(.seconds(3599))) { try await patient[0].value }
    }

    @Test("leaves an account's other apps their share of its reads, also of the limit that a refusal names")
    func share() async throws {
        let clock = TestClock(skipsSleeps: true)
        let limiter = RateLimiter(.init(readsLeftForOthers: 20), clock: clock)
        let reads = RateLimits.Bucket.reads(account: "a")
        for _ in 1...800 { try await limiter.turn(for: reads, longestWait: .zero) }
        await #expect(throws: RateLimiter.Refusal.tooLong(.seconds(300))) {
            try await limiter.turn(for: reads, longestWait: .zero)
        }
        let learned = RateLimits.Limit(calls: 500, period: .seconds(300))
        await limiter.refused(reads, retryAfter: .seconds(300), learning: learned)
        for _ in 1...400 { try await limiter.turn(for: reads, longestWait: .seconds(300)) }
        #expect(clock.now.offset == .seconds(300))
        await #expect(throws: RateLimiter.Refusal.tooLong(.seconds(300))) {
            try await limiter.turn(for: reads, longestWait: .zero)
        }
        // Calls without an account are the app's own.
        for _ in 1...1000 { try await limiter.turn(for: .application, longestWait: .zero) }
    }

    @Test("counts what somebody has waited already")
    func waitedAlready() async throws {
        let clock = TestClock()
        let limiter = RateLimiter(clock: clock)
        try await limiter.turn(for: writes, longestWait: .zero)
        let caller = Task { try await limiter.turn(for: writes, longestWait: .seconds(10)) }
        await clock.sleepers()
        await limiter.refused(writes, retryAfter: .seconds(9), learning: nil)
        clock.advance(by: .seconds(1))
        await clock.sleepers()
        await limiter.refused(writes, retryAfter: .seconds(10), learning: nil)
        clock.advance(by: .seconds(8))
        await #expect(throws: RateLimiter.Refusal.tooLong(.seconds(2))) { try await caller.value }
    }

    @Test("tells all clients that share it of a locked account")
    func locked() async throws {
        let transport = ScriptedTransport([.success(.json(423, "{}"))])
        let limiter = RateLimiter(clock: TestClock())
        let clients = [1, 2].map { _ in
            Client(
                configuration: .init(clientID: "key", tokens: FixedToken("token"), userAgent: "Tests/1.0"),
                transport: transport,
                limiter: limiter, clock: TestClock())
        }
        let call = try Catalogue.sync.lastActivities.call(Arguments())
        for client in clients { _ = try? await client.send(call) }
        #expect(transport.requests.count == 1)
    }
}
