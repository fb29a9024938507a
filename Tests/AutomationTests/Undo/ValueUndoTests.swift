import Testing
import Trakt

@testable import Automation

@Suite("Undoing: orders and texts")
struct ValueUndoTests {
    @Test("An order comes back among what is still there, unless somebody brought it into another one since")
    func order() {
        var undo = OrderUndo(former: [1, 2, 3, 4])
        undo.putFirst([4, 2])
        #expect(undo.result(now: [4, 2, 1, 3]) == .restore([1, 2, 3, 4]))
        #expect(undo.result(now: [9, 4, 1, 3]) == .restore([1, 3, 4]))
        #expect(undo.result(now: [3, 4, 2, 1]) == .changedSince)
        #expect(undo.result(now: [1, 2, 3, 4]) == .nothing)
    }

    @Test("What a run found on a list that it deletes is put into the order it found, around what it did not find")
    func orderOfDeleted() {
        var undo = OrderUndo(former: [1, 2, 3])
        undo.putFirst([3, 1])
        let entries = [3, 9, 1, 2].compactMap { id in
            AccountEntry(["id": .integer(id), "type": "movie", "movie": ["ids": ["trakt": .integer(id)]]])
        }
        #expect(undo.sorted(entries).map { $0["id"] } == [1, 9, 2, 3])
    }

    @Test("A value that was changed twice becomes what it was before the first time; one that moved on stays")
    func fields() {
        var undo = FieldsUndo()
        undo.add(["name": "B", "privacy": "public"], before: ["name": "A", "privacy": "private"])
        undo.add(["name": "C"], before: ["name": "B", "privacy": "public"])
        #expect(undo.result(now: ["name": "C", "privacy": "public"]).body == ["name": "A", "privacy": "private"])
        let moved = undo.result(now: ["name": "Mine", "privacy": "public"])
        #expect(moved.body == ["privacy": "private"])
        #expect(moved.changedSince == ["name"])
        #expect(undo.result(now: ["name": "A", "privacy": "private"]).body == nil)
    }

    @Test("A value inside of another comes back alone")
    func nested() {
        var undo = FieldsUndo()
        undo.add(["user": ["about": "B"]], before: ["user": ["about": "A", "name": "Ada"]])
        #expect(undo.result(now: ["user": ["about": "B", "name": "New"]]).body == ["user": ["about": "A"]])
    }
}
