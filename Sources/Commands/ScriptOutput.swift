internal import Automation
internal import Lua
internal import Synchronization
internal import Trakt

/// Where what a script prints goes: to the terminal as it comes, or into the one document at the end.
final class ScriptOutput: Sendable {
    private let isDocument: Bool
    private let lines = Mutex<[String]>([])

    init(json: Bool) {
        isDocument = json
    }

    func take(_ line: String) {
        if isDocument { lines.withLock { $0.append(line) } } else { Terminal.output(line) }
    }

    /// Tells how the run went; throws the exit status of one that did not go well.
    func finish(_ report: RunReport, _ limits: Limits, _ interruption: Interruption) throws {
        if isDocument { Terminal.output(report.document(output: lines.withLock { $0 }).encodedText) }
        report.explain(limits)
        let status = report.status(interrupted: interruption.signalNumber != nil)
        if status != .done { throw status.code }
    }
}
