import TestSupport
import Testing

/// The model is what the other tests believe: here it is held against what terminals do (VT100 manual; xterm's ctlseqs).
@Suite struct TerminalScreenTests {
    private func screen(_ text: String, columns: Int = 6, rows: Int = 3, joins: Bool = true) -> TerminalScreen {
        var screen = TerminalScreen(columns: columns, rows: rows, joins: joins)
        for byte in text.utf8 { screen.feed([byte]) }
        return screen
    }

    @Test func aFullRowWrapsOnlyWhenSomethingFollows() {
        #expect(screen("abcdef\rX").lines == ["Xbcdef"])
        #expect(screen("abcdef\r\nX").lines == ["abcdef", "X"])
        #expect(screen("abcdefX").lines == ["abcdef", "X"])
        #expect(screen("\u{1B}[?7labcdefXY").lines == ["abcdeY"])
    }

    @Test func whatLeavesAtTheTopIsKept() {
        let screen = screen("1\r\n2\r\n3\r\n4\r\n5")
        #expect(screen.lines == ["3", "4", "5"])
        #expect(screen.scrolledOut == ["1", "2"])
        #expect(screen.row == 2)
    }

    @Test func theCursorMovesAndStopsAtTheEdges() {
        #expect(screen("abc\u{1B}[2GX\u{1B}[9C!\u{1B}[9Ay\u{1B}[9D\u{1B}[BZ").lines == ["aXc  y", "Z"])
        #expect(screen("\u{1B}[3;5Hx").lines == ["", "", "    x"])
    }

    @Test func partsAreErased() {
        #expect(screen("abcdef\u{1B}[3G\u{1B}[K").lines == ["ab"])
        #expect(screen("a\r\nb\r\nc\u{1B}[2A\u{1B}[J").lines == ["a"])
        #expect(screen("a\r\nb\u{1B}[2J").lines == [])
    }

    @Test func wideCharactersTakeTwoPlacesAndAreNotHalved() {
        #expect(screen("日本語x").lines == ["日本語", "x"])
        #expect(screen("a日本語").lines == ["a日本", "語"])
        #expect(screen("日本\u{1B}[2Gx").lines == [" x本"])
        #expect(screen("👩‍👩‍👧x").lines == ["👩‍👩‍👧x"])
        #expect(screen("👩‍👩‍👧x").column == 3)
        #expect(screen("👩‍👩x", joins: false).column == 5)
        #expect(screen("e\u{301}x").lines == ["e\u{301}x"])
    }

    @Test func anotherWidthMovesWhatNoLongerFits() {
        var screen = screen("abcdef\r\nxy")
        screen.resize(columns: 4, rows: 3)
        #expect(screen.lines == ["abcd", "ef", "xy"])
        #expect(screen.row == 2 && screen.column == 2)
        screen.resize(columns: 8, rows: 3)
        #expect(screen.lines == ["abcdef", "xy"])
        screen.resize(columns: 2, rows: 2)
        #expect(screen.everything == ["ab", "cd", "ef", "xy"])
    }

    @Test func otherSequencesAreNotText() {
        #expect(screen("\u{1B}]0;title\u{07}a\u{1B}[?25l\u{1B}7b\u{07}").lines == ["ab"])
    }
}
