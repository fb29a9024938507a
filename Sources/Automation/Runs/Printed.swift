internal import Journal
internal import Synchronization

/// What a script printed and logged, for the journal: the beginning, as far as it is kept.
final class Printed: Sendable {
    private static let mostBytes = 1 << 20
    private let state = Mutex((lines: [LogLine](), bytes: 0))

    func add(_ line: LogLine) {
        state.withLock { state in
            state.bytes += line.text.utf8.count + 1
            if state.bytes <= Self.mostBytes { state.lines.append(line) }
        }
    }

    var lines: [LogLine] { state.withLock { $0.lines } }
}
