import Automation
import Foundation
import Journal
import Storage
import Synchronization
import TestSupport
import Testing
import Trakt

@Suite("Delivering notices while rules are served", .timeLimit(.minutes(10)))
struct NoticeWorkerTests {
    private let mail = Channel("mail", .mail(command: ["mail"], from: "a@example.org", to: ["b@example.org"]))

    @Test("A channel that hangs keeps no other from its next notices, which go when somebody says that there are some")
    func hanging() async throws {
        let server = try RecordingServer()
        try await NoticeStage.with { stage in
            let own = Channel("own", .webhook(Secret(server.address)))
            let hangs = NoticeStage.Box(false)
            let clock = StandingClock()
            let delivery = stage.delivery(to: [mail, own], clock: clock) { _, _ in
                hangs.change { $0 = true }
                while !Task.isCancelled { await Task.yield() }
                return .cut("it hung")
            }
            let first = try await stage.queue(Notice("a"), to: ["mail", "own"])
            let worker = Task { await delivery.run() }
            while try await stage.states(first) != [.sending, .delivered] || !hangs.now { try await pass() }
            // The channel's own, and the one for what is to be given up.
            while clock.sleepers < 2 { try await pass() }
            let second = try await stage.queue(Notice("b"), to: ["own"])
            delivery.wake()
            while try await stage.states(second) != [.delivered] { try await pass() }
            worker.cancel()
            clock.wake()
            await worker.value
            #expect(try await stage.states(first) == [.unknown, .delivered])
        }
    }

    /// Lets others work; throws when the test's time is up.
    private func pass() async throws {
        try Task.checkCancellation()
        await Task.yield()
    }

    @Test("What is being sent when the delivery ends is sent to its end, and noted")
    func ended() async throws {
        try await NoticeStage.with { stage in
            let (begun, goesOn) = (NoticeStage.Box(false), NoticeStage.Box(false))
            let delivery = stage.delivery(to: [mail], clock: StandingClock()) { _, _ in
                begun.change { $0 = true }
                while !goesOn.now { await Task.yield() }
                return Task.isCancelled ? .cut("it was interrupted") : .exited(0)
            }
            let run = try await stage.queue(Notice("a"), to: ["mail"])
            let worker = Task { await delivery.run() }
            while !begun.now { await Task.yield() }
            worker.cancel()
            goesOn.change { $0 = true }
            await worker.value
            #expect(try await stage.states(run) == [.delivered])
        }
    }

    @Test("A journal that fails one channel does not end what another sends, and is told again what came of a notice")
    func failingJournal() async throws {
        try await NoticeStage.with { stage in
            let failed = NoticeStage.Box(false)
            let store = FailingStore(store: stage.journal, failed: failed, settlings: NoticeStage.Box(0))
            let broken = Channel("broken", .webhook(Secret("http://127.0.0.1:1")))
            let delivery = stage.delivery(to: [mail, broken], of: store) { _, _ in
                while !failed.now { await Task.yield() }
                for _ in 0..<1000 { await Task.yield() }
                return Task.isCancelled ? .cut("it was interrupted") : .exited(0)
            }
            let run = try await stage.queue(Notice("a"), to: ["mail", "broken"])
            await #expect(throws: StoreError.self) { try await delivery.deliver(within: .seconds(1)) }
            #expect(try await stage.states(run) == [.delivered, .pending])
        }
    }
}

/// A journal that cannot take the notices of one channel, and notes what came of one only when it is told a third time.
private struct FailingStore: StoreDecorator {
    let store: any JournalStore
    let failed: NoticeStage.Box<Bool>
    let settlings: NoticeStage.Box<Int>

    func takeNotice(for channel: String) async throws(StoreError) -> NoticeRecord? {
        guard channel == "broken" else { return try await store.takeNotice(for: channel) }
        failed.change { $0 = true }
        throw .readOnly(path: "journal")
    }

    func settle(_ notice: NoticeRecord, _ outcome: NoticeOutcome) async throws(StoreError) {
        settlings.change { $0 += 1 }
        guard settlings.now > 2 else { throw .readOnly(path: "journal") }
        try await store.settle(notice, outcome)
    }
}

/// A clock on which nobody wakes before they are woken.
private final class StandingClock: SteadyClock {
    private let isAwake = Mutex(false)
    private let count = Mutex(0)

    /// How many have gone to sleep.
    var sleepers: Int { count.withLock { $0 } }

    var moment: Moment { Moment(boot: "test", sinceBoot: .zero) }

    func wake() { isAwake.withLock { $0 = true } }

    func sleep(for duration: Duration) async throws {
        count.withLock { $0 += 1 }
        repeat {
            try Task.checkCancellation()
            await Task.yield()
        } while !isAwake.withLock { $0 }
    }
}
