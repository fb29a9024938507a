internal import Foundation
internal import Synchronization

/// What a pseudo terminal shows, and who waits for it to show something else.
final class ScreenWatch: Sendable {
    private struct State {
        var screen: TerminalScreen
        var output: [UInt8] = []
        var process: pid_t?
        var end: ProgramEnd?
        var isOutputOver = false
        var waiting: [UUID: Waiting] = [:]

        /// The end, once nothing more can come.
        var completeEnd: ProgramEnd? { isOutputOver ? end : nil }
    }

    private struct Waiting {
        let condition: @Sendable (TerminalScreen, ProgramEnd?) -> Bool
        let continuation: CheckedContinuation<TerminalScreen, any Error>
    }

    private let state: Mutex<State>

    init(_ screen: TerminalScreen) {
        state = Mutex(State(screen: screen))
    }

    var screen: TerminalScreen { state.withLock { $0.screen } }
    var output: String { state.withLock { String(decoding: $0.output, as: UTF8.self) } }
    var end: ProgramEnd? { state.withLock { $0.completeEnd } }

    func receive(_ bytes: ArraySlice<UInt8>) {
        change { state in
            state.screen.feed(bytes)
            state.output += bytes
        }
    }

    func resize(columns: Int, rows: Int) {
        change { $0.screen.resize(columns: columns, rows: rows) }
    }

    func outputEnded() { change { $0.isOutputOver = true } }

    func began(_ process: pid_t) { change { $0.process = process } }

    func ended(_ end: ProgramEnd) { change { $0.end = end } }

    func signal(_ number: Int32) {
        state.withLock { state in
            if let process = state.process, state.end == nil { kill(process, number) }
        }
    }

    func killProgram() { signal(SIGKILL) }

    @discardableResult
    func wait(
        for what: String, within limit: Duration,
        until condition: @escaping @Sendable (TerminalScreen, ProgramEnd?) -> Bool
    ) async throws -> TerminalScreen {
        let id = UUID()
        let alarm = DispatchWorkItem { self.giveUp(id, what) }
        defer { alarm.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                change { $0.waiting[id] = Waiting(condition: condition, continuation: continuation) }
                if Task.isCancelled { giveUp(id, what) }
                let seconds = Double(limit.components.seconds) + Double(limit.components.attoseconds) / 1e18
                DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: alarm)
            }
        } onCancel: {
            giveUp(id, what)
        }
    }

    private func giveUp(_ id: UUID, _ what: String) {
        let (waiting, screen) = state.withLock { ($0.waiting.removeValue(forKey: id), $0.screen) }
        waiting?.continuation.resume(throwing: PseudoTerminalError.notInTime(what, screen: screen.text))
    }

    /// Changes what is to be seen, and lets those go on who waited for it.
    private func change(_ change: (inout State) -> Void) {
        let (ready, screen) = state.withLock { state in
            change(&state)
            let ready = state.waiting.filter { $0.value.condition(state.screen, state.completeEnd) }
            for id in ready.keys { state.waiting[id] = nil }
            return (ready.values.map(\.continuation), state.screen)
        }
        for continuation in ready { continuation.resume(returning: screen) }
    }
}
