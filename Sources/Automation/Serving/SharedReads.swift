internal import Journal
internal import Synchronization
internal import Trakt

/// The reads of the runs that work at the same time: what several of them ask is asked once. One for all accounts, so that it
/// knows of every write; what it keeps is of the latest moment.
///
/// What a run reads is still never older than a write of its account, whichever run made it: see ``SharedReadTable``. What is
/// read to undo a write, or to judge it, does not come from here.
package final class SharedReads: Sendable {
    /// Resumed with nil when there is nothing to share.
    private typealias Continuation = CheckedContinuation<Answer?, any Error>

    private struct State {
        var table: SharedReadTable
        var lastWaiter = 0
        var waiting: [SharedReadTable.Waiter: Continuation] = [:]
        var tasks: [SharedReadTable.Flight: Task<Void, Never>] = [:]
    }

    private let state: Mutex<State>
    private let now: @Sendable () -> ContinuousClock.Instant

    /// - Parameters:
    ///   - freshness: for how long an answer is good.
    ///   - mostBytes: how much memory answers may take.
    package init(
        freshness: Duration = .seconds(60), mostBytes: Int = 32 << 20,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        state = Mutex(State(table: SharedReadTable(freshness: freshness, mostBytes: mostBytes)))
        self.now = now
    }

    /// Answers a read of an account's run, from what is known or by reading.
    func answer(
        to call: Call, of account: String, _ read: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        let key = SharedReadTable.Key(
            account: account, endpoint: call.endpoint.id, target: call.target, body: call.body)
        let waiter = newWaiter()
        let shared = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { ask(key, waiter, $0, read) }
        } onCancel: {
            giveUp(waiter)
        }
        guard let shared else { return try await read() }
        return shared
    }

    /// Makes a write of an account's run; until it is over, nothing of the account is shared.
    func write<Result: Sendable>(of account: String, _ body: () async throws -> Result) async throws -> Result {
        state.withLock { $0.table.beginWrite(of: account) }
        var isSettled = false
        defer { state.withLock { $0.table.endWrite(of: account, isSettled: isSettled) } }
        do {
            let result = try await body()
            isSettled = true
            return result
        } catch {
            isSettled = error.isOfNoChange
            throw error
        }
    }

    /// The same for writes that throw nothing, but tell of themselves whether it is known what became of them.
    func write<Result: Sendable>(
        of account: String, _ body: () async -> Result, isSettled: (Result) -> Bool
    ) async -> Result {
        state.withLock { $0.table.beginWrite(of: account) }
        let result = await body()
        let isSettled = isSettled(result)
        state.withLock { $0.table.endWrite(of: account, isSettled: isSettled) }
        return result
    }

    /// An account may be another now.
    func forget(_ account: String) { state.withLock { $0.table.forget(account) } }

    /// The runs of another moment ask anew.
    func forgetAll() { state.withLock { $0.table.forgetAll() } }

    /// How many wait for an answer that they share, or would.
    var waiterCount: Int { state.withLock { $0.waiting.count } }

    // MARK: Waiting

    private func newWaiter() -> SharedReadTable.Waiter {
        state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
    }

    /// Has somebody wait for the answer to a question, or for nil when it has to be read for them alone.
    private func ask(
        _ key: SharedReadTable.Key, _ waiter: SharedReadTable.Waiter, _ continuation: Continuation,
        _ read: @escaping @Sendable () async throws -> Answer
    ) {
        let result: Result<Answer?, any Error>? = state.withLock { state in
            // Who gave up before they waited is not told again.
            if Task.isCancelled { return .failure(CancellationError()) }
            switch state.table.ask(key, waiter, at: now()) {
            case .answer(let answer): return .success(answer)
            case .alone: return .success(nil)
            case .wait: break
            case .send(let flight):
                // Nobody's own, because whoever asked first may give up while others wait.
                state.tasks[flight] = Task {
                    do { end(flight, .success(try await read())) } catch { end(flight, .failure(error)) }
                }
            }
            state.waiting[waiter] = continuation
            return nil
        }
        if let result { continuation.resume(with: result) }
    }

    private func end(_ flight: SharedReadTable.Flight, _ result: Result<Answer, any Error>) {
        let waiting = state.withLock { state in
            state.tasks[flight] = nil
            return state.table.end(flight, try? result.get()).compactMap { state.waiting.removeValue(forKey: $0) }
        }
        for continuation in waiting { continuation.resume(with: result.map(Optional.some)) }
    }

    private func giveUp(_ waiter: SharedReadTable.Waiter) {
        let (continuation, task) = state.withLock { state in
            let flight = state.table.giveUp(waiter)
            return (state.waiting.removeValue(forKey: waiter), flight.flatMap { state.tasks.removeValue(forKey: $0) })
        }
        task?.cancel()
        continuation?.resume(throwing: CancellationError())
    }
}

extension Error {
    /// Whether it is known that the write which failed with it changed nothing, and will not.
    fileprivate var isOfNoChange: Bool {
        (self is TraktError || self is EffectError) && !mayHaveHappened
    }
}
