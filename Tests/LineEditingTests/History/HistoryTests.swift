import LineEditing
import Testing

@Suite struct HistoryTests {
    @Test func olderAndNewerEntriesComeInTurnAndAtLastWhatWasBeingTyped() {
        var history = History(["one", "two", "three"])
        #expect(history.older(than: "", beforeCursor: "") == "three")
        #expect(history.older(than: "three", beforeCursor: "three") == "two")
        #expect(history.older(than: "two", beforeCursor: "two") == "one")
        #expect(history.older(than: "one", beforeCursor: "one") == nil)
        #expect(history.newer(than: "one", beforeCursor: "one") == "two")
        #expect(history.newer(than: "two", beforeCursor: "two") == "three")
        #expect(history.newer(than: "three", beforeCursor: "three") == "")
        #expect(history.newer(than: "", beforeCursor: "") == nil)
    }

    @Test func whatIsBeforeTheCursorChoosesTheEntries() {
        var history = History(["print(1)", "trakt.x", "print(2)", "local x"])
        #expect(history.older(than: "pri", beforeCursor: "pr") == "print(2)")
        #expect(history.older(than: "print(2)", beforeCursor: "print(2)") == "print(1)")
        #expect(history.older(than: "print(1)", beforeCursor: "print(1)") == nil)
        #expect(history.newer(than: "print(1)", beforeCursor: "print(1)") == "print(2)")
        #expect(history.newer(than: "print(2)", beforeCursor: "print(2)") == "pri")
    }

    @Test func theSameEntryIsNotShownTwiceInARow() {
        var history = History(["a", "b", "a"])
        #expect(history.older(than: "a", beforeCursor: "") == "b")
        #expect(history.older(than: "b", beforeCursor: "b") == "a")
    }

    @Test func aChangedEntryStaysChangedUntilSomethingIsEntered() {
        var history = History(["one", "two"])
        _ = history.older(than: "", beforeCursor: "")
        #expect(history.older(than: "two!", beforeCursor: "") == "one")
        #expect(history.newer(than: "one", beforeCursor: "one") == "two!")
        history.add("new")
        #expect(history.entries == ["one", "two", "new"])
        #expect(history.older(than: "", beforeCursor: "") == "new")
        #expect(history.older(than: "new", beforeCursor: "new") == "two")
    }

    @Test func nothingIsKeptTwiceInARowNorWhatBeginsWithASpace() {
        var history = History()
        for text in ["a", "a", " secret", "", "\n", "b", "a"] { history.add(text) }
        #expect(history.entries == ["a", "b", "a"])
    }

    @Test func onlyTheNewestAreKept() {
        var history = History(["a", "b", "c"], limit: 2)
        #expect(history.entries == ["b", "c"])
        history.add("d")
        #expect(history.entries == ["c", "d"])
    }
}
