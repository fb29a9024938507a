#if DEBUG
    package import Journal

    /// A journal whose process dies at one point.
    package final class CrashingStore: StoreDecorator {
        package let store: any JournalStore
        private let crash: Crash

        package init(_ store: any JournalStore, _ crash: Crash) {
            self.store = store
            self.crash = crash
        }

        package func writing<Value>(
            _ write: StoreWrite, _ body: () async throws(StoreError) -> Value
        ) async throws(StoreError) -> Value {
            guard let event = CrashPoint.Event(write) else { return try await body() }
            return try await crash.around(event, body)
        }
    }
#endif
