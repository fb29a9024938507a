import Simulation
import TestSupport
import Testing

@testable import Trakt

/// Promises about rate limits under any sequence of asks and answers. A failure prints its seed.
@Suite("Rate limits, whatever happens", .timeLimit(.minutes(10)))
struct RateLimitsPropertyTests {
    private static let seeds = (0..<60).map { _ in UInt64.random(in: 0...UInt64.max) }
    private static let buckets: [RateLimits.Bucket] = [
        .writes(account: "a"), .writes(account: "b"), .reads(account: "a"), .application,
    ]

    /// What is known of one bucket from the outside.
    private struct Ledger {
        var limit: RateLimits.Limit
        var granted: [Duration] = []
        var closedUntil: Duration = .zero

        /// A limit learned later counts the calls too that went under the one before.
        mutating func learn(_ learned: RateLimits.Limit, at now: Duration) {
            granted.removeAll { $0 + limit.period <= now }
            limit = learned
        }

        func isFull(at now: Duration) -> Bool { granted.count { $0 > now - limit.period } > limit.calls }
    }

    @Test("never let more through than allowed, nor anything early, and never wait for ever", arguments: seeds)
    func decisions(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        let settings = RateLimits.Settings(
            reads: .init(calls: 7, period: .seconds(10)), readsWithoutAccount: .init(calls: 3, period: .seconds(4)),
            blockedPause: .seconds(8))
        var limits = RateLimits(settings)
        var ledgers = Dictionary(uniqueKeysWithValues: Self.buckets.map { ($0, Ledger(limit: limits.limit(of: $0))) })
        var stoppedUntil = Duration.zero
        var now = Duration.zero
        for _ in 0..<400 {
            now += .milliseconds(number(0...900))
            let bucket = Self.buckets[number(0...3)]
            // Mostly shorter than a limit's period: what went before a pause has to count after it too.
            let pause = number(0...2) == 0 ? nil : Duration.seconds(number(0...(number(0...3) == 0 ? 20 : 2)))
            switch number(0...60) {
            case 0:
                limits.blocked(at: now, retryAfter: pause)
                stoppedUntil = max(stoppedUntil, now + (pause ?? settings.blockedPause))
            case 1, 2:
                let limit = RateLimits.Limit(calls: number(1...9), period: .seconds(number(1...12)))
                let learned = number(0...1) == 0 ? nil : limit
                limits.refused(bucket, at: now, retryAfter: pause, learning: learned)
                if let learned { ledgers[bucket]!.learn(learned, at: now) }
                let period = ledgers[bucket]!.limit.period
                ledgers[bucket]!.closedUntil = max(ledgers[bucket]!.closedUntil, now + (pause ?? period))
            default:
                let foretold = limits.earliest(bucket, after: 0, at: now)
                switch limits.ask(bucket, at: now) {
                case .go:
                    #expect(foretold == now, "seed \(seed)")
                    #expect(now >= stoppedUntil && now >= ledgers[bucket]!.closedUntil, "seed \(seed)")
                    ledgers[bucket]!.granted.append(now)
                    #expect(!ledgers[bucket]!.isFull(at: now), "seed \(seed)")
                case .wait(let instant):
                    #expect(instant > now && foretold >= instant, "seed \(seed)")
                    var copy = limits
                    #expect(steps(&copy, bucket, from: instant, until: foretold) <= 2, "seed \(seed)")
                }
            }
        }
    }

    /// How often somebody who comes back when told to has to ask until they may go, which is when it was foretold.
    private func steps(
        _ limits: inout RateLimits, _ bucket: RateLimits.Bucket, from instant: Duration, until foretold: Duration
    ) -> Int {
        var instant = instant
        for step in 1...10 {
            guard case .wait(let next) = limits.ask(bucket, at: instant) else {
                return instant == foretold ? step : .max
            }
            instant = next
        }
        return .max
    }

    @Test("foretell when somebody goes who has others before them", arguments: seeds)
    func queue(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let calls = Int.random(in: 1...6, using: &random)
        var limits = RateLimits(.init(reads: .init(calls: calls, period: .seconds(10))))
        let bucket = RateLimits.Bucket.reads(account: "a")
        var now = Duration.zero
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            now += .milliseconds(Int.random(in: 0...4000, using: &random))
            _ = limits.ask(bucket, at: now)
        }
        if Bool.random(using: &random) { limits.blocked(at: now, retryAfter: .seconds(8)) }
        let foretold = (0..<20).map { limits.earliest(bucket, after: $0, at: now) }
        for instant in foretold {
            while case .wait(let next) = limits.ask(bucket, at: now) { now = next }
            #expect(now == instant, "seed \(seed)")
        }
    }

    @Test("give every caller its turn, in order, whatever is refused meanwhile", arguments: seeds.prefix(20))
    func limiter(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let clock = TestClock()
        let limiter = RateLimiter(clock: clock)
        let bucket = RateLimits.Bucket.writes(account: "a")
        let (turns, record) = AsyncStream.makeStream(of: Turn.self)
        let count = 8
        try await limiter.turn(for: bucket, longestWait: .seconds(1))
        // One more than get their turn, so that somebody sleeps on the clock at all times.
        let tasks = (0...count).map { index in
            // It has asked for its turn before the next one does, and the limiter answers in order.
            Task.immediate {
                try await limiter.turn(for: bucket, longestWait: .seconds(100_000))
                record.yield(Turn(index: index, instant: clock.now.offset))
            }
        }
        #expect(await limiter.waiting(for: bucket) == tasks.count)
        var iterator = turns.makeAsyncIterator()
        var taken: [Turn] = []
        var refusals = 6
        while true {
            // Whoever woke has gone, and the next one sleeps, or it sleeps on.
            await clock.sleepers()
            let gone = tasks.count - (await limiter.waiting(for: bucket))
            while taken.count < gone { taken.append(try #require(await iterator.next())) }
            guard taken.count < count else { break }
            if refusals > 0, Bool.random(using: &random) {
                refusals -= 1
                let wait = Duration.seconds(Int.random(in: 0...30, using: &random))
                if Bool.random(using: &random) {
                    await limiter.refused(bucket, retryAfter: wait, learning: nil)
                } else {
                    await limiter.blocked(retryAfter: wait)
                }
            }
            clock.advance(by: .seconds(1))
        }
        tasks[count].cancel()
        #expect(taken.map(\.index) == Array(0..<count), "seed \(seed)")
        for (one, next) in zip(taken, taken.dropFirst()) {
            #expect(next.instant - one.instant >= .seconds(1), "seed \(seed)")
        }
    }

    /// Who took their turn, and when.
    private struct Turn {
        let index: Int
        let instant: Duration
    }
}
