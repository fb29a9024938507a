import Foundation
import Subprocess
import TestSupport
import Testing

/// The built program, as a person starts it.
enum Program {
    /// What became of it.
    struct Ended: Sendable {
        var status: TerminationStatus
        var output: String
        var errors: String

        var code: Int32? {
            guard case .exited(let code) = status else { return nil }
            return code
        }
        var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
        var outputLines: [String] { output.split(separator: "\n").map(String.init) }
    }

    static func path() throws -> String { try BuiltProgram.path() }

    /// Runs the program to its end. The variables `MOONREEL_…` are those that are given, and no others.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], in directory: Workspace? = nil
    ) async throws -> Ended {
        await Turnstile.shared.enter()
        defer { Task { await Turnstile.shared.leave() } }
        let result = try await Subprocess.run(
            .name("env"), arguments: Self.arguments(arguments, in: directory),
            environment: clean(environment, directory),
            output: .string(limit: 64 << 20),
            error: .string(limit: 1 << 20))
        return Ended(
            status: result.terminationStatus, output: result.standardOutput, errors: result.standardError)
    }

    /// Runs a line of shell in which `$M` is the program.
    static func shell(
        _ line: String, environment: [String: String] = [:], in directory: Workspace
    ) async throws -> Ended {
        let program = try path()
        let result = try await Subprocess.run(
            .name("env"), arguments: ["-C", directory.path, "bash", "-c", line],
            environment: clean(environment.merging(["M": program]) { $1 }, directory), output: .string(limit: 64 << 20),
            error: .string(limit: 1 << 20)
        )
        return Ended(
            status: result.terminationStatus, output: result.standardOutput, errors: result.standardError)
    }

    /// Runs the program, sends it signals when it has printed a line, and measures from there to its end.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], in directory: Workspace,
        sending signals: [Signal], after awaited: String, before: @escaping @Sendable () async throws -> Void = {}
    ) async throws -> (ended: Ended, latency: Duration) {
        let result = try await Subprocess.run(
            .name("env"), arguments: Self.arguments(arguments, in: directory),
            environment: clean(environment, directory),
            input: .none, output: .sequence, error: .string(limit: 1 << 20)
        ) { execution in
            var sent: ContinuousClock.Instant?
            var output = ""
            for try await line in execution.standardOutput.strings() {
                output += line + "\n"
                guard line == awaited, sent == nil else { continue }
                try await before()
                sent = .now
                for signal in signals { try execution.send(signal: signal) }
            }
            let latency = sent.map { $0.duration(to: .now) } ?? .seconds(-1)
            return (output, latency)
        }
        let (output, latency) = result.closureResult
        return (
            Ended(status: result.terminationStatus, output: output, errors: result.standardError), latency
        )
    }

    /// What `env` is given to become the program in a directory.
    private static func arguments(_ arguments: [String], in directory: Workspace?) throws -> Arguments {
        try Arguments(["-C", directory?.path ?? "/", path()] + arguments)
    }

    static func clean(_ environment: [String: String], _ directory: Workspace? = nil) -> Environment {
        var changes: [Environment.Key: String?] = [:]
        for name in ProcessInfo.processInfo.environment.keys where name.hasPrefix("MOONREEL_") {
            changes[Environment.Key(stringLiteral: name)] = .some(nil)
        }
        // What the person has configured and signed in to is none of a test's business.
        changes["XDG_CONFIG_HOME"] = "/nonexistent"
        // A journal is a test's own as well.
        changes["XDG_DATA_HOME"] =
            directory.map { $0.path + "/data" } ?? FileManager.default.temporaryDirectory.path + "/moonreel-tests"
        // Nothing comes late here.
        changes["MOONREEL_SETTLE_TIME"] = "100ms"
        for (name, value) in environment { changes[Environment.Key(stringLiteral: name)] = value }
        return .inherit.updating(changes)
    }
}

/// Lets two programs run at a time, so that what is measured beside them means something.
private actor Turnstile {
    static let shared = Turnstile()
    private var free = 2
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        guard waiting.isEmpty else { return waiting.removeFirst().resume() }
        free += 1
    }
}

/// A directory for the length of a test.
struct Workspace: Sendable {
    let path: String

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        // A file at once, as editors save it, since somebody may be watching; anything else as it is, such as a pipe.
        let isPipe = (try? file.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == false
        try Data(bytes).write(to: file, options: isPipe ? [] : .atomic)
    }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func text(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: path).appending(path: name), encoding: .utf8)
    }
}

/// Makes a directory with these files, runs the body, removes it.
func withWorkspace<Result>(
    _ files: [String: String] = [:], _ body: (Workspace) async throws -> Result
) async throws -> Result {
    let directory = FileManager.default.temporaryDirectory.appending(path: "moonreel-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let workspace = Workspace(path: directory.path)
    for (name, text) in files { try workspace.write(name, text) }
    return try await body(workspace)
}

/// Runs one script on a sandbox in the process.
func runScript(
    _ source: String, _ options: [String] = [], environment: [String: String] = [:], sandbox: Bool = true
) async throws -> Program.Ended {
    try await withWorkspace(["test.lua": source]) { workspace in
        try await Program.run(
            ["run"] + (sandbox ? ["--sandbox"] : []) + options + ["test.lua"], environment: environment, in: workspace)
    }
}
