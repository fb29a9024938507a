import LineEditing
import Testing

@Suite struct PaletteTests {
    @Test func aStyleIsPaintedAndTakenBack() {
        #expect(Palette.colours.painted("for", .keyword) == "\u{1B}[35mfor\u{1B}[m")
        #expect(Palette.colours.painted("x", .plain) == "x")
        #expect(Palette.plain.painted("for", .keyword) == "for")
    }

    @Test func theEnvironmentSaysWhetherThereAreColours() {
        #expect(Palette.forTerminal(["TERM": "xterm"]) == .colours)
        #expect(Palette.forTerminal(["TERM": "xterm", "NO_COLOR": ""]) == .colours)
        #expect(Palette.forTerminal(["TERM": "xterm", "NO_COLOR": "1"]) == .monochrome)
        #expect(Palette.forTerminal(["TERM": "dumb"]) == .plain)
        #expect(Palette.forTerminal([:]) == .plain)
    }

    @Test(arguments: Style.allCases)
    func withoutColoursOnlyWhatMustBeToldApartLooksDifferent(_ style: Style) {
        let painted = Palette.monochrome.painted("x", style)
        #expect(!["3", "9"].contains { painted.contains("[\($0)") })
    }
}
