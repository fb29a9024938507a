import Testing

@testable import LineEditing

@Suite struct SceneTests {
    private func scene(_ text: String, columns: Int = 10, rows: Int = 5, cursor: Int? = nil) -> Scene {
        let characters = Array(text)
        return Scene(
            prompt: "> ", continuation: ". ", text: characters, cursor: cursor ?? characters.count,
            size: TerminalSize(columns: columns, rows: rows))
    }

    private func shown(_ picture: Picture) -> [String] { picture.rows.map { $0.map(\.text).joined() } }

    @Test func eachLineHasItsPrompt() {
        let picture = scene("one\ntwo", cursor: 5).picture()
        #expect(shown(picture) == ["> one", ". two"])
        #expect(picture.cursor == Place(row: 1, column: 3))
    }

    @Test func aLineGoesOnInTheNextRowWhereTheScreenEnds() {
        #expect(shown(scene("12345678").picture()) == ["> 12345678", ""], "the cursor has a place")
        #expect(scene("12345678").picture().cursor == Place(row: 1, column: 0))
        #expect(shown(scene("123456789\n").picture()) == ["> 12345678", "9", ". "])
        #expect(scene("12345678\nx", cursor: 8).picture().cursor == Place(row: 1, column: 0))
    }

    @Test func aWideCharacterIsNotCutInTwo() {
        let picture = scene("1234567日本", cursor: 7).picture()
        #expect(shown(picture) == ["> 1234567", "日本"])
        #expect(picture.cursor == Place(row: 1, column: 0))
        #expect(shown(scene("日", columns: 1).picture()) == ["> ", "日", ""])
    }

    @Test func whatATerminalWouldNotShowIsShown() {
        #expect(shown(scene("a\tb", columns: 40).picture()) == ["> a   b"])
        #expect(shown(scene("a\u{1B}[b\u{7F}", columns: 40).picture()) == ["> a^[[b^?"])
        #expect(shown(scene("a\u{200B}b\u{202E}\u{9B}", columns: 40).picture()) == ["> a<200B>b<202E><9B>"])
    }

    @Test func aHintStandsBehindTheCursorsLineAndNeverWraps() {
        var scene = scene("ab\ncd", cursor: 1)
        scene.hint = "(x)"
        #expect(shown(scene.picture()) == ["> ab(x)", ". cd"])
        scene.hint = "(a, long, one)\nmore"
        #expect(shown(scene.picture()) == ["> ab(a, l…", ". cd"])
        #expect(scene.picture().cursor == Place(row: 0, column: 3))
        #expect(shown(scene.wholePicture()) == ["> ab", ". cd"])
    }

    @Test func stylesGoByCharactersAndLaterOnesWin() {
        var scene = scene("日b\u{07}c")
        scene.styles = [StyledRange(0..<3, .string), StyledRange(1..<2, .problem), StyledRange(3..<99, .number)]
        #expect(
            scene.picture().rows[0].map(\.style) == [
                .prompt, .prompt, .string, .problem, .problem, .problem, .number,
            ])
    }

    @Test func aTextHigherThanTheScreenStandsStillWhileTheCursorIsInIt() {
        let text = (1...9).map { "l\($0)" }.joined(separator: "\n")
        let end = scene(text).picture()
        #expect(shown(end) == [". l5", ". l6", ". l7", ". l8", ". l9"])
        let up = scene(text, cursor: 17).picture(hidden: end.hidden)
        #expect(shown(up) == shown(end))
        #expect(up.cursor == Place(row: 1, column: 4))
        let top = scene(text, cursor: 0).picture(hidden: up.hidden)
        #expect(shown(top) == ["> l1", ". l2", ". l3", ". l4", ". l5"])
        #expect(shown(scene(text).wholePicture()).count == 9)
    }

    @Test func aListLeavesRoomForTheTextAndTheTextForTheList() {
        var scene = scene((1...9).map { "l\($0)" }.joined(separator: "\n"), rows: 6)
        scene.menu = CompletionMenu(candidates: (1...9).map { Completions.Candidate("candidate\($0)") })
        #expect(shown(scene.picture()) == [". l7", ". l8", ". l9", "candidate1", "candidate2", "… and 7 m…"])
        scene.size.rows = 1
        #expect(shown(scene.picture()) == [". l9"])
    }
}
