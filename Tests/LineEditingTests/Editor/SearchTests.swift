import Testing

@testable import LineEditing

@Suite struct SearchTests {
    private let history = ["print('moon')", "trakt.sync", "local moon = 1", "print('moon')", "trakt.Moon"]

    private func editor(_ keys: [Key]) -> Editor {
        var editor = Editor(assistant: .plain, history: History(history))
        editor.begin("typed")
        for key in keys { _ = editor.handle(key) }
        return editor
    }

    private func prompt(_ editor: Editor) -> String {
        editor.scene(prompt: "> ", continuation: ". ", size: TerminalSize(columns: 80, rows: 24)).prompt
    }

    @Test func ctrlRFindsTheNewestAndThenOlderOnes() {
        var editor = editor([.control("r"), .text("mo"), .text("on")])
        #expect(prompt(editor) == "(search) moon: ")
        #expect(editor.editing.text == "trakt.Moon")
        #expect(editor.editing.cursor == 6)
        var seen: [String] = []
        for _ in 0..<3 {
            _ = editor.handle(.control("r"))
            seen.append(editor.editing.text)
        }
        #expect(seen == ["print('moon')", "local moon = 1", "print('moon')"])
        #expect(editor.handle(.control("r")) == .refused)
        #expect(prompt(editor) == "(nothing found) moon: ")
        _ = editor.handle(.control("s"))
        #expect(prompt(editor) == "(search forward) moon: ")
        #expect(editor.editing.text == "local moon = 1")
    }

    @Test func theSameEntryIsNotFoundTwiceInARow() {
        var editor = editor([.control("r"), .text("print")])
        #expect(editor.editing.text == "print('moon')")
        #expect(editor.handle(.control("r")) == .refused)
    }

    @Test func capitalsAreLookedForAsTheyAre() {
        #expect(editor([.control("r"), .text("Moon")]).editing.text == "trakt.Moon")
        #expect(editor([.control("r"), .text("Print")]).editing.text == "typed")
    }

    @Test func whatIsFoundIsTakenBeforeItRuns() {
        var editor = editor([.control("r"), .text("local"), .named(.enter)])
        #expect(editor.editing.text == "local moon = 1")
        #expect(prompt(editor) == "> ")
        #expect(editor.handle(.named(.enter)) == .submitted("local moon = 1", isNew: true))
    }

    @Test func anotherKeyTakesItAndDoesWhatItDoes() {
        let editor = editor([.control("r"), .text("local"), .control("e"), .text("0")])
        #expect(editor.editing.text == "local moon = 10")
    }

    @Test(arguments: [Key.control("g"), .control("c")])
    func aSearchGivenUpLeavesWhatWasTyped(_ key: Key) {
        let editor = editor([.named(.left), .control("r"), .text("moon"), key])
        #expect(editor.editing.text == "typed")
        #expect(editor.editing.cursor == 4)
        #expect(prompt(editor) == "> ")
    }

    @Test func deletingGoesBackAndAnEmptySearchTakesTheLast() {
        var editor = editor([.control("r"), .text("local"), .named(.backspace), .named(.backspace)])
        #expect(prompt(editor) == "(search) loc: ")
        for _ in 0..<4 { _ = editor.handle(.named(.backspace)) }
        #expect(editor.editing.text == "typed")
        for key in [Key.text("sync"), .named(.escape), .control("r"), .control("r")] { _ = editor.handle(key) }
        #expect(prompt(editor) == "(search) sync: ")
        #expect(editor.editing.text == "trakt.sync")
    }

    @Test func aSearchInAnEmptyHistoryFindsNothing() {
        var editor = Editor(assistant: .plain)
        for key in [Key.control("r"), .text("x"), .control("r"), .control("s"), .named(.enter)] {
            _ = editor.handle(key)
        }
        #expect(editor.editing.text == "")
    }
}
