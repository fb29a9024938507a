internal import Synchronization

/// A task that is begun in one place and ended in another.
final class TaskBox: Sendable {
    private let task = Mutex<Task<Void, Never>?>(nil)

    func set(_ task: Task<Void, Never>) { self.task.withLock { $0 = task } }

    /// Whether there was one.
    func cancel() -> Bool {
        task.withLock { task in
            task?.cancel()
            defer { task = nil }
            return task != nil
        }
    }
}
