import Journal
import Storage
import Synchronization
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Reads that runs share", .timeLimit(.minutes(10)))
struct SharedReadsTests {
    @Test("are made once, whoever asks while they are under way or later")
    func once() async throws {
        let stage = Stage()
        async let first = stage.read()
        async let second = stage.read()
        await stage.carrier.waiting(1)
        try await stage.carrier.answer("[1]")
        #expect(try await [first, second] == [.body("[1]"), .body("[1]")])
        #expect(try await stage.read() == .body("[1]"))
        #expect(stage.carrier.sent == 1)
    }

    @Test("of other accounts and other questions are others")
    func others() async throws {
        let stage = Stage()
        async let one = stage.read(of: "a")
        async let two = stage.read(of: "b")
        async let three = stage.read("sync.favorites.get")
        await stage.carrier.waiting(3)
        for _ in 0..<3 { try await stage.carrier.answer("[1]") }
        _ = try await (one, two, three)
        #expect(stage.carrier.sent == 3)
    }

    @Test("fail for those who waited, and are made again for the next")
    func failure() async throws {
        let stage = Stage()
        let waiting = (0..<2).map { _ in Task { try await stage.read() } }
        await stage.carrier.waiting(1)
        await stage.asking(2)
        await stage.carrier.fail(TraktError(.notFound, endpoint: try stage.call().endpoint))
        for task in waiting {
            let error = await #expect(throws: TraktError.self) { try await task.value }
            #expect(error?.failure == .notFound)
        }
        async let next = stage.read()
        await stage.carrier.waiting(1)
        try await stage.carrier.answer("[2]")
        #expect(try await next == .body("[2]"))
    }

    @Test("go on for the others when the one who asked first gives up")
    func oneGivesUp() async throws {
        let stage = Stage()
        let first = Task { try await stage.read() }
        await stage.carrier.waiting(1)
        let second = Task { try await stage.read() }
        await stage.asking(2)
        first.cancel()
        let error = await #expect(throws: TraktError.self) { try await first.value }
        #expect(error?.failure == .cancelled)
        try await stage.carrier.answer("[1]")
        #expect(try await second.value == .body("[1]"))
        #expect(stage.carrier.sent == 1)
    }

    @Test("end when everybody has given up, and the next asks anew")
    func allGiveUp() async throws {
        let stage = Stage()
        let tasks = (0..<2).map { _ in Task { try await stage.read() } }
        await stage.asking(2)
        await stage.carrier.waiting(1)
        for task in tasks { task.cancel() }
        for task in tasks { await #expect(throws: TraktError.self) { try await task.value } }
        await stage.carrier.waiting(0)
        async let next = stage.read()
        await stage.carrier.waiting(1)
        try await stage.carrier.answer("[2]")
        #expect(try await next == .body("[2]"))
    }

    @Test("are not begun for who has given up already")
    func givenUpBefore() async throws {
        let stage = Stage()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await stage.read()
        }
        task.cancel()
        await #expect(throws: TraktError.self) { try await task.value }
        #expect(stage.carrier.sent == 0)
    }

    @Test("are not shared from before a write, nor during one, and are again after it")
    func writes() async throws {
        let stage = Stage()
        let before = Task { try await stage.read() }
        await stage.carrier.waiting(1)
        let write = Task { try await stage.read("sync.watchlist.add") }
        await stage.carrier.waiting(2)
        // Asked when the write was under way: not what was asked before it, and everybody for themselves.
        let during = (0..<2).map { _ in Task { try await stage.read() } }
        await stage.carrier.waiting(4)
        try await stage.carrier.answer("[0]")
        #expect(try await before.value == .body("[0]"))
        try await stage.carrier.answer("{}")
        _ = try await write.value
        for _ in during { try await stage.carrier.answer("[1]") }
        for task in during { #expect(try await task.value == .body("[1]")) }
        async let after = stage.read()
        await stage.carrier.waiting(1)
        try await stage.carrier.answer("[2]")
        #expect(try await after == .body("[2]"))
        #expect(try await stage.read() == .body("[2]"))
        #expect(stage.carrier.sent == 5)
    }

    @Test(
        "are shared no more when nobody knows what became of a write, and go on when it is known that nothing did",
        arguments: [(TraktError.Failure.outcomeUnknown("cut"), false), (.notFound, true)])
    func doubt(failure: TraktError.Failure, isShared: Bool) async throws {
        let stage = Stage()
        let write = Task { try await stage.read("sync.watchlist.add") }
        await stage.carrier.waiting(1)
        await stage.carrier.fail(TraktError(failure, endpoint: try stage.call("sync.watchlist.add").endpoint))
        await #expect(throws: TraktError.self) { try await write.value }
        for _ in 0..<2 {
            async let read = stage.read()
            if stage.carrier.sent < 2 || !isShared {
                await stage.carrier.waiting(1)
                try await stage.carrier.answer("[1]")
            }
            _ = try await read
        }
        #expect(stage.carrier.sent == (isShared ? 2 : 3))
    }

    @Test("are made once for two runs of an account, and each run sees what another changed")
    func runs() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            var context = try stage.context(journal: journal)
            context.shared = SharedReads()
            func run(_ source: String) async throws -> RunReport {
                let script = try ScriptFile(path: "test.lua", source: Array(source.utf8))
                let report = try await Run(script, now: ScriptStage.now, seed: 7).perform(in: context) { _ in }
                #expect(report.state == .finished)
                return report
            }
            let count = "return #trakt.sync.watchlist.get()"
            let add = "trakt.sync.watchlist.add{ movies = { { ids = { trakt = 507 } } } }"
            let first = try await run(count)
            try await stage.forgetRequests()
            #expect(try await run(count).outcome == first.outcome)
            #expect(try await stage.requests().isEmpty)
            _ = try await run(add)
            #expect(try await run(count).outcome != first.outcome)
        }
    }
}

/// Runs of accounts that read through one table, and in the place of Trakt somebody who answers when told to.
private final class Stage: Sendable {
    let carrier = SlowCarrier()
    private let reads = SharedReads()

    func call(_ name: String = "sync.watchlist.get") throws -> Call {
        try RecordedRun.call(name, [], name.hasSuffix("add") ? ["movies": [["ids": ["trakt": 507]]]] : [:])
    }

    func read(_ name: String = "sync.watchlist.get", of account: String = "a") async throws -> Answer {
        try await SharingCarrier(carrier: carrier, reads: reads, account: account)
            .carry(call(name), Asking(key: StepKey(content: "step", occurrence: 1)))
    }

    /// Returns when so many wait for an answer that is shared.
    func asking(_ count: Int) async {
        while reads.waiterCount != count { await Task.yield() }
    }
}

/// Answers in the order of the questions, when it is told to.
private final class SlowCarrier: Carrier {
    private struct State {
        var sent = 0
        var waiting: [(id: Int, call: Call, continuation: CheckedContinuation<Answer, any Error>)] = []
    }

    private let state = Mutex(State())

    var sent: Int { state.withLock { $0.sent } }

    func carry(_ call: Call, _ asking: Asking) async throws -> Answer {
        let id = state.withLock { state in
            state.sent += 1
            return state.sent
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let waits = state.withLock { state in
                    guard !Task.isCancelled else { return false }
                    state.waiting.append((id, call, continuation))
                    return true
                }
                if !waits { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let found = state.withLock { state in
                state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
            }
            found?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Returns when so many wait.
    func waiting(_ count: Int) async {
        while state.withLock({ $0.waiting.count }) != count { await Task.yield() }
    }

    func answer(_ body: String) async throws {
        guard let next = first() else { return }
        next.continuation.resume(
            returning: try Answer(of: next.call, TransportResponse(status: 200, body: Array(body.utf8))))
    }

    func fail(_ error: TraktError) async { first()?.continuation.resume(throwing: error) }

    private func first() -> (id: Int, call: Call, continuation: CheckedContinuation<Answer, any Error>)? {
        state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    }
}
