import Foundation
import Isolation
import Lua
import TestSupport
import Testing
import TraktLua

/// Limits that the program was started with, by a shell or a service manager: its guests have them too, and can raise none.
@Suite("Limits that a guest inherits", .timeLimit(.minutes(10)))
struct InheritedLimitTests {
    /// What the shell has to be told so that the memory of a guest that it starts grows by so many bytes at most.
    private func limit(memory bytes: Int) async throws -> String {
        let guests = Guests(executable: try BuiltProgram.path())
        _ = try await guests.confinement()
        while guests.waiting.isEmpty { await Task.yield() }
        let process = try #require(guests.waiting.first)
        let figures = try String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8).split(separator: " ")
        let mapped = try #require(figures.first.flatMap { Int($0) }) * sysconf(Int32(_SC_PAGESIZE))
        await guests.close()
        return "ulimit -v \((mapped + bytes) / 1024)"
    }

    private func withLimit(_ limit: String, _ body: (Guests) async throws -> Void) async throws {
        try await withShellProgram("\(limit)\nexec '\(try BuiltProgram.path())' \"$@\"") { limited in
            try await body(Guests(executable: limited, spares: 0))
        }
    }

    private func run(_ source: String, by guests: Guests) async -> ScriptEnding {
        await guests.run(
            ScriptWork(
                source: Array(source.utf8), chunkName: "@a", limits: Limits(time: .seconds(250)),
                facts: Facts(now: 0), seed: 0),
            for: StageHost(), stop: StopSwitch())
    }

    @Test("What is tighter than a script's own limits holds instead of them", arguments: ["memory", "time"])
    func tighter(limit: String) async throws {
        // A script may have 256 MiB and what its process needs beside, and 252 seconds.
        try await withLimit(limit == "time" ? "ulimit -t 100" : self.limit(memory: 128 << 20)) { guests in
            let ending = await run("return 1", by: guests)
            #expect(ending.value == "1", "\(ending)")
        }
    }

    @Test("A script that uses the processor time up fails for that reason, and was not stopped for its own limit")
    func noTime() async throws {
        try await withLimit("ulimit -t 2") { guests in
            let error = try #require(await run("while true do end", by: guests).failure)
            #expect(error.kind == "crashed" && error.message.contains("LimitCPU="), "\(error.message)")
        }
    }

    @Test("Where too little memory is left for any script, that is said before there is one")
    func noRoom() async throws {
        try await withLimit(self.limit(memory: 16 << 20)) { guests in
            let error = await #expect(throws: GuestError.self) { try await guests.confinement() }
            #expect(error?.description.contains("LimitAS=") == true, "\(String(describing: error))")
        }
    }
}
