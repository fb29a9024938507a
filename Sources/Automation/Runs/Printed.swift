internal import Synchronization

/// What a script printed, for the journal: the beginning, as far as it is kept.
final class Printed: Sendable {
    private static let mostBytes = 1 << 20
    private let state = Mutex((lines: [String](), bytes: 0))

    func add(_ line: String) {
        state.withLock { state in
            state.bytes += line.utf8.count + 1
            if state.bytes <= Self.mostBytes { state.lines.append(line) }
        }
    }

    var lines: [String] { state.withLock { $0.lines } }
}
