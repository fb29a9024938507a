import Testing

@testable import LineEditing

@Suite struct CompletingTests {
    private let size = TerminalSize(columns: 40, rows: 10)

    /// Types keys, and has each question answered before the next.
    private func editor(_ candidates: [String], _ keys: [Key]) async -> Editor {
        var editor = Editor(assistant: TestAssistant(candidates))
        editor.begin()
        for key in keys { await press(key, in: &editor) }
        return editor
    }

    private func press(_ key: Key, in editor: inout Editor) async {
        guard case .complete(let request) = editor.handle(key) else { return }
        _ = editor.receive(await editor.assistant.completions(in: request.text, at: request.cursor), for: request)
    }

    private func asked(_ editor: inout Editor) throws -> CompletionRequest {
        let outcome = editor.handle(.named(.tab))
        guard case .complete(let request) = outcome else { throw NotAsked(outcome: outcome) }
        return request
    }

    private struct NotAsked: Error {
        let outcome: Editor.Outcome
    }

    private func menu(_ editor: Editor) -> CompletionMenu? {
        editor.scene(prompt: "> ", continuation: ". ", size: size).menu
    }

    @Test func theOnlyCandidateIsPutIn() async {
        let editor = await editor(["pairs", "print"], [.text("x(pa)"), .named(.left), .named(.tab)])
        #expect(editor.editing.text == "x(pairs)")
        #expect(editor.editing.cursor == 7)
        #expect(menu(editor) == nil)
    }

    @Test func theCommonBeginningComesFirstAndThenTheList() async {
        let words = ["calendar_movies", "calendar_shows"]
        var editor = await editor(words, [.text("cal"), .named(.tab)])
        #expect(editor.editing.text == "calendar_")
        #expect(menu(editor) == nil)
        await press(.named(.tab), in: &editor)
        #expect(menu(editor)?.candidates.map(\.text) == words)
        #expect(menu(editor)?.selected == nil)
    }

    @Test func tabGoesThroughTheListAndShiftTabBack() async {
        var editor = await editor(["pairs", "pcall", "print"], [.text("p"), .named(.tab)])
        var seen: [String] = []
        for key in [Key.named(.tab), .named(.tab), .named(.tab), .named(.tab), .named(.tab, .shift), .named(.up)] {
            await press(key, in: &editor)
            seen.append(editor.editing.text)
        }
        #expect(seen == ["pairs", "pcall", "print", "pairs", "print", "pcall"])
        #expect(menu(editor)?.selected == 1)
        await press(.named(.enter), in: &editor)
        #expect(menu(editor) == nil)
        #expect(editor.editing.text == "pcall")
    }

    @Test func escapeLeavesWhatWasTypedAndOtherKeysWhatWasChosen() async {
        var editor = await editor(["pairs", "print"], [.text("p"), .named(.tab), .named(.tab), .named(.escape)])
        #expect(editor.editing.text == "p")
        #expect(menu(editor) == nil)
        for key in [Key.named(.tab), .named(.tab), .text("(")] { await press(key, in: &editor) }
        #expect(editor.editing.text == "pairs(")
        #expect(menu(editor) == nil)
    }

    @Test func anAnswerThatComesTooLateIsDropped() throws {
        var editor = Editor(assistant: .plain)
        editor.begin("pa")
        let request = try asked(&editor)
        let answer = Completions(0..<2, [Completions.Candidate("pairs")])
        _ = editor.handle(.text("r"))
        #expect(editor.receive(answer, for: request) == .goOn)
        #expect(editor.editing.text == "par")
        _ = editor.handle(.named(.backspace))
        #expect(editor.receive(answer, for: request) == .goOn)
        #expect(editor.editing.text == "pa", "the text is the same again, but nobody waits")
        let second = try asked(&editor)
        #expect(editor.receive(answer, for: request) == .goOn)
        #expect(editor.editing.text == "pa", "the answer to an older question")
        #expect(editor.receive(answer, for: second) == .goOn)
        #expect(editor.editing.text == "pairs")
    }

    @Test func noCandidateIsRefusedAndAWrongRangeDoesNoHarm() throws {
        var editor = Editor(assistant: .plain)
        editor.begin("pa")
        for answer in [Completions(0..<2, []), Completions(0..<99, [Completions.Candidate("x")])] {
            let request = try asked(&editor)
            #expect(editor.receive(answer, for: request) == (answer.candidates.isEmpty ? .refused : .goOn))
        }
        #expect(editor.editing.text == "x")
    }
}
