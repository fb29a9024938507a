import TestSupport
import Testing

@testable import LineEditing

@Suite struct CompletionMenuTests {
    private func shown(_ menu: CompletionMenu, columns: Int, atMost rows: Int) -> [String] {
        menu.rows(columns: columns, atMost: rows).map { row in
            row.map { $0.style == .selection ? $0.text.uppercased() : $0.text }.joined()
        }
    }

    private func menu(_ texts: [String], selected: Int? = nil) -> CompletionMenu {
        CompletionMenu(candidates: texts.map { Completions.Candidate($0) }, selected: selected)
    }

    @Test func candidatesAreReadDownTheColumns() {
        #expect(
            shown(menu(["one", "two", "three", "four", "five"], selected: 1), columns: 14, atMost: 5) == [
                "one    four", "TWO    five", "three",
            ])
    }

    @Test func notesStandBesideInAColumn() {
        let menu = CompletionMenu(candidates: [
            Completions.Candidate("genres", note: "array of names"), Completions.Candidate("id", note: "a number"),
            Completions.Candidate("x"),
        ])
        #expect(
            shown(menu, columns: 40, atMost: 5) == [
                "genres  array of names", "id      a number", "x",
            ])
        #expect(shown(menu, columns: 16, atMost: 5) == ["genres  array o…", "id      a number", "x"])
        #expect(shown(menu, columns: 4, atMost: 5) == ["gen…", "id", "x"])
    }

    @Test func whatDoesNotFitIsCountedAndComesOnLaterPages() {
        let texts = (1...20).map { "n\($0)" }
        #expect(shown(menu(texts), columns: 8, atMost: 4) == ["n1   n4", "n2   n5", "n3   n6", "… and 1…"])
        #expect(
            shown(menu(texts, selected: 19), columns: 12, atMost: 3) == ["n17  n19", "n18  N20", "17–20 of 20"])
        #expect(shown(menu(texts), columns: 8, atMost: 1) == ["n1   n2"])
        #expect(shown(menu(texts), columns: 8, atMost: 0) == [])
    }

    @Test(arguments: RandomSeeds.some(100))
    func aListAlwaysFitsTheScreenAndShowsWhatIsChosen(_ seed: UInt64) {
        var random = SeededChance(seed)
        let texts = ["a", "日本語", "a_long_name_of_something", "👩‍👩‍👧", "\u{1B}x", "e\u{301}", ""]
        let candidates = (0..<Int.random(in: 1...40, using: &random)).map { _ in
            Completions.Candidate(random.one(of: texts), note: random.one(of: texts))
        }
        let chosen = Int.random(in: 0..<candidates.count, using: &random)
        let columns = Int.random(in: 2...60, using: &random)
        let limit = Int.random(in: 1...8, using: &random)
        let rows = CompletionMenu(candidates: candidates, selected: chosen).rows(columns: columns, atMost: limit)
        #expect(rows.count <= limit)
        #expect(rows.allSatisfy { Picture.width($0) <= columns })
        #expect(
            candidates[chosen].text.isEmpty || rows.joined().contains { $0.style == .selection || $0.style == .problem }
        )
    }
}
