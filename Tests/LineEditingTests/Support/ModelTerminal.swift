internal import Synchronization
import TestSupport
import Testing

@testable import LineEditing

/// A terminal that is a model of one: what is written to it can be seen, and what happens at it is told.
final class ModelTerminal: TerminalDevice {
    let kind: TerminalKind
    private let state: Mutex<State>
    private let events = TerminalEvents()

    private struct State {
        var screen: TerminalScreen
        var modes: [TerminalMode] = []
        var suspensions = 0
        var written = ""
        var rowsBelowCursor: Int?
        var waiting: [(until: @Sendable (TerminalScreen) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []

        /// Those who wait for what is on the screen now.
        mutating func ready() -> [CheckedContinuation<Void, Never>] {
            let ready = waiting.filter { $0.until(screen) }.map(\.continuation)
            waiting.removeAll { $0.until(screen) }
            return ready
        }
    }

    init(columns: Int = 40, rows: Int = 10, joins: Bool = true, kind: TerminalKind = .screen) {
        self.kind = kind
        state = Mutex(State(screen: TerminalScreen(columns: columns, rows: rows, joins: joins)))
    }

    var screen: TerminalScreen { state.withLock { $0.screen } }
    var modes: [TerminalMode] { state.withLock { $0.modes } }
    var suspensions: Int { state.withLock { $0.suspensions } }
    var written: String { state.withLock { $0.written } }
    var size: TerminalSize { TerminalSize(columns: screen.columns, rows: screen.rows) }

    func write(_ text: String) {
        let ready = state.withLock { state in
            state.screen.feed(text.utf8)
            state.written += text
            return state.ready()
        }
        for continuation in ready { continuation.resume() }
    }

    /// Waits until the screen shows something, or the test has taken too long.
    func waitUntil(
        sourceLocation: SourceLocation = #_sourceLocation, _ condition: @escaping @Sendable (TerminalScreen) -> Bool
    ) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready = state.withLock { state in
                    state.waiting.append((condition, continuation))
                    return state.ready()
                }
                for continuation in ready { continuation.resume() }
            }
        } onCancel: {
            Issue.record("the screen shows\n\(screen.text)", sourceLocation: sourceLocation)
            let all = state.withLock { state in
                defer { state.waiting = [] }
                return state.waiting.map(\.continuation)
            }
            for continuation in all { continuation.resume() }
        }
    }

    func use(_ mode: TerminalMode) { state.withLock { $0.modes.append(mode) } }

    var writeError: Int32? { nil }

    func noteRowsBelowCursor(_ rows: Int?) { state.withLock { $0.rowsBelowCursor = rows } }

    /// What was last said of the rows below the cursor.
    var rowsBelowCursor: Int? { state.withLock { $0.rowsBelowCursor } }

    func interrupt() { events.send(.interrupted) }

    func suspend() { state.withLock { $0.suspensions += 1 } }

    func next() async -> TerminalEvent? { await events.next() }

    func type(_ text: String) {
        events.send(.input(Array(text.utf8)))
        events.send(.silence)
    }

    func send(_ event: TerminalEvent) { events.send(event) }

    func resize(columns: Int, rows: Int, tells: Bool = true) {
        state.withLock { $0.screen.resize(columns: columns, rows: rows) }
        if tells { events.send(.resized) }
    }
}
