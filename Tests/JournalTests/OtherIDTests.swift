import Journal
import TestSupport
import Testing
import Trakt

/// In the sandbox's library the movie 507 has the ids tt0032138 and 630 at IMDb and TMDB, and 1388 is a show.
@Suite("Plays of what is named by ids that may lead elsewhere")
struct OtherIDTests {
    private static let minute = "2026-02-01T20:15:00Z"

    @Test("A slug of digits is not taken for Trakt's number of something else")
    func digits() async throws {
        try await withEffects { effects in
            let time: JSONValue = "2026-02-01T20:15:00.000Z"
            let (movie, show): (JSONValue, JSONValue) = (["slug": "507"], ["slug": "1388"])
            let answer = try await effects.add([
                "movies": [["ids": movie, "watched_at": time]], "shows": [["ids": show, "watched_at": time]],
            ])
            #expect(answer["added"] == ["movies": 0, "episodes": 0])
            #expect(answer["not_found"]?["movies"]?.array?.map { $0["ids"] } == [movie])
            #expect(answer["not_found"]?["shows"]?.array?.map { $0["ids"] } == [show])
            #expect(try await effects.plays(Self.minute).isEmpty)
        }
    }

    @Test("A number of Trakt's that leads nowhere is not found, and Trakt looks for no other name of the thing")
    func wrongNumber() async throws {
        try await withEffects { effects in
            let ids: JSONValue = ["trakt": 99_999_999, "imdb": "tt0032138"]
            let play: JSONValue = ["ids": ids, "watched_at": "2026-02-01T20:15:00.000Z"]
            let answer = try await effects.add(["movies": [play]])
            #expect(answer["added"] == ["movies": 0, "episodes": 0])
            #expect(answer["not_found"]?["movies"] == [play])
            _ = try await effects.add(
                ["movies": [["ids": ["trakt": 507], "watched_at": "2026-02-01T20:15:00Z"]]], key: "two")
            let removed = try await effects.perform(
                Catalogue.syncHistory.removeHistory, [], ["movies": [["ids": ids]]], key: "three")
            #expect(removed["deleted"] == ["movies": 0, "episodes": 0])
            #expect(removed["not_found"]?["movies"] == [["ids": ids]])
            #expect(try await effects.plays(Self.minute) == [507])
        }
    }

    @Test("A thing is found by the id that Trakt knows, where it does not know another")
    func oneIDOfTwo() async throws {
        try await withEffects { effects in
            try await effects.stage.fault([
                "method": "POST", "path": "/sync/history", "kind": "apply_then_cut", "count": 1,
            ])
            let ids: JSONValue = ["imdb": "tt9999999", "tmdb": 630]
            let answer = try await effects.add(["movies": [["ids": ids, "watched_at": "2026-02-01T20:15:00Z"]]])
            #expect(answer["added"] == ["movies": 1, "episodes": 0])
            #expect(try await effects.plays(Self.minute) == [507])
        }
    }
}
