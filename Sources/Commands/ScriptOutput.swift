internal import Automation
internal import Journal
internal import Lua
internal import Synchronization
internal import Trakt
internal import Wording

/// Where what a script prints and logs goes: to the terminal as it comes, or into the one document at the end.
final class ScriptOutput: Sendable {
    private let isDocument: Bool
    private let lines = Mutex<[LogLine]>([])

    init(json: Bool) {
        isDocument = json
    }

    func take(_ line: LogLine) {
        if isDocument { lines.withLock { $0.append(line) } } else { Self.show(line) }
    }

    /// What is printed is the script's result; what is logged tells how it came to be.
    static func show(_ line: LogLine) {
        if line.level == nil { Terminal.output(line.message) } else { Terminal.say(line.text.indented) }
    }

    /// Tells how the run went; throws the exit status of one that did not go well.
    ///
    /// - Parameter more: further members of the one document.
    func finish(
        _ report: RunReport, _ limits: Limits, _ interruption: Interruption, adding more: [String: JSONValue] = [:]
    ) throws {
        if isDocument {
            let document = report.document(output: lines.withLock { $0 }).object ?? [:]
            Terminal.output(JSONValue.object(document.merging(more) { _, new in new }).encodedText)
        }
        report.explain(limits, of: interruption.subject)
        let status = report.status(interrupted: interruption.signalNumber != nil)
        if status != .done { throw status.code }
    }
}
