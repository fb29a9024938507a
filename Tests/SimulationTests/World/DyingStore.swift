import Journal
import Synchronization

/// The journal of a process that dies at one of its writes. Afterwards nothing reaches the journal any more.
final class DyingStore: StoreDecorator {
    /// When a process dies.
    struct Death: Sendable, Hashable {
        /// At which of its writes, from 1.
        var write: Int
        /// Whether that one is still committed.
        var isCommitted: Bool
    }

    let store: any JournalStore
    private let death: Death?
    private let died: @Sendable () -> Void
    private let state = Mutex((writes: 0, isDead: false))

    /// - Parameter died: told once.
    init(_ store: any JournalStore, _ death: Death?, died: @escaping @Sendable () -> Void) {
        self.store = store
        self.death = death
        self.died = died
    }

    var isDead: Bool { state.withLock { $0.isDead } }
    var writes: Int { state.withLock { $0.writes } }

    private static let gone = StoreError.unusable(path: "", reason: "the process died")

    func reading<Value>(_ body: () async throws(StoreError) -> Value) async throws(StoreError) -> Value {
        if isDead { throw Self.gone }
        return try await body()
    }

    func writing<Value>(_ body: () async throws(StoreError) -> Value) async throws(StoreError) -> Value {
        if isDead { throw Self.gone }
        let isLast = state.withLock { state in
            state.writes += 1
            return state.writes == death?.write
        }
        guard isLast, let death else { return try await body() }
        defer {
            state.withLock { $0.isDead = true }
            died()
        }
        if death.isCommitted { _ = try await body() }
        throw Self.gone
    }
}
