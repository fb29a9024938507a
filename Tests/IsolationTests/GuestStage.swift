import Foundation
import Isolation
import Lua
import Subprocess
import Synchronization
import TestSupport
import Testing
import TraktLua

/// Answers what a script asks as a test says, and remembers what it said.
final class StageHost: ScriptHost {
    struct Record {
        var notes: [Message] = []
        var asked: [Message] = []
        var waits = 0
    }

    private let record = Mutex(Record())
    private let respond: @Sendable (Message) async -> Answer

    init(_ respond: @escaping @Sendable (Message) async -> Answer = { _ in .document(Array("null".utf8)) }) {
        self.respond = respond
    }

    /// No answer, until whoever waits for it is told to stop.
    static func silence() async -> Answer {
        let (nothing, _) = AsyncStream<Never>.makeStream()
        for await _ in nothing {}
        return .failure([])
    }

    var said: Record { record.withLock { $0 } }
    var printed: [String] { said.notes.map { String(decoding: $0.document, as: UTF8.self) } }

    func answer(_ message: Message) async -> Answer {
        record.withLock { $0.asked.append(message) }
        return await respond(message)
    }

    func receive(_ message: Message) { record.withLock { $0.notes.append(message) } }

    func awaitsAnswer() { record.withLock { $0.waits += 1 } }
}

/// Runs a script in a guest of the built program.
func runIsolated(
    _ source: String, for host: StageHost = StageHost(), limits: Limits = Limits(time: .seconds(250)),
    stop: StopSwitch = StopSwitch(), by program: String = "moonreel"
) async throws -> ScriptEnding {
    let guests = Guests(executable: try BuiltProgram.path(program), spares: 0)
    return await guests.run(work(source, limits), for: host, stop: stop)
}

/// The same in this process.
func runInProcess(
    _ source: String, for host: StageHost = StageHost(), limits: Limits = Limits(time: .seconds(250))
) async -> ScriptEnding {
    await InProcess().run(work(source, limits), for: host, stop: StopSwitch())
}

private func work(_ source: String, _ limits: Limits) -> ScriptWork {
    ScriptWork(
        source: Array(source.utf8), chunkName: "@test.lua", limits: limits, facts: Facts(now: 1_763_892_000_000),
        seed: 7)
}

/// Gives the path of a program that does what the shell is told.
func withShellProgram(_ text: String, _ body: (String) async throws -> Void) async throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "shell-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let program = directory + "/program"
    // By another process: what this one has open to be written, a program that another test starts just then has open as
    // well, and such a file cannot be run.
    let written = try await Subprocess.run(
        .name("sh"), arguments: ["-c", #"printf '%s\n' "$1" > "$0" && chmod 755 "$0""#, program, "#!/bin/sh\n" + text],
        output: .discarded)
    #expect(written.terminationStatus == .exited(0))
    try await body(program)
}

extension ScriptEnding {
    /// What the script returned, as JSON.
    var value: String? {
        guard case .finished(let document) = outcome else { return nil }
        return String(decoding: document, as: UTF8.self)
    }

    var failure: ScriptError? {
        guard case .failed(let error) = outcome else { return nil }
        return error
    }
}

/// What was told, line by line.
final class Told: Sendable {
    private let told = Mutex<[String]>([])

    var lines: [String] { told.withLock { $0 } }

    func add(_ line: String) { told.withLock { $0.append(line) } }
}
