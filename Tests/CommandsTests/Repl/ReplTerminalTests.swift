import Foundation
import TestSupport
import Testing

/// `moonreel repl` on a terminal, as a person has it.
@Suite("moonreel repl on a terminal", .timeLimit(.minutes(10)))
struct ReplTerminalTests {
    private static let up = "\u{1B}[A"
    private static let controlC = "\u{03}"
    private static let controlD = "\u{04}"
    private static let controlR = "\u{12}"

    private func repl(
        _ workspace: Workspace, _ options: [String] = [], columns: Int = 80, rows: Int = 24,
        environment: [String: String] = [:]
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: columns, rows: rows)
        let ours = [
            "TERM": "xterm-256color", "NO_COLOR": "1", "HOME": workspace.path, "PATH": "/usr/bin:/bin",
            "XDG_DATA_HOME": workspace.path + "/data", "TMPDIR": workspace.path,
        ]
        try terminal.start(
            Program.path(), ["repl", "--sandbox"] + options, environment: ours.merging(environment) { $1 },
            directory: workspace.path)
        return terminal
    }

    /// Waits until an input can be typed: its prompt is the last line.
    @discardableResult
    private func prompt(
        _ number: Int, _ terminal: PseudoTerminal, planned: Int = 0, mode: String = ""
    ) async throws -> TerminalScreen {
        let prompt = "sandbox\(mode) \(planned > 0 ? "+\(planned) " : "")[\(number)]>"
        return try await terminal.waits(for: prompt) { $0.lines.last == prompt }
    }

    private func type(_ text: String, _ terminal: PseudoTerminal) { terminal.type(text + "\r") }

    @Test("Expressions print their value, statements run, unfinished input goes on in the next line; Ctrl-D ends it")
    func evaluates() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace)
            try await prompt(1, terminal)
            type("6 * 7", terminal)
            try await prompt(2, terminal)
            #expect(terminal.screen.lines.suffix(2).first == "42")
            type("function double(x)", terminal)
            try await terminal.waits(for: "the next line") { $0.lines.last?.hasSuffix("..>") == true }
            type("return x * 2", terminal)
            type("end", terminal)
            try await prompt(3, terminal)
            type("local y = double(_1)", terminal)
            try await prompt(4, terminal)
            type("y", terminal)
            try await prompt(5, terminal)
            #expect(terminal.screen.lines.suffix(2).first == "84")
            terminal.type(Self.controlD)
            #expect(try await terminal.programsEnd() == .exited(0))
        }
    }

    @Test("Tab completes endpoints, parameters and the session's own names, and a hint says what a call takes")
    func completes() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace)
            try await prompt(1, terminal)
            type("my_own_table = { a_long_name = 1 }", terminal)
            try await prompt(2, terminal)
            terminal.type("my_own_table.a_l\t")
            try await terminal.shows("> my_own_table.a_long_name")
            terminal.type("\u{15}trakt.shows.tren\t")
            try await terminal.shows("> trakt.shows.trending")
            terminal.type(" { ext\t")
            try await terminal.shows("> trakt.shows.trending { extended")
            terminal.type("\u{15}trakt.search.text {")
            try await terminal.shows("query = …")
        }
    }

    @Test("Ctrl-C ends an endless loop and a call that waits, keeps the session, and empties what is typed")
    func interrupts() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace)
            try await prompt(1, terminal)
            type("x = 7", terminal)
            try await prompt(2, terminal)
            type("while true do pcall(error) end", terminal)
            try await terminal.shows("(Ctrl-C ends it)")
            terminal.type(Self.controlC)
            try await terminal.shows("Interrupted at [2]:1.")
            try await prompt(3, terminal)
            terminal.type("half an inp")
            try await terminal.shows("half an inp")
            terminal.type(Self.controlC)
            try await prompt(3, terminal)
            type("x", terminal)
            try await prompt(4, terminal)
            #expect(terminal.screen.lines.suffix(2).first == "7")
        }
    }

    @Test("What was typed is there in the next session, by the arrows and by searching")
    func remembers() async throws {
        try await withWorkspace([:]) { workspace in
            let first = try repl(workspace)
            try await prompt(1, first)
            type("first_input = 1", first)
            try await prompt(2, first)
            type("second_input = 2", first)
            try await prompt(3, first)
            first.type(Self.controlD)
            _ = try await first.programsEnd()
            let second = try repl(workspace)
            try await prompt(1, second)
            second.type(Self.up)
            try await second.shows("]> second_input = 2")
            second.type(Self.up)
            try await second.shows("]> first_input = 1")
            second.type(Self.controlC)
            try await prompt(1, second)
            second.type(Self.controlR + "cond")
            try await second.shows("second_input = 2")
            // The first Enter takes what was found, the second runs it.
            second.type("\r\r")
            try await prompt(2, second)
        }
    }

    @Test("Writes are planned and shown; :apply makes them, :undo takes them back")
    func plans() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace)
            try await prompt(1, terminal)
            type("trakt.watchlist:add { type = 'movie', trakt = 507 }", terminal)
            try await prompt(2, terminal, planned: 1)
            try await terminal.shows("+ The Wizard of Oz (1939)")
            try await terminal.shows("Nothing was changed.")
            type(":apply", terminal)
            try await terminal.shows("Made 1 change, as run 1")
            try await prompt(2, terminal)
            type(":plan", terminal)
            try await terminal.shows("Nothing would change.")
            type(":undo", terminal)
            try await terminal.shows("- The Wizard of Oz (1939)")
            try await terminal.shows(":undo! takes run 1 back")
            type(":undo!", terminal)
            try await terminal.shows("Took run 1 back, as run 2.")
        }
    }

    @Test("With --allow-writes changes are made at once, and :undo takes the last input's back")
    func writes() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace, ["--allow-writes"])
            try await prompt(1, terminal, mode: "!")
            type("trakt.watchlist:add { type = 'movie', trakt = 507 }", terminal)
            try await terminal.shows("That was run 1; :undo takes it back.")
            try await prompt(2, terminal, mode: "!")
            type(":undo", terminal)
            try await terminal.shows("Took run 1 back, as run 2.")
            type("trakt.watchlist:contains { type = 'movie', trakt = 507 }", terminal)
            try await prompt(3, terminal, mode: "!")
            #expect(terminal.screen.lines.suffix(2).first == "false")
        }
    }

    @Test("Ctrl-C ends one input after the other and never the session, and none of them is ended by one before it")
    func interruptsOften() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace)
            try await prompt(1, terminal)
            type("#trakt.shows.popular { limit = 2 }", terminal)
            try await prompt(2, terminal)
            for number in 2...5 {
                type("while true do end", terminal)
                try await terminal.shows("(Ctrl-C ends it)")
                terminal.type(Self.controlC)
                try await prompt(number + 1, terminal)
            }
            type("#trakt.shows.popular { limit = 2 }", terminal)
            try await prompt(7, terminal)
            #expect(terminal.screen.lines.suffix(2).first == "2")
        }
    }

    @Test("An input that fills the memory with something named leaves a session that can let go of it")
    func letsGo() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace)
            try await prompt(1, terminal)
            type("t = {} for i = 1, 1e9 do t[i] = { i } end", terminal)
            try await terminal.shows("set that to nil")
            try await prompt(2, terminal)
            type("t = nil", terminal)
            try await prompt(3, terminal)
            type("#trakt.shows.popular { limit = 2 }", terminal)
            try await prompt(4, terminal)
            #expect(terminal.screen.lines.suffix(2).first == "2")
        }
    }

    @Test("An account that is not there leaves the session as it is")
    func keepsSession() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace)
            try await prompt(1, terminal)
            type("x = 7", terminal)
            try await prompt(2, terminal)
            type(":account nobody", terminal)
            try await terminal.shows("There is no account \"nobody\"")
            type("x", terminal)
            try await prompt(3, terminal)
            #expect(terminal.screen.lines.suffix(2).first == "7")
        }
    }

    @Test("A paste of many lines is one input, which Enter runs")
    func pastes() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace)
            try await prompt(1, terminal)
            let lines = (1...200).map { "pasted_\($0) = \($0)" }.joined(separator: "\n")
            terminal.type("\u{1B}[200~\(lines)\u{1B}[201~")
            try await terminal.shows("pasted_200 = 200")
            type("", terminal)
            try await prompt(2, terminal)
            type("pasted_1 + pasted_200", terminal)
            try await prompt(3, terminal)
            #expect(terminal.screen.lines.suffix(2).first == "201")
        }
    }

    @Test("Wide characters keep their places, also where a line is longer than a narrow terminal")
    func wide() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace, columns: 40)
            try await prompt(1, terminal)
            terminal.type("('進撃の巨人 🎬 ' .. 'Ame\u{301}lie, 千と千尋の神隠し')")
            try await terminal.shows("神隠し")
            terminal.type("\u{01}#\u{05}\r")
            try await prompt(2, terminal)
            // In bytes: what Lua got is what was typed.
            #expect(terminal.screen.lines.suffix(2).first == String("進撃の巨人 🎬 Ame\u{301}lie, 千と千尋の神隠し".utf8.count))
        }
    }

    @Test("A terminal that changes its size is drawn anew, and values fit into it")
    func resizes() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace, columns: 100)
            try await prompt(1, terminal)
            terminal.type("'something typed before'")
            try await terminal.shows("typed before'")
            terminal.resize(columns: 50, rows: 20)
            try await terminal.shows("typed before'")
            type("", terminal)
            try await prompt(2, terminal)
            type("trakt.shows.popular { limit = 3 }", terminal)
            let screen = try await prompt(3, terminal)
            #expect(screen.text.contains("Game of Thrones"))
            #expect(screen.lines.allSatisfy { $0.count <= 50 })
        }
    }

    @Test("Ten thousand lines of output come whole and in order")
    func prints() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace)
            try await prompt(1, terminal)
            type("for i = 1, 10000 do print('line ' .. i) end", terminal)
            let screen = try await prompt(2, terminal)
            let printed = screen.everything.filter { $0.hasPrefix("line ") }
            #expect(printed == (1...10000).map { "line \($0)" })
        }
    }

    @Test("A terminal that can only add characters gets no others, and the same answers")
    func dumb() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace, environment: ["TERM": "dumb"])
            try await terminal.shows("sandbox [1]>")
            type("6 * 7", terminal)
            try await terminal.shows("sandbox [2]>")
            #expect(terminal.screen.text.contains("42"))
            #expect(!terminal.output.contains("\u{1B}"))
        }
    }

    @Test("SIGTERM gives the terminal back as it was")
    func terminates() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace)
            try await prompt(1, terminal)
            terminal.signal(SIGTERM)
            #expect(try await terminal.programsEnd() == .exited(130))
            #expect(terminal.attributes == .ordinary)
        }
    }

    @Test("What worked is saved as a script that runs by itself, and a file is run in the session")
    func saves() async throws {
        try await withWorkspace(["lib.lua": "loaded = 'from a file'"]) { workspace in
            let terminal = try repl(workspace)
            try await prompt(1, terminal)
            type("local n = 20", terminal)
            try await prompt(2, terminal)
            type("n + 1", terminal)
            try await prompt(3, terminal)
            type("n +* 1", terminal)
            try await prompt(4, terminal)
            type("_2 * 2", terminal)
            try await prompt(5, terminal)
            type(":load lib.lua", terminal)
            try await prompt(6, terminal)
            type("loaded", terminal)
            try await prompt(7, terminal)
            #expect(terminal.screen.lines.suffix(2).first == "\"from a file\"")
            type(":save typed.lua", terminal)
            try await terminal.shows("moonreel run typed.lua")
            terminal.type(Self.controlD)
            _ = try await terminal.programsEnd()
            let ended = try await Program.run(["run", "--sandbox", "typed.lua"], in: workspace)
            #expect(ended.outputLines.prefix(2) == ["21", "42"], "\(ended)")
        }
    }

    @Test("A sandbox's clock is moved, and the session's time with it")
    func movesClock() async throws {
        try await withWorkspace([:]) { workspace in
            let terminal = try repl(workspace)
            try await prompt(1, terminal)
            type(":clock 2026-03-01T12:00:00.000Z", terminal)
            type(":clock +3d", terminal)
            try await terminal.shows("2026-03-04T12:00:00.000Z")
            type("tostring(time.now())", terminal)
            try await terminal.shows("2026-03-04T12:00:00")
        }
    }
}
