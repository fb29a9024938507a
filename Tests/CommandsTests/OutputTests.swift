import Foundation
import Testing

@Suite("Output")
struct OutputTests {
    private struct Report: Decodable {
        struct Failure: Decodable {
            var message: String
            var `where`: String?
            var traceback: [String]
        }
        var outcome: String
        var output: [String]
        var reads: Int
        var writes: Int
        var error: Failure?
        var reason: String?
    }

    private func report(_ ended: Program.Ended) throws -> Report {
        #expect(ended.outputLines.count == 1)
        return try JSONDecoder().decode(Report.self, from: Data(ended.output.utf8))
    }

    @Test("--json is one document about a run that went well")
    func success() async throws {
        let ended = try await runScript(
            "print('a', 1) trakt.users.settings.get() trakt.list('x') print('ü')", ["--json"])
        #expect(ended.code == 0)
        let report = try report(ended)
        #expect(report.outcome == "finished")
        #expect(report.output == ["a\t1", "ü"])
        #expect(report.reads == 2)
        #expect(report.writes == 1)
        #expect(report.error == nil)
    }

    @Test("--json is one document about a run that failed, or was stopped")
    func failure() async throws {
        let failed = try await runScript("print('a')\nerror('so')", ["--json"])
        #expect(failed.code == 1)
        let failure = try report(failed)
        #expect(failure.outcome == "failed")
        #expect(failure.output == ["a"])
        #expect(failure.error?.message == "so")
        #expect(failure.error?.where == "test.lua:2")
        let stopped = try await runScript("while true do end", ["--json", "--timeout", "100ms"])
        #expect(stopped.code == 1)
        let stop = try report(stopped)
        #expect(stop.outcome == "stopped")
        #expect(stop.reason == "deadline")
    }

    @Test("What others wrote does nothing to the terminal; what a script prints is the script's own affair")
    func controlCharacters() async throws {
        let ended = try await runScript(#"print("\27[31mred") error("\27[31m\u{9b}red\tand\nmore")"#)
        #expect(ended.code == 1 && ended.output == "\u{1B}[31mred\n")
        #expect(ended.errors.hasPrefix("moonreel: test.lua:1: \u{241B}[31m\u{FFFD}red and more\n"), "\(ended.errors)")
    }

    @Test("A line is out when print returns, before what the program says itself")
    func order() async throws {
        try await withWorkspace(["test.lua": "for i = 1, 100 do print(i) end error('last')"]) { workspace in
            let ended = try await Program.shell("$M run --sandbox test.lua 2>&1", in: workspace)
            #expect(ended.outputLines == (1...100).map(String.init) + ["moonreel: test.lua:1: last"])
        }
    }

    @Test(
        "A full disk for the output is said, and is a failure",
        arguments: ["run --sandbox test.lua", "api search.text"])
    func full(_ command: String) async throws {
        try await withWorkspace(["test.lua": "print('a') print('b')"]) { workspace in
            let ended = try await Program.shell("$M \(command) > /dev/full", in: workspace)
            #expect(ended.code == 1)
            #expect(ended.errors == "moonreel: The output could not be written: No space left on device.\n")
        }
    }

    @Test("A reader that leaves early ends nothing: the script's changes become whole, and nobody is told off")
    func closed() async throws {
        let source = "for i = 1, 20000 do print(i) end trakt.list('made at the end')"
        try await withWorkspace(["test.lua": source]) { workspace in
            let ended = try await Program.shell(
                "$M run --sandbox --sandbox-state state test.lua | head -1; exit ${PIPESTATUS[0]}", in: workspace)
            #expect(ended.output == "1\n")
            #expect(ended.errors == "")
            #expect(ended.code == 0)
            #expect(try workspace.text("state").contains("made at the end"))
        }
    }

    @Test("Nothing that is no terminal gets colours")
    func colours() async throws {
        let ended = try await runScript("print('a') error('b')", environment: ["TERM": "xterm-256color"])
        #expect(!(ended.output + ended.errors).contains("\u{1B}"))
    }

    @Test("A hundred thousand lines are no burden, and none is missing")
    func lines() async throws {
        let ended = try await runScript("for i = 1, 1e5 do print(i) end")
        #expect(ended.outputLines.count == 100_000)
        #expect(ended.outputLines.last == "100000")
    }

    @Test("The sandbox is kept in its file between runs, also after a script that failed")
    func state() async throws {
        try await withWorkspace([
            "make.lua": "trakt.list('Kept') error('then')",
            "look.lua": """
            print(trakt.list { name = "Kept", make = false } ~= nil)
            """,
        ]) { workspace in
            let options = ["run", "--sandbox", "--sandbox-state", "state.json"]
            let made = try await Program.run(options + ["make.lua"], in: workspace)
            #expect(made.code == 1)
            #expect(
                made.errorLines == [
                    "moonreel: make.lua:1: then", "  Before that it made 1 writing call, which stays.",
                ])
            let looked = try await Program.run(options + ["look.lua"], in: workspace)
            #expect(looked.output == "true\n")
        }
    }

    @Test("A state file that is none is refused before the script runs, and is left as it is")
    func corruptState() async throws {
        for text in ["{garbage", #"{"a": 1}"#, ""] {
            try await withWorkspace(["state": text, "test.lua": "print('ran')"]) { workspace in
                let ended = try await Program.run(
                    ["run", "--sandbox", "--sandbox-state", "state", "test.lua"], in: workspace)
                #expect(ended.code == 1)
                #expect(ended.output == "")
                #expect(
                    ended.errors == "moonreel: The sandbox state in state could not be read: it holds something else. "
                        + "Give a file that a sandbox was kept in, or none.\n")
                #expect(try workspace.text("state") == text)
            }
        }
    }

    @Test("A state that cannot be kept is said, and is a failure")
    func unwritableState() async throws {
        try await withWorkspace(["test.lua": "print('ran')"]) { workspace in
            let ended = try await Program.run(
                ["run", "--sandbox", "--sandbox-state", "no/such/directory", "test.lua"], in: workspace)
            #expect(ended.code == 1)
            #expect(ended.output == "ran\n")
            #expect(ended.errors.hasPrefix("moonreel: The sandbox could not be kept in no/such/directory: "))
            #expect(ended.errors.hasSuffix("What was changed there is not in the file.\n"))
        }
    }
}
