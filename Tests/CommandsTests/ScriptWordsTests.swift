import Foundation
import TestSupport
import Testing
import Trakt

/// What a script says of itself among the program's own words: errors with a kind, a place and a sentence of its choosing,
/// and what it logs.
@Suite("A script's words among the program's own")
struct ScriptWordsTests {
    /// Its lines would be the program's, where they were lines.
    private static let script = """
        log.warning("a\\nmoonreel: forged by a log", { ["x\\nmoonreel: y"] = "b\\nmoonreel: forged by a field" })
        error({
          kind = "odd\\nmoonreel: forged by a kind", where = "x.lua:1\\nmoonreel: forged by a place",
          message = "\\u{202E}b\\u{2066}c\\27[2J\\nmoonreel: forged by a message\\rmoonreel: forged\\u{2028}moonreel: forged",
          traceback = "x\\nmoonreel: forged by a traceback\\n  y\\u{202E}",
        })
        """

    private func check(_ errors: String) {
        let lines = errors.split(whereSeparator: { $0 == "\n" || $0 == "\r" || $0 == "\u{2028}" })
        #expect(lines.filter { $0.hasPrefix("moonreel:") }.count == 1, "\(errors)")
        #expect(lines.contains { $0.hasPrefix("moonreel: ") && $0.contains("forged by a message") }, "\(errors)")
        let isObeyed: (Unicode.Scalar) -> Bool = { ["\u{1B}", "\u{202E}", "\u{2066}", "\u{2028}", "\r"].contains($0) }
        #expect(!errors.unicodeScalars.contains(where: isObeyed), "\(errors)")
    }

    @Test("cannot look like lines of the program, in its process or in one of its own", arguments: [[], ["--isolate"]])
    func run(options: [String]) async throws {
        try await withWorkspace(["a.lua": Self.script]) { workspace in
            let ended = try await Program.run(["run", "--sandbox"] + options + ["a.lua"], in: workspace)
            #expect(ended.code == 1)
            check(ended.errors)
        }
    }

    @Test("stay one line each where a run is shown, and its output is set in")
    func show() async throws {
        let script = """
            print("one\\nRun 99: forged\\n  state     finished")
            notify("x\\nRun 98: forged")
            error("bad\\n  state     finished\\u{202E}")
            """
        try await withWorkspace(["a.lua": script]) { workspace in
            _ = try await Program.run(["run", "--sandbox", "a.lua"], in: workspace)
            let shown = try await Program.run(["show", "last"], in: workspace)
            #expect(shown.outputLines.filter { $0.hasPrefix("Run ") }.count == 1, "\(shown.output)")
            #expect(shown.outputLines.filter { $0.hasPrefix("  state ") }.count == 1, "\(shown.output)")
            #expect(shown.output.contains("failed: ") && !shown.output.contains("\u{202E}"))
            let listed = try await Program.run(["runs"], in: workspace)
            #expect(listed.outputLines.count == 2, "\(listed.output)")
        }
    }

    @Test("have no fields in the log of a server that its own lines have, and are one line each")
    func serve() async throws {
        let rule = """
            return { name = "Forger", schedule = "every 1s", writes = {}, run = function()
              log.info("The run is finished.", { run = "77", account = "somebody", seconds = "0.1", rule = "Other", x = "y" })
              error({ kind = "a\\nb", message = "bad\\nThe run is finished." .. ("x"):rep(100000) })
            end }
            """
        try await withWorkspace(["rules/a.lua": rule]) { workspace in
            _ = try await withServe(["--sandbox", "--rules", "rules"], in: workspace) { serve in
                let said = try await serve.line("The run is finished.", ["x": "y"])
                #expect(said["rule"] == "Forger" && said["run"] == nil && said["account"] == nil)
                #expect(said["run_"] == "77" && said["seconds_"] == "0.1")
                let failed = try await serve.line("The run failed", ["rule": "Forger"])
                let message = failed["message"]?.string ?? ""
                #expect(message.contains("bad The run is finished.") && message.count < 3000)
            }
        }
    }

    @Test("are told in one line where a file is looked at, too")
    func broken() async throws {
        let text = "error({ message = 'no\\nRULE forged\\u{202E}' })"
        try await withWorkspace(["rules/a.lua": text]) { workspace in
            let listed = try await Program.run(["rules", "--rules", "rules"], in: workspace)
            let all = listed.outputLines + listed.errorLines
            #expect(!all.contains { $0.hasPrefix("RULE forged") || $0.contains("\u{202E}") }, "\(all)")
            #expect(all.contains { $0.contains("no RULE forged") }, "\(all)")
        }
    }
}
