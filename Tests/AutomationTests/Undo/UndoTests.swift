import Journal
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Undoing a run")
struct UndoTests {
    /// Runs the body as a run, changes things by hand, undoes the run; gives the pictures before and after.
    private func picture(
        _ run: (RecordedRun) async throws -> Void, byHand: (RecordedRun) async throws -> Void = { _ in }
    ) async throws -> (before: AccountPicture, after: AccountPicture, undoing: Undoing) {
        try await withStage(isVIP: true, limits: .roomy) { stage in
            let before = try await AccountPicture(of: stage)
            let recorded = RecordedRun(on: stage)
            try await run(recorded)
            try await stage.setClock("2026-03-04T14:00:00.000Z")
            try await byHand(RecordedRun(on: stage))
            let (_, undoing) = try await recorded.undo()
            return (before, try await AccountPicture(of: stage), undoing)
        }
    }

    private static func movies(_ ids: [Int64], _ fields: [String: JSONValue] = [:]) -> [String: JSONValue] {
        [
            "movies": .array(
                ids.map { id in .object(fields.merging(["ids": ["trakt": .integer(id)]]) { one, _ in one }) })
        ]
    }

    private static let ids: [Int64] = [507, 622, 219, 1231, 268]

    @Test(
        "Everything on every shelf is as before, for what was there, what was not, and what the run did twice",
        arguments: [
            ("sync.watchlist", ["notes": "later"]), ("sync.favorites", ["notes": "so good"]),
            ("sync.ratings", ["rating": 3]), ("sync.collection", ["media_type": "vhs"]),
        ] as [(String, [String: JSONValue])])
    func shelves(_ group: String, _ fields: [String: JSONValue]) async throws {
        let there = try await picture { run in
            let name = group == "sync.collection" ? "movies" : "all"
            let own = try await run.read(group + ".get", .string(name)).compactMap { AccountEntry($0) }
                .filter { $0.kind == .movie }.compactMap { $0.names.ids["trakt"].flatMap { Int64($0) } }
            try await run.write(group + ".add", named: Self.movies(Self.ids + own.prefix(2), fields))
            try await run.write(group + ".remove", named: Self.movies([622] + own))
        }
        #expect(there.after.changes(from: there.before) == [:])
    }

    @Test("Nothing is read beforehand for what is added, and undoing tells it from what was there")
    func addedUnread() async throws {
        let result = try await picture { run in
            try await run.stage.forgetRequests()
            try await run.write("sync.watchlist.add", named: Self.movies(Self.ids))
            let requests = try await run.stage.requests()
            #expect(requests.map(\.description) == ["POST /sync/watchlist"])
        }
        #expect(result.after.changes(from: result.before) == [:])
        #expect(result.undoing.remarks == [])
    }

    @Test("What a rule has read itself is not read again for undoing")
    func readOnce() async throws {
        try await withStage(limits: .roomy) { stage in
            let run = RecordedRun(on: stage)
            try await run.read("sync.ratings.get", "all")
            try await stage.forgetRequests()
            try await run.write("sync.ratings.add", named: Self.movies(Self.ids, ["rating": 3]))
            try await run.write("sync.ratings.remove", named: Self.movies([507, 622]))
            #expect(try await stage.requests().filter { !$0.isWrite } == [])
        }
    }

    @Test("Without that, each kind is read once for a whole run")
    func readNarrowly() async throws {
        try await withStage(limits: .roomy) { stage in
            let run = RecordedRun(on: stage)
            try await run.write("sync.ratings.add", named: Self.movies([507], ["rating": 3]))
            try await run.write("sync.ratings.add", named: Self.movies([622], ["rating": 3]))
            #expect(try await stage.requests().filter { !$0.isWrite }.map(\.path) == ["/sync/ratings/movies"])
        }
    }

    @Test("Hidden titles come back, and those that the run hid are shown again")
    func hidden() async throws {
        let result = try await picture { run in
            let there = try await run.read("users.hidden.get", "dropped").compactMap {
                AccountEntry($0)?.names.ids["trakt"]
            }
            let shows = there.compactMap { Int64($0) }.map { JSONValue.object(["ids": ["trakt": .integer($0)]]) }
            if !shows.isEmpty { try await run.write("users.hidden.remove", "dropped", named: ["shows": .array(shows)]) }
            try await run.write("users.hidden.add", "calendar", named: Self.movies([507]))
            try await run.write("recommendations.hide_movie", 622)
        }
        #expect(result.after.changes(from: result.before) == [:])
    }

    @Test("A rating that somebody changed again stays, and is named")
    func changedSince() async throws {
        let result = try await picture { run in
            try await run.write("sync.ratings.add", named: Self.movies([507, 622], ["rating": 2]))
        } byHand: { hand in
            try await hand.write("sync.ratings.add", named: Self.movies([507], ["rating": 10]))
        }
        #expect(result.after.differences(from: result.before) == ["ratings/movie:507"])
        #expect(result.after.things["ratings/movie:507"]?.contains(#""rating":10"#) == true)
        #expect(result.undoing.remarks.map(\.kind) == [.left])
    }

    @Test("Plays that the run added go, plays that it removed come back, and like ones by hand stay")
    func history() async throws {
        let result = try await picture { run in
            try await run.write(
                "sync.history.add", named: Self.movies([507, 622], ["watched_at": "2026-03-01T20:15:00Z"]))
            try await run.write("sync.history.remove", named: Self.movies([622]))
        } byHand: { hand in
            try await hand.write(
                "sync.history.add", named: Self.movies([219], ["watched_at": "2026-03-01T20:15:00Z"]))
        }
        let changed = result.after.differences(from: result.before).filter { !$0.hasPrefix("watchlist/") }
        #expect(changed == ["history/movie:219 2026-03-01T20:15:00.000Z"])
    }

    @Test("Plays that were removed by their ids come back when the run had read them")
    func playsByID() async throws {
        let result = try await picture { run in
            let plays = try await run.read("sync.history.get", named: [:]).prefix(3)
            let ids = plays.compactMap { $0["id"] }
            #expect(ids.count == 3)
            try await run.read("sync.watchlist.get", "all")
            try await run.write("sync.history.remove", named: ["ids": .array(ids)])
        }
        #expect(result.after.changes(from: result.before) == [:])
    }

    @Test("A list that was deleted is made again with its settings, its things and their notes")
    func deletedList() async throws {
        let result = try await picture { run in
            let lists = try await run.read("users.lists.all", "me")
            let list = try #require(lists.first { ($0["item_count"]?.integer ?? 0) > 1 }?["ids"]?["trakt"])
            try await run.write("lists.update", "me", list, named: ["name": "Renamed", "description": "Other"])
            try await run.write("lists.items.add", "me", list, named: Self.movies([507], ["notes": "hm"]))
            try await run.write("lists.delete", "me", list)
        }
        #expect(result.after.changes(from: result.before) == [:])
        #expect(result.undoing.remarks.contains { $0.kind == .different && $0.sentence.contains("new id") })
    }

    @Test(
        "A list that was deleted gets its things back in their order, or says that it does not",
        arguments: [(4, true), (12, false)])
    func orderOfDeletedList(_ turns: Int, _ comesBack: Bool) async throws {
        try await withStage(isVIP: true, limits: .roomy) { stage in
            let hand = RecordedRun(on: stage)
            let list = try await hand.write(
                "lists.create", "me", named: ["name": "Mixed", "sort_by": "title", "sort_how": "desc"])["ids"]?["trakt"]
            let movies = try await stage.answer("/movies/popular?limit=20").array ?? []
            let shows = try await stage.answer("/shows/popular?limit=20").array ?? []
            for (movie, show) in zip(movies, shows).prefix(turns + 1) {
                for (kind, thing) in [("shows", show), ("movies", movie)] {
                    try await hand.write(
                        "lists.items.add", "me", list ?? 0, named: [kind: [["ids": thing["ids"] ?? .null]]])
                }
            }
            let before = try await order(of: "mixed", stage)
            #expect(before.count == 2 * (turns + 1))
            let run = RecordedRun(on: stage)
            // What the run took off before stands where it stood.
            try await run.write("lists.items.remove", "me", "mixed", named: ["shows": [["ids": shows[1]["ids"] ?? 0]]])
            try await run.write("lists.delete", "me", "mixed")
            let (_, undoing) = try await run.undo()
            let after = try await order(of: "mixed", stage)
            #expect((after == before) == comesBack)
            #expect(Set(after) == Set(before))
            let remark = try #require(undoing.remarks.first { $0.sentence.contains("put on it again") })
            #expect(remark.sentence.contains("one kind after the other") != comesBack)
        }
    }

    @Test("A list that the run brought into another order and then deleted gets its former one")
    func reorderedAndDeleted() async throws {
        try await withStage(isVIP: true, limits: .roomy) { stage in
            let hand = RecordedRun(on: stage)
            try await hand.write("lists.create", "me", named: ["name": "Five"])
            try await hand.write("lists.items.add", "me", "five", named: Self.movies(Self.ids))
            let before = try await order(of: "five", stage)
            let run = RecordedRun(on: stage)
            let items = try await run.read("users.lists.items", "me", "five").compactMap { $0["id"] }
            try await run.write("lists.items.reorder", "me", "five", named: ["rank": .array(items.reversed())])
            try await run.write("lists.delete", "me", "five")
            try await run.undo()
            #expect(try await order(of: "five", stage) == before)
            #expect(before.count == Self.ids.count)
        }
    }

    private func order(of list: String, _ stage: ScriptStage) async throws -> [String] {
        let items = try await stage.answer("/users/me/lists/\(list)/items/all/rank/asc?limit=250").array ?? []
        return items.compactMap { AccountEntry($0)?.key }
    }

    @Test("Texts come back also where emoji are read as short codes")
    func shortCodes() async throws {
        try await withStage(isVIP: true, limits: .roomy) { stage in
            let hand = RecordedRun(on: stage)
            let list = try await hand.write("lists.create", "me", named: ["name": "Mine", "description": "Old"])
            let id = list["ids"]?["trakt"] ?? 0
            try await stage.fault(["method": "GET", "path": "*", "kind": "short_codes"])
            let run = RecordedRun(on: stage)
            try await run.write("lists.update", "me", id, named: ["description": "New \u{1F603}"])
            try await run.write(
                "notes.add", named: ["movie": ["ids": ["trakt": 507]], "notes": "Seen with \u{1F603} faces"])
            let (_, undoing) = try await run.undo()
            #expect(undoing.remarks == [])
            #expect(Set(undoing.changes.changes.map(\.request.endpoint)) == ["lists.update", "notes.delete"])
            #expect(try await stage.answer("/users/me/lists/mine")["description"] == "Old")
        }
    }

    @Test("A list that the run made goes, but not when others put things on it")
    func madeList() async throws {
        let gone = try await picture { run in
            let list = try await run.write("lists.create", "me", named: ["name": "Made"])["ids"]?["trakt"] ?? 0
            try await run.write("lists.items.add", "me", list, named: Self.movies(Self.ids))
        }
        #expect(gone.after.changes(from: gone.before) == [:])
        let kept = try await picture { run in
            let list = try await run.write("lists.create", "me", named: ["name": "Made"])["ids"]?["trakt"] ?? 0
            try await run.write("lists.items.add", "me", list, named: Self.movies(Self.ids))
        } byHand: { hand in
            try await hand.write("lists.items.add", "me", "made", named: Self.movies([455]))
        }
        #expect(kept.after.differences(from: kept.before) == ["list Made/movie:455", "list/Made"])
    }

    @Test("Texts, settings and orders are as before")
    func own() async throws {
        let result = try await picture { run in
            let lists = try await run.read("users.lists.all", "me")
            let list = try #require(lists.first { ($0["item_count"]?.integer ?? 0) > 1 }?["ids"]?["trakt"])
            let items = try await run.read("users.lists.items", "me", list).compactMap { $0["id"] }
            try await run.write("lists.items.reorder", "me", list, named: ["rank": .array(items.reversed())])
            try await run.write("lists.items.update", "me", list, items[0], named: ["notes": "another one"])
            try await run.write("lists.update", "me", list, named: ["name": "Renamed", "privacy": "public"])
            try await run.write("users.settings.update", named: ["user": ["about": "Somebody else"]])
            let note = try await run.write(
                "notes.add", named: ["movie": ["ids": ["trakt": 507]], "notes": "A note of the run."])["id"]
            try await run.write("notes.update", note ?? 0, named: ["notes": "A better note."])
        }
        #expect(result.after.changes(from: result.before) == [:])
    }

    @Test("What cannot be taken back is named first, once for each endpoint, with the reason")
    func impossible() async throws {
        let result = try await picture { run in
            try await run.write("users.lists.like", "ada-marlow", "crime-evenings")
            try await run.write("users.lists.unlike", "ada-marlow", "crime-evenings")
            try await run.write("sync.watchlist.add", named: Self.movies(Self.ids))
        }
        #expect(result.undoing.remarks.map(\.subject) == ["users.lists.like", "users.lists.unlike"])
        #expect(result.undoing.remarks.allSatisfy { $0.kind == .impossible })
    }

    @Test("Undoing what undid a run does it again")
    func twice() async throws {
        try await withStage(limits: .roomy) { stage in
            let run = RecordedRun(on: stage)
            try await run.write("sync.ratings.add", named: Self.movies(Self.ids, ["rating": 2]))
            try await run.write("sync.watchlist.add", named: Self.movies(Self.ids))
            try await run.write(
                "sync.history.add", named: Self.movies([455], ["watched_at": "2026-03-01T20:15:00.000Z"]))
            let done = try await AccountPicture(of: stage)
            try await stage.setClock("2026-03-04T14:00:00.000Z")
            let (undo, _) = try await run.undo()
            try await stage.setClock("2026-03-04T15:00:00.000Z")
            try await undo.undo()
            let again = try await AccountPicture(of: stage)
            #expect(again.differences(from: done) == [])
        }
    }
}
