import LineEditing
import Testing

@Suite struct EditorTests {
    /// An editor with a text that has its cursor at `|`.
    private func editor(_ text: String = "", history: [String] = []) -> Editor {
        var editor = Editor(assistant: .plain, history: History(history))
        editor.begin()
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        _ = editor.handle(.paste(parts.joined()))
        for _ in 0..<(parts.count > 1 ? parts[1].count : 0) { _ = editor.handle(.named(.left)) }
        return editor
    }

    private func shown(_ editor: Editor) -> String {
        var characters = editor.editing.buffer.characters
        characters.insert("|", at: editor.editing.cursor)
        return String(characters)
    }

    @Test(arguments: [
        (Key.control("a"), "ab|c", "|abc"), (.named(.home), "ab|c", "|abc"), (.control("e"), "a|bc", "abc|"),
        (.named(.end), "a|bc", "abc|"), (.control("b"), "ab|c", "a|bc"), (.named(.left), "ab|c", "a|bc"),
        (.control("f"), "a|bc", "ab|c"), (.named(.right), "a|bc", "ab|c"), (.control("d"), "a|bc", "a|c"),
        (.named(.delete), "a|bc", "a|c"), (.control("h"), "ab|c", "a|c"), (.named(.backspace), "ab|c", "a|c"),
        (.control("k"), "a|bc", "a|"), (.control("u"), "ab|c", "|c"), (.control("w"), "a b.c|", "a |"),
        (.control("t"), "a|b", "ba|"), (.control("y"), "a|", "a|"), (.alt("b"), "one two|", "one |two"),
        (.named(.left, .control), "one two|", "one |two"), (.named(.left, .alt), "one two|", "one |two"),
        (.alt("f"), "|one two", "one| two"), (.named(.right, .control), "|one two", "one| two"),
        (.alt("d"), "|one two", "| two"), (.named(.delete, .control), "|one two", "| two"),
        (.named(.backspace, .alt), "one two|", "one |"), (.named(.backspace, .control), "one two|", "one |"),
        (.alt("u"), "|one", "ONE|"), (.alt("l"), "|ONE", "one|"), (.alt("c"), "|one", "One|"),
        (.alt("<"), "a\nb|", "|a\nb"), (.named(.end, .control), "|a\nb", "a\nb|"), (.text("x"), "a|b", "ax|b"),
        (.named(.up), "a\nb|c", "a|\nbc"), (.control("p"), "a\nb|c", "a|\nbc"), (.named(.down), "|a\nbc", "a\n|bc"),
        (.control("n"), "|a\nbc", "a\n|bc"), (.control("o"), "a|b", "a\n|b"), (.named(.enter, .shift), "a|b", "a\n|b"),
        (.named(.tab), "  |x", "    |x"), (.named(.tab, .shift), "  a|", "a|"),
        (.named(.backspace), "a\n    |", "a\n  |"),
        (.named(.backspace), "   |", "  |"), (.control("_"), "a|", "|"), (.named(.escape), "a|b", "a|b"),
        (.named(.insert), "a|b", "a|b"), (.named(.function(1)), "a|b", "a|b"), (.unknown([1]), "a|b", "a|b"),
        (.control("q"), "a|b", "a|b"), (.alt("q"), "a|b", "a|b"), (.named(.enter), "x do|", "x do\n  |"),
        (.named(.enter), "a|\nb", "a\n|\nb"),
    ])
    func aKeyDoesWhatItDoesInAShell(_ key: Key, _ before: String, _ after: String) {
        var editor = editor(before)
        _ = editor.handle(key)
        #expect(shown(editor) == after)
    }

    @Test func enterEndsWhatIsCompleteAndGoesOnOtherwise() {
        var editor = editor("for x do")
        #expect(editor.handle(.named(.enter)) == .goOn)
        _ = editor.handle(.text("y"))
        #expect(editor.handle(.named(.enter)) == .goOn)
        _ = editor.handle(.text("end"))
        #expect(editor.handle(.named(.enter)) == .submitted("for x do\n  y\nend", isNew: true))
    }

    @Test(arguments: [
        ("a do\n  b do\n    end|", "a do\n  b do\n  end\n  |"), ("a do\n   end|x", "a do\n   end\n|x"),
        ("a do\n  b do\n    c end|", "a do\n  b do\n    c end\n  |"),
        ("a do\n      b do\n    x|", "a do\n      b do\n    x\n    |"),
        ("a do\n b do\n   end|", "a do\n b do\n   end\n  |"),
    ])
    func aWordThatEndsABlockStandsWhereTheBlockBegan(_ before: String, _ after: String) {
        var editor = editor(before)
        _ = editor.handle(.named(.enter))
        #expect(shown(editor) == after)
    }

    @Test func altEnterEndsWhateverThereIs() {
        var editor = editor("for |x do")
        #expect(editor.handle(.named(.enter, .alt)) == .submitted("for x do", isNew: true))
    }

    @Test func enterAboveTheLastLineIsALine() {
        var editor = editor("a|\nb")
        #expect(editor.handle(.named(.enter)) == .goOn)
        editor = self.editor("a|\n \n")
        #expect(editor.handle(.named(.enter)) == .submitted("a\n \n", isNew: true))
    }

    @Test func aPasteNeverEndsTheInput() {
        var editor = editor()
        #expect(editor.handle(.paste("a = 1\r\nb = 2\r\n\u{1B}c\r\n")) == .goOn)
        #expect(editor.editing.text == "a = 1\nb = 2\nc\n")
        _ = editor.handle(.control("_"))
        #expect(editor.editing.text == "")
    }

    @Test func ctrlCGivesUpAndCtrlDEndsWhereNothingIs() {
        var editor = editor("abc")
        #expect(editor.handle(.control("c")) == .interrupted)
        editor.begin()
        #expect(editor.editing.text == "")
        #expect(editor.handle(.control("d")) == .endOfInput)
        editor.begin("preset")
        #expect(shown(editor) == "preset|")
        #expect(editor.handle(.control("d")) == .refused)
        #expect(editor.handle(.control("l")) == .clearScreen)
        #expect(editor.handle(.control("z")) == .suspend)
    }

    @Test func upGoesThroughTheLinesAndThenTheHistory() {
        var editor = editor("x\ny|", history: ["old", "a do\nb\nend"])
        var seen: [String] = []
        for _ in 0..<6 {
            _ = editor.handle(.named(.up))
            seen.append(shown(editor))
        }
        #expect(seen == Array(repeating: "x|\ny", count: 6), "nothing begins with x")
        editor = self.editor("", history: ["old", "a do\nb\nend"])
        seen = []
        for key in [NamedKey.up, .up, .up, .up, .up, .down, .down] {
            _ = editor.handle(.named(key))
            seen.append(shown(editor))
        }
        #expect(
            seen == [
                "a do\nb\nend|", "a do\nb|\nend", "a d|o\nb\nend", "old|", "old|", "a do\nb\nend|", "|",
            ])
    }
}
