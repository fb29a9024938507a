import Journal
import Synchronization

/// A journal that remembers what was noted together, and in which what it has of one rule may be damaged.
final class CarefulStore: StoreDecorator {
    private struct State {
        var notes: [[String]] = []
        var damaged: String?
    }

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
