internal import Synchronization

/// What a script prints while it runs, on its way to the terminal: taken at once, and written as fast as that goes.
final class PrintQueue: Sendable {
    private struct State {
        var lines: [String] = []
        var isWriting = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let write: @Sendable (String) async -> Void

    init(_ write: @escaping @Sendable (String) async -> Void) { self.write = write }

    func add(_ line: String) {
        let begins = state.withLock { state in
            state.lines.append(line)
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if begins { Task { await writeAll() } }
    }

    /// Returns when all that was printed is written.
    func drain() async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if !state.isWriting { return true }
                state.waiting.append(continuation)
                return false
            }
            if isDone { continuation.resume() }
        }
    }

    private func writeAll() async {
        while true {
            let (lines, waiting) = state.withLock { state -> ([String], [CheckedContinuation<Void, Never>]) in
                defer { state.lines = [] }
                guard state.lines.isEmpty else { return (state.lines, []) }
                state.isWriting = false
                defer { state.waiting = [] }
                return ([], state.waiting)
            }
            guard !lines.isEmpty else {
                for continuation in waiting { continuation.resume() }
                return
            }
            await write(lines.joined(separator: "\n"))
        }
    }
}
