import LineEditing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct PlainReadingTests {
    private func read(_ terminal: ModelTerminal, _ count: Int) async -> [ReadResult] {
        let reader = LineReader(device: terminal, assistant: .plain)
        var results: [ReadResult] = []
        for _ in 0..<count { results.append(await reader.read(prompt: "> ", continuation: ". ")) }
        return results
    }

    @Test func aDumbTerminalGetsPromptsAndNoControlSequences() async {
        let terminal = ModelTerminal(kind: .dumb)
        terminal.send(.input(Array("for do\nx\nend\nb".utf8)))
        terminal.send(.input(Array("c\r\n".utf8)))
        terminal.send(.ended)
        #expect(await read(terminal, 3) == [.text("for do\nx\nend"), .text("bc"), .endOfInput])
        #expect(terminal.written == "> . . > > ")
        #expect(terminal.modes.first == .lines)
        #expect(terminal.modes.last == .original)
    }

    @Test func aPipeGetsNothingAndItsLastLineNeedNotEnd() async {
        let terminal = ModelTerminal(kind: .pipe)
        terminal.send(.input(Array("\na\n日".utf8.dropLast())))
        terminal.send(.input(Array("日".utf8.suffix(1))))
        terminal.send(.ended)
        #expect(await read(terminal, 4) == [.text(""), .text("a"), .text("日"), .endOfInput])
        #expect(terminal.written == "")
    }

    @Test func anInputThatIsCutOffIsGivenAsItIs() async {
        let terminal = ModelTerminal(kind: .pipe)
        terminal.send(.input(Array("for do\nx\n".utf8)))
        terminal.send(.ended)
        #expect(await read(terminal, 2) == [.text("for do\nx"), .endOfInput])
    }

    @Test func aSignalInterruptsAReadOfADumbTerminalAndWhatFollowsIsANewOne() async {
        let terminal = ModelTerminal(kind: .dumb)
        let reader = LineReader(device: terminal, assistant: .plain)
        #expect(!reader.interruptRead())
        terminal.send(.input(Array("for do\n".utf8)))
        let task = Task { await reader.read(prompt: "> ", continuation: ". ") }
        await terminal.waitUntil { $0.text.hasSuffix(".") }
        #expect(reader.interruptRead())
        #expect(await task.value == .interrupted)
        #expect(terminal.written == "> . \n")
        terminal.interrupt()
        terminal.send(.input(Array("x\n".utf8)))
        #expect(await reader.read(prompt: "> ", continuation: ". ") == .text("x"))
        #expect(!reader.interruptRead())
    }

    @Test(arguments: [TerminalKind.pipe, .screen]) func elsewhereASignalInterruptsNoRead(_ kind: TerminalKind) async {
        let terminal = ModelTerminal(kind: kind)
        let reader = LineReader(device: terminal, assistant: .plain)
        let task = Task { await reader.read(prompt: "> ", continuation: ". ") }
        terminal.send(.input(Array("x".utf8)))
        while terminal.modes.isEmpty { await Task.yield() }
        #expect(!reader.interruptRead())
        terminal.send(.input([UInt8(ascii: kind == .screen ? "\r" : "\n")]))
        #expect(await task.value == .text("x"))
    }

    @Test func whatIsPrintedMeanwhileIsJustPrinted() async {
        let terminal = ModelTerminal(kind: .pipe)
        let reader = LineReader(device: terminal, assistant: .plain)
        await reader.status("busy")
        await reader.printAbove("a\nb")
        await reader.printAbove("c\n")
        await reader.printAbove("")
        await reader.status(nil)
        await reader.release()
        #expect(terminal.written == "a\nb\nc\n\n\n")
    }
}
