import Foundation
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Additions that can be one request")
struct AdditionTests {
    private func addition(_ body: JSONValue, to target: String = "/sync/watchlist") -> Addition? {
        let endpoint = target == "/sync/watchlist" ? Catalogue.syncWatchlist.add : Catalogue.lists.addItems
        return Addition(Call(endpoint: endpoint, target: target, body: body.encoded))
    }

    @Test("name things of one list by Trakt's numbers, each once")
    func joining() throws {
        let one = try #require(addition(["movies": [["ids": ["trakt": 1]]]]))
        let other = try #require(addition(["movies": [["ids": ["trakt": 2]]]]))
        let both = try #require(addition(["movies": [["ids": ["trakt": 3]]], "shows": [["ids": ["trakt": 1]]]]))
        #expect(one.joins([]) && other.joins([one]) && both.joins([]))
        #expect(!one.joins([other, one]), "the same thing twice")
        #expect(!both.joins([one]) && !one.joins([both]), "an order of its own for each kind")
        let elsewhere = try #require(
            addition(["movies": [["ids": ["trakt": 3]]]], to: "/users/me/lists/5/items"))
        #expect(!elsewhere.joins([one]))
        #expect(addition(["movies": [["ids": ["imdb": "tt1"]]]]) == nil, "another name may be the same thing")
        #expect(addition(["movies": [["title": "X"]]]) == nil)
        #expect(addition(["movies": []]) == nil)
        #expect(addition(["movies": [["ids": ["trakt": 1]]], "rank": 1]) == nil)
    }

    @Test("are not more than one request may have")
    func size() throws {
        func many(_ range: Range<Int64>) -> Addition? {
            addition(["movies": .array(range.map { ["ids": ["trakt": .integer($0)]] })])
        }
        let most = try #require(many(1..<201))
        let another = try #require(many(201..<202))
        #expect(!another.joins([most]))
        #expect(many(1..<202) == nil)
    }

    @Test(
        "are not joined where a thing is named by more than Trakt's number, which may be another's",
        arguments: [
            ["ids": ["trakt": 1, "tmdb": 550]], ["ids": ["trakt": "01"]], ["ids": ["trakt": 1], "title": "X"],
            ["ids": ["trakt": -1]], ["ids": ["trakt": 0]], ["ids": ["slug": "x"]],
        ] as [JSONValue])
    func names(_ item: JSONValue) {
        #expect(addition(["movies": [item]]) == nil)
        #expect(addition(["people": [["ids": ["trakt": 1]]]]) == nil)
        #expect(
            addition(["shows": [["ids": ["trakt": 1], "seasons": [["number": 1, "episodes": [["number": 2]]]]]]]) == nil
        )
    }

    @Test("are together what they are one after the other")
    func together() throws {
        let one = try #require(addition(["movies": [["ids": ["trakt": 1], "notes": "n"]]]))
        let other = try #require(addition(["movies": [["ids": ["trakt": 2]]]]))
        let call = try #require(Addition.together([one, other]))
        #expect(call.document == ["movies": [["ids": ["trakt": 1], "notes": "n"], ["ids": ["trakt": 2]]]])
        #expect(call.target == "/sync/watchlist")
        let elsewhere = try #require(addition(["movies": [["ids": ["trakt": 3]]]], to: "/users/me/lists/5/items"))
        #expect(Addition.together([one, elsewhere]) == nil && Addition.together([one, one]) == nil)
    }

    @Test(
        "may be shown by reads of lists and of what follows from them, and by no others",
        arguments: [
            ("sync.watchlist.get", true), ("users.lists.all", true), ("sync.last_activities", true),
            ("calendars.my_shows", true), ("calendars.all_shows", false), ("sync.history.get", false),
            ("movies.get", false), ("movies.lists", true), ("movies.anticipated", true), ("users.settings.get", true),
            ("search.text", false),
            ("search.id", true), ("recommendations.movies", true), ("sync.progress.up_next", true),
            ("calendars.media", true), ("calendars.hot_releases", false),
        ])
    func shown(_ id: String, _ isShown: Bool) throws {
        let endpoint = try #require(Catalogue.endpoint(named: id))
        let addition = try #require(self.addition(["movies": [["ids": ["trakt": 1]]]]))
        let read = Call(endpoint: endpoint, target: "/x", body: nil)
        #expect(addition.mayShow(in: read, wantsOnlyNames: false) == isShown)
        let movies = Call(endpoint: endpoint, target: "/search/trakt/1?type=movie", body: nil)
        #expect(addition.mayShow(in: movies, wantsOnlyNames: false) == (isShown && id != "search.id"))
        let lists = Call(endpoint: endpoint, target: "/search/movie,list?query=x", body: nil)
        #expect(addition.mayShow(in: lists, wantsOnlyNames: false) == (isShown || id.hasPrefix("search.")))
        let filtered = Call(endpoint: endpoint, target: "/x?ignore_watchlisted=true", body: nil)
        #expect(addition.mayShow(in: filtered, wantsOnlyNames: false))
        #expect(!addition.mayShow(in: read, wantsOnlyNames: true))
    }

    @Test("get the answers that each would have got alone, one after the other", arguments: RandomSeeds.some(200))
    func shares(_ seed: UInt64) async throws {
        var chance = SeededChance(seed)
        var list = ListModel(&chance)
        let kind = chance.one(of: ["movies", "shows"])
        let additions = try (0..<2 + chance.below(3)).map { place in
            try #require(addition(ListModel.body(place, of: kind, &chance)))
        }
        var alone = list
        let expected = additions.map { alone.answer(to: $0.call.document) }
        let answer = list.answer(to: try #require(Addition.together(additions)).document)
        let shares = try #require(AdditionShares(additions, answer: answer))
        let entries = list.entries
        var isAsked = false
        let bodies = await shares.bodies {
            isAsked = true
            return entries
        }
        #expect(bodies == expected, "seed \(seed)")
        let isMixed = ["added", "existing"].allSatisfy { (answer[$0]?[kind]?.integer ?? 0) > 0 }
        #expect(!isAsked || isMixed, "seed \(seed)")
    }

    @Test("get none where the answer says something else than what was asked")
    func nonsense() async throws {
        let one = try #require(addition(["movies": [["ids": ["trakt": 1]]]]))
        let other = try #require(addition(["movies": [["ids": ["trakt": 2]]]]))
        let answers: [JSONValue] = [
            [:], ["added": ["movies": 2]], ["added": ["movies": 3], "existing": ["movies": 0]],
            ["added": ["movies": 1], "existing": ["movies": 1]],
            ["added": ["movies": .integer(.max)], "existing": ["movies": .integer(.max)]],
            ["added": ["movies": -1], "existing": ["movies": 3]],
            ["added": ["movies": 1], "existing": ["movies": 0], "not_found": ["movies": [["ids": ["trakt": 9]]]]],
        ]
        for answer in answers {
            let shares = try #require(AdditionShares([one, other], answer: answer))
            #expect(await shares.bodies { [] } == nil, "\(answer)")
        }
    }
}

/// A list as Trakt keeps it, as far as additions tell.
private struct ListModel {
    private static let unknown: Int64 = 7
    private var movies: [Int64]
    private var shows: [Int64]

    init(_ chance: inout SeededChance) {
        movies = (1...40).filter { _ in chance.below(3) == 0 }
        shows = (1...40).filter { _ in chance.below(3) == 0 }
    }

    /// Things that no other place names.
    static func body(_ place: Int, of kind: String, _ chance: inout SeededChance) -> JSONValue {
        func some() -> JSONValue {
            .array(
                (1...10).filter { _ in chance.below(3) == 0 }.map {
                    ["ids": ["trakt": .integer(Int64(place * 10 + $0))]]
                })
        }
        let things = some()
        return [kind: things == [] ? [["ids": ["trakt": .integer(Int64(place * 10 + 1))]]] : things]
    }

    mutating func answer(to body: JSONValue) -> JSONValue {
        var (added, existing, missing): ([String: Int64], [String: Int64], [String: [JSONValue]]) = ([:], [:], [:])
        for name in ["movies", "shows"] {
            (added[name], existing[name], missing[name]) = (0, 0, [])
            for item in body[name]?.array ?? [] {
                let id = item["ids"]?["trakt"]?.integer ?? 0
                if id % 10 == Self.unknown {
                    missing[name, default: []].append(item)
                } else if (name == "movies" ? movies : shows).contains(id) {
                    existing[name, default: 0] += 1
                } else {
                    added[name, default: 0] += 1
                    if name == "movies" { movies.append(id) } else { shows.append(id) }
                }
            }
        }
        return [
            "added": .object(added.mapValues { .integer($0) }),
            "existing": .object(existing.mapValues { .integer($0) }),
            "not_found": .object(missing.mapValues { .array($0) }),
            "list": [
                "updated_at": "2026-03-04T12:00:00.000Z", "item_count": .integer(Int64(movies.count + shows.count)),
            ],
        ]
    }

    /// All of it, what came last with the highest numbers.
    var entries: [AccountEntry] {
        func entry(_ kind: String, _ position: Int, _ id: Int64) -> AccountEntry? {
            AccountEntry(
                [
                    "type": .string(kind), "id": .integer(Int64(position)), "listed_at": "2026-03-04T12:00:00.000Z",
                    kind: ["ids": ["trakt": .integer(id)]],
                ] as JSONValue)
        }
        return movies.enumerated().compactMap { entry("movie", $0.offset, $0.element) }
            + shows.enumerated().compactMap { entry("show", $0.offset, $0.element) }
    }
}
