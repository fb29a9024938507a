import Testing

/// `moonreel repl` where nobody sits at a terminal.
@Suite("moonreel repl in a pipe")
struct ReplPipeTests {
    private func repl(_ input: String, _ options: String = "", in workspace: Workspace) async throws -> Program.Ended {
        try workspace.write("input", input)
        return try await Program.shell("\"$M\" repl --sandbox \(options) < input", in: workspace)
    }

    @Test("Only values go to standard output, each on a line, texts as they are")
    func values() async throws {
        try await withWorkspace([:]) { workspace in
            let ended = try await repl(
                "x = 20\nreturn x + 1\n'a text'\nfunction f()\nreturn 'many', nil\nend\nf()\n", in: workspace)
            #expect(ended.output == "21\na text\nmany\nnil\n", "\(ended)")
            #expect(ended.code == 0)
        }
    }

    @Test("--json prints each value whole, as JSON on a line of its own; what is printed goes to standard error")
    func json() async throws {
        try await withWorkspace([:]) { workspace in
            let ended = try await repl("print('beside')\n{ a = 1, b = { true } }\n1, nil\n", "--json", in: workspace)
            #expect(ended.outputLines == [#"{"a":1,"b":[true]}"#, "1", "null"])
            #expect(ended.errorLines == ["beside"])
        }
    }

    @Test("The first error ends it with status 1, says where it was, and nothing behind it is run")
    func errors() async throws {
        try await withWorkspace([:]) { workspace in
            let ended = try await repl("1\nerror('no')\nprint('not reached')\n", in: workspace)
            #expect(ended.output == "1\n")
            #expect(ended.code == 1)
            #expect(ended.errors.contains("no"))
            #expect(ended.errors.contains("[2]:1"))
        }
    }

    @Test("What is planned is told at the end, and not made")
    func plans() async throws {
        try await withWorkspace([:]) { workspace in
            let ended = try await repl("trakt.watchlist:add { type = 'movie', trakt = 507 }\n", in: workspace)
            #expect(ended.code == 0)
            #expect(ended.errors.contains("+ The Wizard of Oz (1939)"))
            #expect(ended.errors.contains("Nothing of this was changed"))
        }
    }

    @Test("Half an input is run as far as it goes: it is told what is missing")
    func unfinished() async throws {
        try await withWorkspace([:]) { workspace in
            let ended = try await repl("if true then", in: workspace)
            #expect(ended.code == 1)
            #expect(ended.errors.contains("'end' expected"))
        }
    }
}
