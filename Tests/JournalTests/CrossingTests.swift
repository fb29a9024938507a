import Testing
import Trakt

@testable import Journal

@Suite("Writes that may cross")
struct CrossingTests {
    private func request(_ endpoint: Endpoint, _ path: [JSONValue] = [], _ body: JSONValue? = nil) throws
        -> EffectRequest
    {
        let call = try endpoint.call(Arguments(path, named: body?.object ?? [:]))
        return EffectRequest(endpoint: call.endpoint.id, target: call.target, body: call.body)
    }

    private func movie(_ id: Int64) -> JSONValue { ["movies": [["ids": ["trakt": .integer(id)]]]] }
    private func show(_ id: Int64) -> JSONValue { ["shows": [["ids": ["trakt": .integer(id)]]]] }

    @Test("adding and removing the same thing cross, whichever comes first; another thing does not")
    func sameThing() throws {
        let add = try request(Catalogue.syncWatchlist.add, [], movie(1))
        let remove = try request(Catalogue.syncWatchlist.remove, [], movie(1))
        #expect(Crossing.isPossible(add, remove) && Crossing.isPossible(remove, add))
        #expect(!Crossing.isPossible(add, try request(Catalogue.syncWatchlist.remove, [], movie(2))))
        #expect(!Crossing.isPossible(add, try request(Catalogue.syncWatchlist.remove, [], show(1))))
        #expect(!Crossing.isPossible(add, try request(Catalogue.syncFavorites.remove, [], movie(1))))
    }

    @Test("the same request again changes nothing more; with another value it does")
    func sameAgain() throws {
        func rating(_ number: Int64) throws -> EffectRequest {
            try request(
                Catalogue.syncRatings.add, [],
                ["movies": [["ids": ["trakt": 1], "rating": .integer(number)]]])
        }
        #expect(!Crossing.isPossible(try rating(7), try rating(7)))
        #expect(Crossing.isPossible(try rating(7), try rating(8)))
    }

    @Test("what is named in two ways may be the same")
    func names() throws {
        let add = try request(Catalogue.syncWatchlist.add, [], movie(1))
        let remove = try request(Catalogue.syncWatchlist.remove, [], ["movies": [["ids": ["imdb": "tt0000001"]]]])
        #expect(Crossing.isPossible(add, remove))
    }

    @Test("two lists do not cross, a list and its items do, and a list's name may be any list's")
    func lists() throws {
        let add = try request(Catalogue.lists.addItems, ["me", 5], movie(1))
        #expect(!Crossing.isPossible(add, try request(Catalogue.lists.removeItems, ["me", 6], movie(1))))
        #expect(Crossing.isPossible(add, try request(Catalogue.lists.removeItems, ["me", 5], movie(1))))
        #expect(Crossing.isPossible(add, try request(Catalogue.lists.removeItems, ["me", "some"], movie(1))))
        #expect(Crossing.isPossible(add, try request(Catalogue.lists.delete, ["me", 5])))
        #expect(!Crossing.isPossible(add, try request(Catalogue.lists.delete, ["me", 6])))
        #expect(Crossing.isPossible(add, try request(Catalogue.lists.reorder, ["me"], ["rank": [6, 5]])))
    }

    @Test("a play crosses the watchlist, which it takes things off, and so does a scrobble")
    func plays() throws {
        let wanted = try request(Catalogue.syncWatchlist.add, [], show(1))
        let watched = try request(
            Catalogue.syncHistory.addHistory, [],
            ["episodes": [["ids": ["trakt": 9], "watched_at": "2026-03-01T20:00:00Z"]]])
        #expect(Crossing.isPossible(wanted, watched) && Crossing.isPossible(watched, wanted))
        let stopped = try request(
            Catalogue.scrobble.stop, [], ["episode": ["ids": ["trakt": 9]], "progress": 90])
        #expect(Crossing.isPossible(wanted, stopped))
    }

    @Test("the removal of plays by their ids crosses nothing that comes later")
    func removal() throws {
        let removed = try request(Catalogue.syncHistory.removeHistory, [], ["ids": [4, 5]])
        let watched = try request(Catalogue.syncHistory.addHistory, [], movie(1))
        #expect(!Crossing.isPossible(removed, watched))
        #expect(Crossing.isPossible(watched, removed))
    }
}
