import Isolation
import Lua
import TestSupport
import Testing
import TraktLua

/// Processes with which something is wrong before they are given a script.
@Suite("A guest that begins badly", .serialized, .timeLimit(.minutes(10)))
struct BadBeginningTests {
    /// A program that makes itself a guest as a shell says: the first time, and each time after that.
    private func withProgram(
        _ first: String, then others: String, _ body: (String) async throws -> Void
    ) async throws {
        let probe = try BuiltProgram.path("guest-probe")
        let text = """
            if mkdir "$0.begun" 2> /dev/null; then exec '\(probe)' \(first); fi
            exec '\(probe)' \(others)
            """
        try await withShellProgram(text, body)
    }

    private func run(_ guests: Guests) async -> ScriptEnding {
        await guests.run(
            ScriptWork(
                source: Array("-- rogue:leaves\n".utf8), chunkName: "@a", limits: Limits(time: .seconds(250)),
                facts: Facts(now: 0),
                seed: 0),
            for: StageHost(), stop: StopSwitch())
    }

    @Test(
        "One that hangs up is given no script, and the run says so",
        arguments: [
            ("hangs-up", "isolation", "did not say that it was ready"),
            ("half-a-greeting", "isolation", "did not say that it was ready"),
            ("leaves", "isolation", "ended with status 3"),
            ("greets-and-hangs-up", "misconduct", "closed the line"),
            ("takes-no-more", "misconduct", "closed the line"),
        ])
    func hangsUp(how: String, kind: String, words: String) async throws {
        try await withProgram("begins \(how)", then: "begins \(how)") { program in
            let error = try #require(await run(Guests(executable: program, spares: 0)).failure)
            #expect(error.kind == kind)
            #expect(error.message.contains(words), "\(error.message)")
        }
    }

    @Test(
        "One that is held less than the first is given no script",
        arguments: [
            ("held-by-no-filter", "filters no system calls"), ("held-by-an-older-landlock", "Landlock is of version 1"),
        ])
    func heldLess(how: String, words: String) async throws {
        try await withProgram("guest 1", then: "begins \(how)") { program in
            let told = Told()
            let guests = Guests(executable: program, spares: 0, told: { told.add($0) })
            // This one breaks off, but only once it has the script.
            #expect(await run(guests).failure?.kind == "crashed")
            for _ in 0..<2 {
                let error = try #require(await run(guests).failure)
                #expect(error.kind == "isolation")
                #expect(error.message.contains(words), "\(error.message)")
            }
            #expect(told.lines == [])
        }
    }

    @Test("What does not hold the first one is told once, and those after it may lack the same")
    func gaps() async throws {
        try await withProgram("begins held-by-no-filter", then: "begins held-by-no-filter") { program in
            let told = Told()
            let guests = Guests(executable: program, spares: 0, told: { told.add($0) })
            for _ in 0..<2 {
                let confinement = try await guests.confinement()
                #expect(confinement.gaps.count == 1)
            }
            #expect(told.lines == ["The kernel filters no system calls (seccomp)."])
        }
    }
}
