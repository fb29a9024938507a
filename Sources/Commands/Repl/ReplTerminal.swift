internal import Automation
internal import Foundation
internal import LineEditing
internal import REPL
internal import Storage
internal import Synchronization

/// The terminal of a `moonreel repl`, with what lasts over its sessions: the history, and what Ctrl-C does.
final class ReplTerminal: Sendable {
    private let device: UnixTerminal
    private let knowledge: LiveKnowledge
    private let reader: LineReader
    private let environment = ProcessInfo.processInfo.environment
    /// Ends what is under way.
    private let interrupt = Mutex<@Sendable () -> ConsoleInterruption>({ .nothingToEnd })

    init() {
        // Before the terminal looks which signals somebody treats.
        Signals.receive { _ in }
        device = UnixTerminal(environment: environment)
        knowledge = LiveKnowledge(directory: FileManager.default.currentDirectoryPath)
        let history = BaseDirectory.data.path(environment).map { HistoryFile($0 + "/repl_history") }
        reader = LineReader(
            device: device, assistant: Assistance(knowledge), history: device.kind == .pipe ? nil : history,
            palette: device.kind == .pipe ? .plain : .forTerminal(environment))
        Signals.receive { [weak self] number in self?.receive(number) }
    }

    func session(_ session: ReplSession, json: Bool) async throws -> ConsoleEnding {
        let surroundings = Surroundings(
            name: session.name, account: session.account, editor: editor, asJSON: json,
            isSeen: isatty(STDOUT_FILENO) == 1,
            columns: environment["COLUMNS"].flatMap { Int($0) } ?? 100, hasAccount: hasAccount, clock: session.clock)
        return try await Console.run(
            in: session.context, session.settings, surroundings, reader, on: device, knowing: knowledge,
            complain: { Terminal.say($0) },
            ready: { interrupt in self.interrupt.withLock { $0 = interrupt } })
    }

    /// Gives the terminal back.
    func release() async { await reader.release() }

    private var hasAccount: @Sendable (String) -> Bool {
        { [environment] name in
            (try? AccountDirectory(environment))?.names.contains { $0.text == name } ?? false
        }
    }

    private var editor: String {
        [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }.first { !$0.isEmpty } ?? "vi"
    }

    /// Ctrl-C while something runs, and signals from elsewhere. While somebody types Ctrl-C is a key.
    private func receive(_ number: Int32) {
        // What is under way and not heard of is in a loop of C that nothing reaches.
        if number == SIGINT, interrupt.withLock({ $0 })() == .heard || reader.interruptRead() { return }
        device.restore()
        CriticalWork.whenDone { _exit(ExitStatus.interrupted.rawValue) }
    }
}
