import Journal
import Synchronization

/// The journal of a process that comes to a halt at one of its writes. Either it dies, and nothing reaches the journal any
/// more; or it is suspended, others take its run over meanwhile, and then it goes on as if nothing had been.
final class DyingStore: StoreDecorator {
    /// When and how a process comes to a halt.
    struct Halt: Sendable, Hashable {
        /// At which of its writes, or of its intents, from 1.
        var number: Int
        var isAtIntent = false
        /// Whether that one is committed before.
        var isCommitted: Bool
        /// Whether it goes on later.
        var isSuspended = false
    }

    let store: any JournalStore
    private let halt: Halt?
    private let died: @Sendable () -> Void
    private let suspended: @Sendable () async -> Void
    private let state = Mutex((number: 0, isDead: false, wasSuspended: false))

    /// - Parameters:
    ///   - died: told once.
    ///   - suspended: what happens until a suspended process goes on.
    init(
        _ store: any JournalStore, _ halt: Halt?, died: @escaping @Sendable () -> Void,
        suspended: @escaping @Sendable () async -> Void
    ) {
        self.store = store
        self.halt = halt
        self.died = died
        self.suspended = suspended
    }

    var isDead: Bool { state.withLock { $0.isDead } }
    var wasSuspended: Bool { state.withLock { $0.wasSuspended } }

    private static let gone = StoreError.unusable(path: "", reason: "the process died")

    func reading<Value>(_ body: () async throws(StoreError) -> Value) async throws(StoreError) -> Value {
        if isDead { throw Self.gone }
        return try await body()
    }

    func writing<Value>(
        _ write: StoreWrite, _ body: () async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        if isDead { throw Self.gone }
        guard let halt, write == .intend || !halt.isAtIntent else { return try await body() }
        let isHere = state.withLock { state in
            state.number += 1
            return state.number == halt.number
        }
        guard isHere else { return try await body() }
        return try await halt.isSuspended ? pause(halt, body) : end(halt, body)
    }

    /// A process that dies when its run is over has nothing left to do, and nobody would begin its script again.
    func end(_ claim: Claim, _ ending: RunEnding) async throws(StoreError) {
        if isDead { throw Self.gone }
        guard halt?.isCommitted == false else { return try await store.end(claim, ending) }
        try await writing(.end) { () async throws(StoreError) in try await store.end(claim, ending) }
    }

    private func end<Value>(
        _ halt: Halt, _ body: () async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        defer {
            state.withLock { $0.isDead = true }
            died()
        }
        if halt.isCommitted { _ = try await body() }
        throw Self.gone
    }

    private func pause<Value>(
        _ halt: Halt, _ body: () async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        state.withLock { $0.wasSuspended = true }
        if halt.isCommitted {
            let value = try await body()
            await suspended()
            return value
        }
        await suspended()
        return try await body()
    }
}
