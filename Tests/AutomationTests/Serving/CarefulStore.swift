import Journal
import Synchronization

/// A journal that remembers what was noted together, in which what it has of one rule may be damaged, and which may have no
/// space for some time.
final class CarefulStore: StoreDecorator {
    private struct State {
        var notes: [[String]] = []
        var damaged: String?
        var fullTimes = 0
    }

    static let full = StoreError.full(path: "/journal")

    let store: any JournalStore
    private let state = Mutex(State())

    init(_ store: any JournalStore) {
        self.store = store
    }

    var notes: [[String]] { state.withLock { $0.notes } }

    var damaged: String? {
        get { state.withLock { $0.damaged } }
        set { state.withLock { $0.damaged = newValue } }
    }

    /// How often it still has no space for a run that begins.
    var fullTimes: Int {
        get { state.withLock { $0.fullTimes } }
        set { state.withLock { $0.fullTimes = newValue } }
    }

    func writing<Value>(
        _ write: StoreWrite, _ body: () async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let isFull = state.withLock { state in
            guard write == .begin, state.fullTimes > 0 else { return false }
            state.fullTimes -= 1
            return true
        }
        if isFull { throw Self.full }
        return try await body()
    }

    func note(_ rules: [RuleNote]) async throws(StoreError) -> [RuleRecord] {
        let names = rules.map(\.key.name)
        let damaged = state.withLock { state in
            state.notes.append(names)
            return state.damaged
        }
        if let damaged, names.contains(damaged) { throw .damaged(path: "/journal", detail: "the rule \(damaged)") }
        return try await store.note(rules)
    }
}
