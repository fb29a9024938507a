import Journal
import Synchronization
import TestSupport
import Testing

@Suite("A journal that waits")
struct PatientStoreTests {
    private static let full = StoreError.full(path: "/j")
    private static let run = EffectStage.newRun

    @Test(
        "waits longer and longer while its disk is full or it is locked, and then goes on",
        arguments: [
            full, .busy(path: "/j"),
        ])
    func goesOn(_ problem: StoreError) async throws {
        let failing = FailingStore(problem, times: 7)
        let clock = StageClock()
        let news = Collected()
        let store = PatientStore(failing, clock: clock) { news.add($0) }
        let claim = try await store.begin(Self.run)
        #expect(claim.run == RunID(1))
        #expect(
            clock.pauses == [
                .milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(10), .seconds(10),
            ])
        #expect(news.all == [.waits(problem), .goesOn])
    }

    @Test("waits to be read as well")
    func reading() async throws {
        let clock = StageClock()
        let store = PatientStore(FailingStore(Self.full, times: 2), clock: clock) { _ in }
        #expect(try await store.run(RunID(1)) == nil)
        #expect(clock.pauses.count == 2)
    }

    @Test(
        "does not wait for what does not pass by itself",
        arguments: [
            StoreError.fenced(RunID(1)), .readOnly(path: "/j"), .damaged(path: "/j", detail: "x"),
            .unusable(path: "/j", reason: "x"), .slotTaken(rule: "a", slot: ScriptStage.now),
            .requestTaken(rule: "a"),
        ])
    func otherProblems(_ problem: StoreError) async throws {
        let clock = StageClock()
        let store = PatientStore(FailingStore(problem, times: 1), clock: clock) { _ in }
        await #expect(throws: problem) { _ = try await store.begin(Self.run) }
        #expect(clock.pauses.isEmpty)
    }

    @Test("does not wait to renew a claim, which is tried again anyway")
    func renewal() async throws {
        let store = PatientStore(FailingStore(Self.full, times: 1), clock: StageClock()) { _ in }
        await #expect(throws: Self.full) { try await store.renew(Claim(run: RunID(1), epoch: 1)) }
    }

    @Test("waits no longer than its time, and says what it waited for")
    func limit() async throws {
        let clock = StageClock()
        let store = PatientStore(FailingStore(Self.full, times: .max), clock: clock, limit: .seconds(5)) { _ in }
        await #expect(throws: Self.full) { _ = try await store.begin(Self.run) }
        #expect(clock.pauses.reduce(.zero, +) == .seconds(5))
        await #expect(throws: Self.full) { _ = try await store.begin(Self.run) }
        #expect(clock.pauses.reduce(.zero, +) == .seconds(5))
    }

    @Test("stops waiting when its task is cancelled")
    func cancelled() async throws {
        let clock = StandingClock()
        let store = PatientStore(FailingStore(Self.full, times: .max), clock: clock) { _ in }
        let task = Task { try await store.begin(Self.run) }
        await clock.clock.sleepers()
        task.cancel()
        await #expect(throws: Self.full) { try await task.value }
    }

    @Test("gives up for all who wait and for all who come, whether their tasks are cancelled or not")
    func givesUp() async throws {
        let clock = StandingClock()
        let news = Collected()
        let store = PatientStore(FailingStore(Self.full, times: .max), clock: clock) { news.add($0) }
        let tasks = (1...3).map { _ in Task { try await store.begin(Self.run) } }
        await clock.clock.sleepers(3)
        store.giveUp()
        for task in tasks { await #expect(throws: Self.full) { try await task.value } }
        await #expect(throws: Self.full) { _ = try await store.begin(Self.run) }
        #expect(clock.clock.sleeperCount == 0)
        // Told once for all of them.
        #expect(news.all == [.waits(Self.full)])
    }
}

/// A steady clock that moves when a test says so.
private struct StandingClock: SteadyClock {
    let clock = TestClock()

    var moment: Moment { Moment(boot: "test", sinceBoot: clock.now.offset) }

    func sleep(for duration: Duration) async throws { try await clock.sleep(for: duration) }
}

/// A journal that fails so many times.
private final class FailingStore: StoreDecorator {
    let store: any JournalStore = MemoryStore { ScriptStage.now }
    private let problem: StoreError
    private let left: Mutex<Int>

    init(_ problem: StoreError, times: Int) {
        self.problem = problem
        left = Mutex(times)
    }

    func reading<Value>(_ body: () async throws(StoreError) -> Value) async throws(StoreError) -> Value {
        try await failingAtFirst(body)
    }

    func writing<Value>(
        _ write: StoreWrite, _ body: () async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await failingAtFirst(body)
    }

    private func failingAtFirst<Value>(
        _ body: () async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let fails = left.withLock { left in
            defer { left -= left > 0 ? 1 : 0 }
            return left > 0
        }
        if fails { throw problem }
        return try await body()
    }
}

private final class Collected: Sendable {
    private let news = Mutex<[PatientStore.News]>([])

    var all: [PatientStore.News] { news.withLock { $0 } }

    func add(_ news: PatientStore.News) { self.news.withLock { $0.append(news) } }
}
