import Journal
import Synchronization

/// The journal of a server that comes to a halt at one of its writes: it dies, or it stands still until it is woken, and
/// with it everything that it reads and writes.
final class MortalStore: StoreDecorator {
    struct Halt: Sendable, Hashable {
        /// At which of its writes, from 1.
        var number: Int
        /// Whether that one is committed before.
        var isCommitted: Bool
        /// Whether it goes on later.
        var isStandstill: Bool
    }

    private struct State {
        var number = 0
        var isDead = false
        var isStill = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    let store: any JournalStore
    private let halt: Halt?
    private let state = Mutex(State())

    init(_ store: any JournalStore, _ halt: Halt?) {
        self.store = store
        self.halt = halt
    }

    var isDead: Bool { state.withLock { $0.isDead } }
    var isStill: Bool { state.withLock { $0.isStill } }
    /// How much of the server stands still here.
    var stillCount: Int { state.withLock { $0.waiting.count } }

    /// Ends the server, if it has not ended.
    func die() { end { $0.isDead = true } }

    /// Lets a server that stands still go on.
    func wake() { end { _ in } }

    private func end(_ change: (inout State) -> Void) {
        let waiting = state.withLock { state in
            change(&state)
            state.isStill = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    // MARK: Reading and writing

    func reading<Value>(_ body: () async throws(StoreError) -> Value) async throws(StoreError) -> Value {
        try await pass()
        return try await body()
    }

    func writing<Value>(
        _ write: StoreWrite, _ body: () async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await pass()
        guard let halt, isHere(halt) else { return try await body() }
        guard halt.isCommitted else {
            come(to: halt)
            try await pass()
            return try await body()
        }
        let value = try await body()
        come(to: halt)
        try await pass()
        return value
    }

    private func isHere(_ halt: Halt) -> Bool {
        state.withLock { state in
            state.number += 1
            return state.number == halt.number
        }
    }

    private func come(to halt: Halt) {
        if halt.isStandstill { state.withLock { $0.isStill = !$0.isDead } } else { die() }
    }

    private func pass() async throws(StoreError) {
        await withCheckedContinuation { continuation in
            let goesOn = state.withLock { state in
                guard state.isStill else { return true }
                state.waiting.append(continuation)
                return false
            }
            if goesOn { continuation.resume() }
        }
        if isDead { throw StoreError.unusable(path: "", reason: "the process died") }
    }
}
