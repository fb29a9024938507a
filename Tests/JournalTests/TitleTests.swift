import Journal
import TestSupport
import Testing
import Trakt

/// In the sandbox's library the movie 507 is The Wizard of Oz of 1939, and 1388 is Breaking Bad of 2008.
@Suite("Plays of what only a title names")
struct TitleTests {
    private static let minute = "2026-02-01T20:15:00Z"

    private static func movie(_ title: String, _ year: Int64) -> JSONValue {
        ["title": .string(title), "year": .integer(year), "watched_at": "2026-02-01T20:15:00.000Z"]
    }

    private static func removed(_ movies: JSONValue...) -> JSONValue { ["movies": .array(movies)] }

    private static let years: [Int64] = [1939, 1940]

    @Test("are sent by Trakt's number, and an answer that never came adds none twice", arguments: years)
    func added(year: Int64) async throws {
        for fault in ["apply_then_cut", "cut_before_headers"] {
            try await withEffects { effects in
                try await effects.stage.fault([
                    "method": "POST", "path": "/sync/history", "kind": .string(fault), "count": 1,
                ])
                let answer = try await effects.add(["movies": [Self.movie("The Wizard of Oz", year)]])
                #expect(answer["added"] == ["movies": 1, "episodes": 0])
                #expect(try await effects.plays(Self.minute) == [507])
                let sent = try await effects.writes(to: "/sync/history")
                #expect(sent.count == (fault == "apply_then_cut" ? 1 : 2))
                for request in sent {
                    #expect(
                        request.body["movies"] == [["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00.000Z"]])
                }
            }
        }
    }

    @Test("are one with those of the same thing by its id", arguments: years)
    func oneThing(year: Int64) async throws {
        try await withEffects { effects in
            let titled = Self.movie("the wizard of oz", year)
            _ = try await effects.add(["movies": [titled]])
            let byID: JSONValue = ["ids": ["imdb": "tt0032138"], "watched_at": "2026-02-01T20:15:00Z"]
            let answer = try await effects.add(["movies": [byID, titled]], key: "two")
            #expect(answer["added"] == ["movies": 0, "episodes": 0])
            #expect(try await effects.plays(Self.minute) == [507])
        }
    }

    @Test("are found in spite of what a search takes for an operator")
    func operators() async throws {
        try await withEffects { effects in
            let answer = try await effects.add([
                "movies": [
                    Self.movie("Spider-Man: Into the Spider-Verse", 2018), Self.movie("E.T. the Extra-Terrestrial", 1),
                ]
            ])
            #expect(answer["added"] == ["movies": 2, "episodes": 0])
            let sent = try #require(try await effects.writes(to: "/sync/history").first?.body["movies"]?.array)
            #expect(sent.allSatisfy { $0["ids"]?["trakt"] != nil && $0["title"] == nil })
        }
    }

    @Test("are those of a show's episodes, too")
    func show() async throws {
        try await withEffects { effects in
            let show: JSONValue = [
                "title": "Breaking Bad", "year": 2009, "watched_at": "2026-02-01T20:15:00Z",
                "seasons": [["number": 1], ["number": 44]],
            ]
            let answer = try await effects.add(["shows": [show]])
            #expect(answer["added"] == ["movies": 0, "episodes": 7])
            #expect(answer["not_found"]?["shows"]?.array?.map { $0["title"] } == ["Breaking Bad"])
            #expect(answer["not_found"]?["shows"]?.array?.first?["seasons"] == [["number": 44]])
            #expect(try await effects.plays(Self.minute).count == 7)
            #expect(try await effects.writes(to: "/sync/history").first?.body["shows"] == nil)
        }
    }

    @Test("are told as not found where no title is like it, and only what is known is sent")
    func unknown() async throws {
        let stranger = Self.movie("No Such Film", 1999)
        try await withEffects { effects in
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history", "kind": "apply_then_cut", "count": 1,
            ])
            let answer = try await effects.add(["movies": [stranger, Self.movie("Casablanca", 1942)]])
            #expect(answer["added"] == ["movies": 1, "episodes": 0])
            #expect(answer["not_found"]?["movies"] == [stranger])
            let sent = try await effects.writes(to: "/sync/history")
            #expect(sent.map { $0.body["movies"]?.array?.count } == [1])
            // What the journal keeps tells the same.
            let again = try await effects.add(["movies": [stranger, Self.movie("Casablanca", 1942)]])
            #expect(again == answer)

            let alone = try await effects.add(["movies": [stranger]], key: "two")
            #expect(alone["added"] == ["movies": 0, "episodes": 0])
            #expect(alone["not_found"]?["movies"] == [stranger])
            let removed = try await effects.perform(
                Catalogue.syncHistory.removeHistory, [], Self.removed(["title": "No Such Film", "year": 1999]),
                key: "three")
            #expect(removed["deleted"] == ["movies": 0, "episodes": 0])
            #expect(removed["not_found"]?["movies"] == [["title": "No Such Film", "year": 1999]])
            #expect(try await effects.writes(to: "/sync/history/remove").isEmpty)
            #expect(try await effects.writes(to: "/sync/history").count == 1)
        }
    }

    @Test("are removed by their own numbers, which the journal keeps for taking it back", arguments: years)
    func removal(year: Int64) async throws {
        try await withEffects { effects in
            _ = try await effects.stage.client().send(
                Catalogue.syncHistory.removeHistory.call(Arguments(named: ["movies": [["ids": ["trakt": 507]]]])))
            try await effects.stage.forgetRequests()
            _ = try await effects.add(["movies": [["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00Z"]]])
            let answer = try await effects.perform(
                Catalogue.syncHistory.removeHistory, [],
                Self.removed(["title": "The Wizard of Oz", "year": .integer(year)]), key: "two")
            #expect(answer["deleted"] == ["movies": 1, "episodes": 0])
            let sent = try #require(try await effects.writes(to: "/sync/history/remove").first)
            #expect(sent.body["movies"] == nil)
            #expect(sent.body["ids"]?.array?.count == 1)
            let before = try #require(try await effects.effect("two")?.effect.before)
            #expect(try JSONValue(parsing: before)["plays"]?.array?.count == 1)
        }
    }
}
