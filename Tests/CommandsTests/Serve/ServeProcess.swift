import Foundation
import Subprocess
import Testing
import Trakt

/// `moonreel serve` in a process of its own, with its log as it comes.
struct ServeProcess {
    struct Ended: Error {
        let log: [String]
    }

    fileprivate var lines: AnyLines
    let execution: @Sendable (Signal) throws -> Void
    private(set) var log: [String] = []
    /// Whether it was told to end: a second time it would end at once.
    fileprivate private(set) var isEnding = false

    fileprivate init(_ lines: AnyLines, _ execution: @escaping @Sendable (Signal) throws -> Void) {
        self.lines = lines
        self.execution = execution
    }

    mutating func send(_ signal: Signal) throws {
        if signal == .terminate || signal == .interrupt { isEnding = true }
        try execution(signal)
    }

    /// Waits for a line of the log whose message has these words, and which has these fields.
    @discardableResult
    mutating func line(_ words: String, _ fields: [String: String] = [:]) async throws -> JSONValue {
        while let text = try await lines.next() {
            log.append(text)
            guard let line = try? JSONValue(parsing: Array(text.utf8)),
                line["message"]?.string?.contains(words) == true,
                fields.allSatisfy({ line[$0.key]?.string == $0.value })
            else { continue }
            return line
        }
        throw Ended(log: log)
    }

    /// Reads the rest.
    fileprivate mutating func finish() async throws {
        while let text = try await lines.next() { log.append(text) }
    }
}

/// The lines of a process, whatever brings them.
private struct AnyLines {
    var next: () async throws -> String?
}

/// Starts `moonreel serve`, runs the body, ends it unless the body did.
///
/// - Returns: what it told the shell, and its log.
@discardableResult
func withServe(
    _ options: [String], environment: [String: String] = [:], in workspace: Workspace,
    _ body: (inout ServeProcess) async throws -> Void
) async throws -> (status: TerminationStatus, log: [String]) {
    let line = "exec \"$0\" serve --log-format json \"$@\" 2>&1"
    let result = try await Subprocess.run(
        .name("env"),
        arguments: Arguments(["-C", workspace.path, "bash", "-c", line, Program.path()] + options),
        environment: Program.clean(environment, workspace), input: .none, output: .sequence, error: .discarded
    ) { execution in
        var iterator = execution.standardOutput.strings().makeAsyncIterator()
        var serve = ServeProcess(AnyLines { try await iterator.next() }) { try execution.send(signal: $0) }
        do { try await body(&serve) } catch {
            try? execution.send(signal: .kill)
            throw error
        }
        if !serve.isEnding { try? execution.send(signal: .terminate) }
        try await serve.finish()
        return serve.log
    }
    return (result.terminationStatus, result.closureResult)
}
