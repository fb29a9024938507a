import Foundation
import LineEditing
import TestSupport
import Testing

/// The built probe on a terminal: what only the system's terminals and signals can show.
@Suite(.timeLimit(.minutes(10))) struct TerminalTests {
    private func probe(
        _ environment: [String: String] = [:], columns: Int = 40, rows: Int = 10
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: columns, rows: rows)
        let ours = ["TERM": "xterm-256color", "NO_COLOR": "1", "SWIFT_BACKTRACE": "enable=no"]
        try terminal.start(try BuiltProgram.path("line-probe"), environment: ours.merging(environment) { $1 })
        return terminal
    }

    /// One whose last line is the prompt and what was typed.
    private func prompt(_ typed: String = "") -> @Sendable (TerminalScreen) -> Bool {
        { $0.lines.last == (typed.isEmpty ? ">" : "> " + typed) }
    }

    @Test func whatIsTypedIsEditedAndRead() async throws {
        let terminal = try probe()
        try await terminal.waits(for: "the prompt", until: prompt())
        terminal.type("mon\u{1B}[D")
        terminal.type("o\u{01}a \r")
        try await terminal.waits(for: "an answer") { $0.lines == ["> a moon", "got a moon", ">"] }
        terminal.type("\u{04}")
        #expect(try await terminal.programsEnd() == .exited(0))
    }

    @Test func whatIsTypedBeforeTheProgramIsThereIsReadToo() async throws {
        let terminal = try PseudoTerminal(columns: 60, rows: 20)
        terminal.type("early\rand lat")
        try await terminal.shows("early")
        try terminal.start(try BuiltProgram.path("line-probe"), environment: ["TERM": "xterm", "NO_COLOR": "1"])
        try await terminal.waits(for: "the beginning", until: prompt("and lat"))
        terminal.type("er\r")
        try await terminal.shows("got and later")
        #expect(terminal.screen.text.contains("got early"))
    }

    @Test func aStopWhileItComputesLeavesTheModesAsTheyShouldBe() async throws {
        let terminal = try PseudoTerminal(columns: 200, rows: 20)
        let environment = ["TERM": "xterm", "NO_COLOR": "1", "PS1": "shell: ", "PATH": "/usr/bin:/bin"]
        try terminal.start("/bin/bash", ["--norc", "--noprofile", "--noediting", "-i"], environment: environment)
        try await terminal.waits(for: "the shell") { $0.lines.last == "shell:" }
        terminal.type(try BuiltProgram.path("line-probe") + "\r")
        try await terminal.waits(for: "the prompt", until: prompt())
        terminal.type("busy\r")
        try await terminal.shows("working")
        terminal.type("\u{1A}")
        try await terminal.waits(for: "the shell again") { $0.lines.last == "shell:" }
        terminal.type("stty sane; fg\r")
        try await terminal.waits(for: "the program") { $0.lines.last?.hasSuffix("/line-probe") == true }
        while terminal.attributes.echoes { await Task.yield() }
        #expect(terminal.attributes == TypingAttributes(echoes: false, makesLines: false, makesSignals: true))
        terminal.type("\u{03}")
        try await terminal.shows("stopped working")
    }

    @Test func aPasteOfManyLinesIsOneInput() async throws {
        let terminal = try probe()
        try await terminal.waits(for: "the prompt") { $0.isPasteBracketed }
        terminal.type("\u{1B}[200~one\rtwo\r\u{1B}[201~")
        try await terminal.waits(for: "the paste") { $0.lines == ["> one", ". two", "."] }
        terminal.type("\r")
        try await terminal.shows("got one|two|")
    }

    @Test func escapeAloneIsAKeyAfterAMoment() async throws {
        let terminal = try probe()
        try await terminal.waits(for: "the prompt", until: prompt())
        terminal.type("\u{12}x")
        try await terminal.shows("(nothing found) x:")
        terminal.type("\u{1B}")
        try await terminal.waits(for: "the end of the search", until: prompt())
    }

    @Test func aScreenOfAnotherSizeIsDrawnAnew() async throws {
        let terminal = try probe(columns: 20)
        try await terminal.waits(for: "the prompt", until: prompt())
        terminal.type("a line of more than twenty")
        try await terminal.waits(for: "two rows") { $0.lines == ["> a line of more tha", "n twenty"] }
        terminal.resize(columns: 40, rows: 10)
        try await terminal.waits(for: "one row") { $0.lines == ["> a line of more than twenty"] }
        terminal.resize(columns: 10, rows: 5)
        try await terminal.waits(for: "three rows") { $0.lines == ["> a line o", "f more tha", "n twenty"] }
    }

    @Test func whileItComputesCtrlCIsASignalAndWhatIsTypedWaits() async throws {
        let terminal = try probe()
        try await terminal.waits(for: "the prompt", until: prompt())
        #expect(terminal.attributes == TypingAttributes(echoes: false, makesLines: false, makesSignals: false))
        terminal.type("busy\r")
        try await terminal.shows("working")
        #expect(terminal.attributes == TypingAttributes(echoes: false, makesLines: false, makesSignals: true))
        terminal.type("\u{03}")
        try await terminal.shows("stopped working")
        terminal.type("busy\r")
        try await terminal.waits(for: "work") { $0.lines.last == "working" }
        terminal.type("typed ahead")
        terminal.signal(SIGINT)
        let screen = try await terminal.waits(for: "what was typed", until: prompt("typed ahead"))
        #expect(screen.lines == ["> busy", "stopped working", "> busy", "stopped working", "> typed ahead"])
    }

    /// The probe in a shell that says how it ended, and leaves the terminal alone.
    private func probeInShell() throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        let script = #""$0"; echo "ended $?"; read rest"#
        try terminal.start(
            "/bin/sh", ["-c", script, try BuiltProgram.path("line-probe")],
            environment: ["TERM": "xterm", "NO_COLOR": "1", "SWIFT_BACKTRACE": "enable=no"])
        return terminal
    }

    @Test(arguments: [("kill 15", 143), ("kill 1", 129), ("kill 3", 131), ("quit", 0)])
    func howeverAProgramEndsTheTerminalIsInOrder(_ command: String, _ status: Int) async throws {
        let terminal = try probeInShell()
        try await terminal.waits(for: "the prompt", until: prompt())
        #expect(terminal.attributes != .ordinary)
        terminal.type(command + "\r")
        try await terminal.shows("ended \(status)")
        #expect(terminal.attributes == .ordinary)
        #expect(!terminal.screen.isPasteBracketed)
    }

    @Test func aTerminalThatIsGoneEndsTheProgram() async throws {
        let terminal = try PseudoTerminal()
        let path = FileManager.default.temporaryDirectory.appending(path: "alive-\(UUID().uuidString)").path
        mkfifo(path, 0o600)
        let alive = open(path, O_RDONLY | O_NONBLOCK)
        defer { close(alive) }
        try terminal.start(
            "/bin/sh", ["-c", #"exec 3>"$1"; "$0"; true"#, try BuiltProgram.path("line-probe"), path],
            environment: ["TERM": "xterm", "NO_COLOR": "1"])
        try await terminal.waits(for: "the prompt", until: prompt())
        // The shell leads the session: with it the terminal is hung up, and the kernel tells the probe.
        terminal.signal(SIGKILL)
        var end = pollfd(fd: alive, events: Int16(POLLIN), revents: 0)
        #expect(poll(&end, 1, 20_000) == 1, "the probe is the only one left that may write")
    }

    @Test func aProgramThatEndsFromAnotherThreadLeavesTheTerminalInOrderBelowWhatWasTyped() async throws {
        let terminal = try probe()
        try await terminal.waits(for: "the prompt", until: prompt())
        terminal.type("one do\rtwo do\rthree\u{1B}[A\u{1B}[A")
        try await terminal.waits(for: "the first line") { $0.lines.count == 3 && $0.row == 0 }
        terminal.signal(SIGUSR1)
        #expect(try await terminal.programsEnd() == .exited(7))
        #expect(!terminal.screen.isPasteBracketed)
        #expect(terminal.attributes == .ordinary)
        #expect(terminal.screen.row == 3 && terminal.screen.column == 0)
    }

    @Test func aProgramThatEndsFromAnotherThreadGoesBelowItsStatus() async throws {
        let terminal = try probe()
        try await terminal.waits(for: "the prompt", until: prompt())
        terminal.type("busy\r")
        try await terminal.waits(for: "work") { $0.lines.last == "working" }
        terminal.signal(SIGUSR1)
        #expect(try await terminal.programsEnd() == .exited(7))
        #expect(terminal.attributes == .ordinary)
        #expect(terminal.screen.row == 2 && terminal.screen.column == 0)
    }

    @Test func aHaltedTerminalKeepsNoProgramFromItsEnd() async throws {
        let terminal = try probe()
        try await terminal.waits(for: "the prompt", until: prompt())
        let side = open(terminal.path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        tcflow(side, TCOOFF)
        terminal.signal(SIGUSR1)
        while terminal.attributes != .ordinary { await Task.yield() }
        close(side)
        #expect(try await terminal.programsEnd() == .exited(7))
    }

    @Test func aProgramThatCrashesLeavesTheTerminalInOrder() async throws {
        let terminal = try probeInShell()
        try await terminal.waits(for: "the prompt", until: prompt())
        terminal.type("crash\r")
        try await terminal.waits(for: "the crash") { $0.text.contains("ended 13") }
        #expect(terminal.attributes == .ordinary)
    }

    @Test func anotherProgramHasTheTerminalAsItWas() async throws {
        let terminal = try probe()
        try await terminal.waits(for: "the prompt", until: prompt())
        terminal.type("release\r")
        try await terminal.waits(for: "the release") { !$0.isPasteBracketed }
        while terminal.attributes != .ordinary { await Task.yield() }
        terminal.signal(SIGINT)
        try await terminal.waits(for: "the prompt", until: prompt())
    }

    @Test func ctrlZStopsAndTheShellGoesOn() async throws {
        let terminal = try PseudoTerminal(columns: 60, rows: 20)
        let environment = ["TERM": "xterm", "NO_COLOR": "1", "PS1": "shell: ", "PATH": "/usr/bin:/bin"]
        try terminal.start("/bin/bash", ["--norc", "--noprofile", "--noediting", "-i"], environment: environment)
        try await terminal.waits(for: "the shell") { $0.lines.last == "shell:" }
        // A program that waits for ours is stopped with it.
        terminal.type("sh -c '\(try BuiltProgram.path("line-probe")); true'\r")
        try await terminal.waits(for: "the prompt", until: prompt())
        terminal.type("abc\u{1A}")
        try await terminal.waits(for: "the shell again") { $0.lines.last == "shell:" && $0.text.contains("Stopped") }
        #expect(terminal.attributes == .ordinary)
        terminal.type("fg\r")
        try await terminal.waits(for: "what was typed", until: prompt("abc"))
        terminal.type("d\r")
        try await terminal.shows("got abcd")
        terminal.type("quit\r")
        try await terminal.waits(for: "the shell at last") { $0.lines.last == "shell:" }
        #expect(terminal.attributes == .ordinary)
    }

    @Test func aDumbTerminalGetsNoControlSequences() async throws {
        let terminal = try probe(["TERM": "dumb"])
        try await terminal.waits(for: "the prompt", until: prompt())
        #expect(terminal.attributes == .ordinary)
        terminal.type("moon\rfor do\rx\r\u{04}")
        #expect(try await terminal.programsEnd() == .exited(0))
        #expect(terminal.screen.text.contains("got moon"))
        #expect(terminal.screen.text.contains("got for do|x"))
        #expect(!terminal.output.contains("\u{1B}"))
    }

    @Test func aPipeIsReadWithoutPrompts() async throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        let script = #"printf 'moon\nfor do\nx' | "$0" | cat; printf 'y\n' | "$0"; echo over"#
        try terminal.start(
            "/bin/sh", ["-c", script, try BuiltProgram.path("line-probe")],
            environment: ["TERM": "xterm", "PATH": "/usr/bin:/bin"])
        try await terminal.shows("over")
        #expect(terminal.screen.lines == ["got moon", "got for do|x", "got y", "over"])
        #expect(!terminal.output.contains("\u{1B}"))
    }

    @Test func ctrlCOnADumbTerminalAsksAgain() async throws {
        let terminal = try probe(["TERM": "dumb"])
        try await terminal.waits(for: "the prompt", until: prompt())
        terminal.type("abc")
        try await terminal.waits(for: "what was typed", until: prompt("abc"))
        terminal.type("\u{03}")
        try await terminal.waits(for: "another prompt") { $0.lines == ["> abc^C", "interrupted", ">"] }
        terminal.type("moon\r")
        try await terminal.shows("got moon")
    }

    @Test func sessionsAtTheSameTimeKeepTheHistoryOfBoth() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString)").path
        let sessions = [try probe(["HISTORY": path]), try probe(["HISTORY": path])]
        for (number, terminal) in sessions.enumerated() {
            try await terminal.waits(for: "the prompt", until: prompt())
            terminal.type("entry \(number)\r")
            try await terminal.shows("got entry \(number)")
        }
        let next = try probe(["HISTORY": path])
        try await next.waits(for: "the prompt", until: prompt())
        next.type("\u{1B}[A")
        try await next.waits(for: "the newest", until: prompt("entry 1"))
        next.type("\u{1B}[A")
        try await next.waits(for: "the one before", until: prompt("entry 0"))
    }

    @Test func aFileThatCannotGrowKeepsItsWholeLinesAndIsToldOnce() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString)").path
        let terminal = try PseudoTerminal(columns: 200, rows: 40)
        // A file of one kilobyte at most; more is an error.
        try terminal.start(
            "/bin/bash", ["-c", #"trap "" XFSZ; ulimit -f 1; exec "$0""#, try BuiltProgram.path("line-probe")],
            environment: ["TERM": "xterm", "NO_COLOR": "1", "HISTORY": path])
        let entries = ["a", "b", "c"].map { String(repeating: $0, count: 600) }
        for entry in entries {
            try await terminal.waits(for: "the prompt", until: prompt())
            terminal.type(entry + "\r")
            try await terminal.shows("got " + entry.prefix(10))
        }
        let screen = try await terminal.waits(for: "the prompt", until: prompt())
        #expect(screen.text.components(separatedBy: "cannot be written").count == 2)
        #expect(try HistoryFile(path).read() == [entries[0]])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == entries[0] + "\n")
    }
}
