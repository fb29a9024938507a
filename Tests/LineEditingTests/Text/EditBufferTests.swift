import LineEditing
import TestSupport
import Testing

@Suite struct EditBufferTests {
    @Test func aMarkThatIsTypedLaterJoinsItsCharacter() {
        var buffer = EditBuffer("e")
        buffer.replace(1..<1, with: "\u{301}")
        #expect(buffer.characters == ["é"])
        #expect(buffer.cursor == 1)
        buffer.replace(1..<1, with: "🇫")
        buffer.replace(2..<2, with: "🇮")
        #expect(buffer.characters == ["é", "🇫🇮"])
        #expect(buffer.cursor == 2)
    }

    @Test func whatIsTakenOutMayJoinWhatWasAroundIt() {
        var buffer = EditBuffer("e x\u{301}")
        buffer.replace(1..<2, with: "")
        #expect(buffer.characters == ["e", "x\u{301}"])
        buffer = EditBuffer("🇫x🇮")
        buffer.replace(1..<2, with: "")
        #expect(buffer.characters == ["🇫🇮"])
        #expect(buffer.cursor == 1)
    }

    @Test func linesEndInLineFeedsHoweverTheyCame() {
        #expect(EditBuffer("a\r\nb\rc\n\r\nd").text == "a\nb\nc\n\nd")
    }

    @Test func tabsStayAndControlCharactersDoNot() {
        #expect(EditBuffer("a\tb\u{1B}[31mc\u{07}\u{9B}\u{00}d\u{7F}").text == "a\tb[31mcd")
    }

    @Test func linesAreFoundFromAnyPlace() {
        var buffer = EditBuffer("one\n\nthree")
        #expect(buffer.lineStart(of: 2) == 0)
        #expect(buffer.lineEnd(of: 2) == 3)
        #expect(buffer.lineStart(of: 4) == 4)
        #expect(buffer.lineEnd(of: 4) == 4)
        #expect(buffer.isOnLastLine)
        buffer.move(to: 0)
        #expect(buffer.isOnFirstLine && !buffer.isOnLastLine)
        buffer.move(to: -3)
        #expect(buffer.cursor == 0)
        buffer.move(to: 99)
        #expect(buffer.cursor == 10)
    }

    @Test(arguments: RandomSeeds.some(100))
    func theCharactersAreAlwaysThoseOfTheText(_ seed: UInt64) {
        var random = SeededChance(seed)
        let pieces = [
            "a", "\u{301}", "\u{200D}", "👩", "🇫", "🇮", "\n", "\r", "\r\n", "한", "\u{1161}", "\t", "\u{FE0F}", "日本",
        ]
        var buffer = EditBuffer()
        for _ in 0..<100 {
            let start = Int.random(in: 0...buffer.characters.count, using: &random)
            let end = Int.random(in: start...min(start + 3, buffer.characters.count), using: &random)
            buffer.replace(start..<end, with: random.one(of: pieces))
            #expect(buffer.characters == Array(buffer.text))
            #expect((0...buffer.characters.count).contains(buffer.cursor))
        }
    }
}
