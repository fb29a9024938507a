import LineEditing
import TestSupport
import Testing

/// A text with its cursor as `|`, before and after commands.
@Suite struct TextEditingTests {
    private func editing(_ text: String) -> TextEditing {
        var editing = TextEditing()
        editing.reset(text.replacing("|", with: ""))
        editing.move(to: Array(text).firstIndex(of: "|") ?? text.count)
        return editing
    }

    private func shown(_ editing: TextEditing) -> String {
        var characters = editing.buffer.characters
        characters.insert("|", at: editing.cursor)
        return String(characters)
    }

    @Test(arguments: [
        (TextCommand.left, "ab|c", "a|bc"), (.left, "|abc", "|abc"), (.left, "a\n|b", "a|\nb"),
        (.right, "ab|c", "abc|"), (.right, "abc|", "abc|"), (.right, "👩‍👩‍👧|é", "👩‍👩‍👧é|"),
        (.wordLeft, "trakt.sync_all|", "trakt.|sync_all"), (.wordLeft, "one  two  |", "one  |two  "),
        (.wordRight, "one| two.three", "one two|.three"), (.wordRight, "one |", "one |"),
        (.lineStart, "one\nt|wo", "one\n|two"), (.lineEnd, "o|ne\ntwo", "one|\ntwo"),
        (.textStart, "one\nt|wo", "|one\ntwo"), (.textEnd, "o|ne\ntwo", "one\ntwo|"),
        (.up, "one\ntw|o", "on|e\ntwo"), (.down, "lon|g\nx", "long\nx|"), (.down, "one|", "one|"),
        (.deleteLeft, "ab|c", "a|c"), (.deleteLeft, "|a", "|a"), (.deleteLeft, "x👩‍👩‍👧|", "x|"),
        (.deleteLeft, "a\n|b", "a|b"),
        (.deleteRight, "a|bc", "a|c"), (.deleteRight, "abc|", "abc|"),
        (.killLineEnd, "o|ne\ntwo", "o|\ntwo"), (.killLineEnd, "one|\ntwo", "one|two"), (.killLineEnd, "one|", "one|"),
        (.killLineStart, "one\ntw|o", "one\n|o"), (.killWordLeft, "a.b_c|", "a.|"), (.killWordRight, "|ab cd", "| cd"),
        (.killBlankLeft, "x trakt.sync |", "x |"), (.transpose, "ab|c", "acb|"), (.transpose, "abc|", "acb|"),
        (.transpose, "|ab", "|ab"), (.transpose, "a|", "a|"), (.upperCase, "|ab cd", "AB| cd"),
        (.lowerCase, "A|BC d", "Abc| d"), (.capitalize, "x| tWO y", "x Two| y"), (.yank, "a|", "a|"),
        (.yankEarlier, "a|", "a|"), (.undo, "a|", "a|"), (.redo, "a|", "a|"),
    ])
    func aCommandDoesWhatItDoesInEmacs(_ command: TextCommand, _ before: String, _ after: String) {
        var editing = editing(before)
        let didSomething = editing.perform(command)
        #expect(shown(editing) == after)
        #expect(didSomething == (before != after))
    }

    @Test func movingThroughShortLinesGoesBackToTheColumn() {
        var editing = editing("a long line\nx\nanother lo|ng line")
        editing.perform(.up)
        editing.perform(.up)
        #expect(shown(editing) == "a long lin|e\nx\nanother long line")
        editing.perform(.left)
        editing.perform(.down)
        editing.perform(.down)
        #expect(shown(editing) == "a long line\nx\nanother l|ong line")
    }

    @Test func whatIsTakenOutInOneGoIsPutInTogether() {
        var editing = editing("one two |three\nfour")
        for command in [TextCommand.killWordLeft, .killWordLeft, .killLineEnd] { editing.perform(command) }
        #expect(shown(editing) == "|\nfour")
        editing.perform(.textEnd)
        editing.perform(.yank)
        #expect(shown(editing) == "\nfourone two three|")
    }

    @Test func altYGoesThroughWhatWasTakenOutBefore() {
        var editing = editing("one two|")
        editing.perform(.killBlankLeft)
        editing.perform(.left)
        editing.perform(.killLineStart)
        #expect(shown(editing) == "| ")
        editing.perform(.yank)
        #expect(shown(editing) == "one| ")
        editing.perform(.yankEarlier)
        #expect(shown(editing) == "two| ")
        editing.perform(.yankEarlier)
        #expect(shown(editing) == "one| ")
        editing.perform(.left)
        let rotates = editing.perform(.yankEarlier)
        #expect(!rotates)
    }

    @Test func undoTakesBackAWordAndThenTheOneBefore() {
        var editing = TextEditing()
        for character in "one two" { editing.type(String(character)) }
        editing.perform(.undo)
        #expect(editing.text == "one ")
        editing.perform(.undo)
        #expect(editing.text == "")
        editing.perform(.redo)
        editing.perform(.redo)
        #expect(editing.text == "one two")
        editing.perform(.undo)
        editing.type("x")
        let redoes = editing.perform(.redo)
        #expect(!redoes)
    }

    @Test(arguments: RandomSeeds.some(50))
    func whateverWasDoneCanBeUndoneAndDoneAgain(_ seed: UInt64) {
        var random = SeededChance(seed)
        var editing = TextEditing()
        for _ in 0..<200 {
            let command = random.one(of: TextCommand.allCases)
            if Bool.random(using: &random) { editing.type(random.one(of: ["ab", " ", "\n", "é", "👩‍👩‍👧"])) }
            editing.perform(command)
            #expect((0...editing.buffer.characters.count).contains(editing.cursor))
        }
        // What is typed anew takes the place of what could be done again.
        editing.type("z")
        let last = editing.text
        while editing.perform(.undo) {}
        #expect(editing.text == "")
        while editing.perform(.redo) {}
        #expect(editing.text == last)
    }
}
