import Journal
import Storage
import Synchronization
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Carrying out what a script asks")
struct EffectCarrierTests {
    private static func rating(_ value: Int64) throws -> Call {
        try RecordedRun.call(
            "sync.ratings.add", [], ["movies": [["ids": ["trakt": 507], "rating": .integer(value)]]])
    }

    @Test("What undoing needs is read when nothing can change it any more that was sent before")
    func doubts() async throws {
        try await withStage(limits: .roomy) { stage in
            let journal = try SQLiteStore.inMemory()
            var context = try stage.context(journal: journal)
            // A rating whose answer never came takes effect while it is waited for.
            context.clock = LateClock { _ = try await stage.client().send(Self.rating(8)) }
            let run = NewRun(
                account: context.owner, server: context.server, trigger: .hand, path: "test.lua", script: [], seed: 7,
                now: ScriptStage.now)
            let (former, claim) = (try await journal.begin(run), try await journal.begin(run))
            let call = try Self.rating(8)
            let intention = try await journal.intend(
                NewEffect(
                    key: StepKey(content: "late", occurrence: 1), account: context.owner,
                    request: EffectRequest(endpoint: call.endpoint.id, target: call.target, body: call.body),
                    moment: context.clock.moment), former, with: Precautions())
            guard case .made(let late) = intention else { throw CancellationError() }
            try await journal.resolve(late, EffectResolution(.unknown), former)
            let carrier = EffectCarrier(
                client: stage.client(), sender: context.sender(for: claim, now: ScriptStage.now),
                safeguards: Safeguards(client: stage.client(), limits: .standard))
            let key = StepKey(content: "now", occurrence: 1)
            _ = try await carrier.carry(Self.rating(9), Asking(key: key))
            let before = try #require(try await journal.effect(key, of: claim.run)?.effect.before)
            let text = String(decoding: before, as: UTF8.self)
            #expect(text.contains("\"rating\":8"), "\(text)")
        }
    }
}

/// A clock of a world in which something happens when it is first waited.
private final class LateClock: SteadyClock {
    private let clock = SkippingClock()
    private let happens: @Sendable () async throws -> Void
    private let hasHappened = Mutex(false)

    init(_ happens: @escaping @Sendable () async throws -> Void) {
        self.happens = happens
    }

    var moment: Moment { clock.moment }

    func sleep(for duration: Duration) async throws {
        let isFirst = hasHappened.withLock { hasHappened in
            defer { hasHappened = true }
            return !hasHappened
        }
        if isFirst { try await happens() }
        try await clock.sleep(for: duration)
    }
}
