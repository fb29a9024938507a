import Foundation
import LineEditing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct LineReaderHistoryTests {
    private let terminal = ModelTerminal(columns: 200, rows: 8)
    private let path = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString)").path

    private func reader(_ path: String) -> LineReader {
        LineReader(device: terminal, assistant: .plain, history: HistoryFile(path))
    }

    private func read(_ reader: LineReader) async -> ReadResult {
        await reader.read(prompt: "> ", continuation: ". ")
    }

    @Test func whatWasEnteredIsThereInTheNextSession() async {
        terminal.type("first do\rend\r second\rfirst do\rend\r")
        let session = reader(path)
        for _ in 0..<3 { _ = await read(session) }
        let next = reader(path)
        #expect(await next.entries == ["first do\nend"])
        terminal.type("\u{1B}[A\r")
        #expect(await read(next) == .text("first do\nend"))
        #expect(await reader(path).entries == ["first do\nend"])
    }

    @Test func anUnwritableHistoryIsToldOnceAndNothingElse() async {
        terminal.type("a\rb\rc\r")
        let reader = reader("/dev/full/history")
        for text in ["a", "b", "c"] { #expect(await read(reader) == .text(text)) }
        #expect(terminal.screen.lines.filter { $0.contains("/dev/full/history") }.count == 1)
        #expect(await reader.entries == ["a", "b", "c"])
    }
}
