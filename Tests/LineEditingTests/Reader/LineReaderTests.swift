import Synchronization
import TestSupport
import Testing

@testable import LineEditing

@Suite(.timeLimit(.minutes(10))) struct LineReaderTests {
    private let terminal = ModelTerminal(columns: 30, rows: 8)

    private func reader(_ assistant: any EditorAssistant = .plain, history: HistoryFile? = nil) -> LineReader {
        LineReader(device: terminal, assistant: assistant, history: history)
    }

    private func read(_ reader: LineReader, initial: String = "") async -> ReadResult {
        await reader.read(prompt: "> ", continuation: ". ", initial: initial)
    }

    @Test func whatIsEnteredComesBackAndStaysOnTheScreen() async {
        terminal.type("for x do\ry\rend\r")
        #expect(await read(reader()) == .text("for x do\n  y\nend"))
        #expect(terminal.screen.lines == ["> for x do", ".   y", ". end"])
        #expect(terminal.screen.row == 3 && terminal.screen.column == 0)
        #expect(terminal.modes == [.editing, .computing])
        #expect(!terminal.screen.isPasteBracketed)
    }

    @Test func whatIsTypedAheadGoesToTheNextRead() async {
        let reader = reader()
        terminal.type("one\rtwo\rthr")
        #expect(await read(reader) == .text("one"))
        #expect(await read(reader) == .text("two"))
        terminal.type("ee\r")
        #expect(await read(reader) == .text("three"))
        #expect(terminal.screen.lines == ["> one", "> two", "> three"])
    }

    @Test func aTextCanBeThereAlready() async {
        terminal.type("!\r")
        #expect(await read(reader(), initial: "a\nb") == .text("a\nb!"))
    }

    @Test func ctrlCCtrlDAndALostTerminalEndARead() async {
        let reader = reader()
        terminal.type("abc\u{03}")
        #expect(await read(reader) == .interrupted)
        terminal.type("\u{04}")
        #expect(await read(reader) == .endOfInput)
        terminal.send(.ended)
        #expect(await read(reader) == .endOfInput)
        #expect(terminal.screen.lines.first == "> abc")
    }

    @Test func aCancelledReadLeavesTheNextOneWhole() async {
        let reader = reader()
        let task = Task { await read(reader) }
        terminal.type("abc")
        await terminal.waitUntil { $0.text == "> abc" }
        task.cancel()
        #expect(await task.value == .interrupted)
        terminal.type("def\r")
        #expect(await read(reader) == .text("def"))
    }

    @Test func linesArePrintedAboveWhatIsBeingTyped() async {
        let reader = reader()
        let task = Task { await read(reader) }
        terminal.type("one do\rtwo")
        await terminal.waitUntil { $0.lines.last == ".   two" }
        await reader.printAbove("a log line\nof two")
        await reader.printAbove("")
        #expect(terminal.screen.lines == ["a log line", "of two", "", "> one do", ".   two"])
        await reader.printAbove("x\n")
        for number in 0..<20 { await reader.printAbove("\(number)") }
        #expect(terminal.screen.lines.suffix(3) == ["19", "> one do", ".   two"])
        #expect(terminal.screen.everything.prefix(7) == ["a log line", "of two", "", "x", "", "0", "1"])
        terminal.type("\rend\r")
        #expect(await task.value == .text("one do\n  two\nend"))
    }

    @Test func aStatusIsALineBelowWhatIsPrintedAndGoesAtTheNextPrompt() async {
        let reader = reader()
        await reader.status("| asking trakt.shows.get and waiting for it")
        #expect(terminal.screen.lines == ["| asking trakt.shows.get and"])
        await reader.printAbove("printed")
        await reader.status("/ asking")
        #expect(terminal.screen.lines == ["printed", "/ asking"])
        terminal.type("x\r")
        #expect(await read(reader) == .text("x"))
        #expect(terminal.screen.lines == ["printed", "> x"])
        await reader.status("x")
        await reader.release()
        #expect(terminal.screen.lines == ["printed", "> x"])
        #expect(terminal.modes.last == .original)
    }

    @Test func aPromptBeginsInARowOfItsOwn() async {
        terminal.write("no line end")
        terminal.type("x\r")
        #expect(await read(reader()) == .text("x"))
        #expect(terminal.screen.lines == ["no line end⏎", "> x"])
    }

    @Test func aTextHigherThanTheScreenIsLeftWhole() async {
        let lines = (1...20).map { "line \($0)" }
        let reader = reader()
        let task = Task { await read(reader) }
        terminal.type("\u{1B}[200~\(lines.joined(separator: "\r"))\u{1B}[201~")
        await terminal.waitUntil { $0.lines == lines.suffix(8).map { ". \($0)" } }
        terminal.type("\r")
        #expect(await task.value == .text(lines.joined(separator: "\n")))
        #expect(terminal.screen.everything == ["> line 1"] + lines.dropFirst().map { ". \($0)" })
    }

    @Test func anotherWidthDrawsTheTextAnew() async {
        let reader = reader()
        let task = Task { await read(reader) }
        terminal.type("a text of thirty-four characters.")
        await terminal.waitUntil { $0.lines.last == "ters." }
        terminal.resize(columns: 12, rows: 8)
        await terminal.waitUntil { $0.lines == ["> a text of", "thirty-four", "characters."] }
        terminal.resize(columns: 40, rows: 8)
        await terminal.waitUntil { $0.lines == ["> a text of thirty-four characters."] }
        terminal.type("\r")
        #expect(await task.value == .text("a text of thirty-four characters."))
    }

    @Test func ctrlLClearsTheScreenAndCtrlZGivesItBack() async {
        let reader = reader()
        terminal.write("before\r\n")
        let task = Task { await read(reader) }
        terminal.type("abc\u{0C}")
        await terminal.waitUntil { $0.lines == ["> abc"] }
        terminal.type("\u{1A}")
        await terminal.waitUntil { $0.lines == ["> abc", "> abc"] }
        #expect(terminal.suspensions == 1)
        #expect(terminal.modes == [.editing, .computing, .editing])
        terminal.send(.resumed)
        terminal.type("d\r")
        #expect(await task.value == .text("abcd"))
        #expect(terminal.screen.lines == ["> abc", "> abcd"])
    }

    @Test func candidatesMayComeLate() async {
        let assistant = SlowAssistant()
        let reader = reader(assistant)
        let task = Task { await read(reader) }
        terminal.type("pa\t")
        await assistant.asked.wait()
        terminal.type("x")
        await terminal.waitUntil { $0.lines == ["> pax"] }
        assistant.answer.open()
        terminal.type("\u{7F}\t")
        await terminal.waitUntil { $0.lines == ["> pairs"] }
        terminal.type("\r")
        #expect(await task.value == .text("pairs"))
    }

    @Test func aListIsGoneOnceTheInputIsOver() async {
        let reader = reader(TestAssistant(["pairs", "print"], hint: "(a hint)"))
        let task = Task { await read(reader) }
        terminal.type("p\t")
        await terminal.waitUntil { $0.lines == ["> p", "pairs  print"] }
        terminal.type("\r")
        #expect(await task.value == .text("p"))
        #expect(terminal.screen.lines == ["> p"])
    }
}

/// Answers when it is told to.
private struct SlowAssistant: EditorAssistant {
    let asked = Gate()
    let answer = Gate()

    func isComplete(_ text: String) -> Bool { true }
    func indentation(after text: String) -> String { "" }
    func styles(of text: String) -> [StyledRange] { [] }
    func hint(in text: String, at cursor: Int) -> String? { nil }

    func completions(in text: String, at cursor: Int) async -> Completions {
        asked.open()
        await answer.wait()
        return Completions(0..<cursor, [Completions.Candidate("pairs")])
    }
}
