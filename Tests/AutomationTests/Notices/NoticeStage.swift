import Automation
import Foundation
import Journal
import Storage
import Synchronization
import TestSupport
import Trakt

/// A journal with a clock that goes when it is told to, channels, and what delivers to them.
struct NoticeStage: Sendable {
    let journal: SQLiteStore
    let clock: StoreClock
    let transport: HTTPTransport
    let outcomes = Box<[NoticeOutcome]>([])

    final class Box<Value: Sendable>: Sendable {
        private let value: Mutex<Value>

        init(_ value: Value) { self.value = Mutex(value) }

        func change(_ body: (inout sending Value) -> Void) { value.withLock { body(&$0) } }
        var now: Value { value.withLock { $0 } }
    }

    static func with<Result>(_ body: (NoticeStage) async throws -> Result) async throws -> Result {
        let clock = StoreClock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let transport = HTTPTransport()
        do {
            let result = try await body(
                NoticeStage(journal: try .inMemory(parameters), clock: clock, transport: transport))
            await transport.shutdown()
            return result
        } catch {
            await transport.shutdown()
            throw error
        }
    }

    func delivery(
        to channels: [Channel], of store: (any NoticeStore)? = nil, clock steady: any SteadyClock = SkippingClock(),
        command: @escaping NoticeSending.Command = { _, _ in .exited(0) }
    ) -> NoticeDelivery {
        NoticeDelivery(
            of: store ?? journal, to: channels,
            through: NoticeSending(transport: transport, userAgent: "Tests/1.0", command: command),
            clock: steady, now: { [clock] in clock.now }, random: { 1 },
            told: { [outcomes] _, outcome in outcomes.change { $0.append(outcome) } })
    }

    /// A run that has queued this, and its number.
    @discardableResult
    func queue(_ notice: Notice, to channels: [String], key: String = "notice") async throws -> RunID {
        let claim = try await journal.begin(
            NewRun(
                account: "sandbox", server: .address("https://api.trakt.tv"), trigger: .hand, path: "a.lua", script: [],
                seed: 1, now: clock.now))
        try await journal.noteRule("Tonight", claim)
        try await journal.queue(notice, StepKey(content: key, occurrence: 1), to: channels, claim)
        return claim.run
    }

    func states(_ run: RunID) async throws -> [NoticeRecord.State] { try await journal.notices(of: run).map(\.state) }
}
