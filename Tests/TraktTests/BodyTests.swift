import Testing
import Trakt

@Suite("Bodies of writes")
struct BodyTests {
    private func body(_ name: String, _ values: [String: JSONValue], path: [JSONValue] = []) throws -> String {
        let endpoint = try #require(Catalogue.endpoint(named: name))
        let call = try endpoint.call(Arguments(path, named: values))
        return String(decoding: try #require(call.body), as: UTF8.self)
    }

    private func refusal(
        _ name: String, _ values: [String: JSONValue], path: [JSONValue] = []
    ) throws -> CallError {
        let endpoint = try #require(Catalogue.endpoint(named: name))
        return try #require(throws: CallError.self) { _ = try endpoint.call(Arguments(path, named: values)) }
    }

    private let movie: JSONValue = [
        "title": "Batman Begins", "year": 2005, "overview": "…", "rating": 8.3, "votes": 100,
        "ids": ["trakt": 1, "slug": "batman-begins-2005", "imdb": "tt0372784", "tmdb": 272, "plex": ["guid": "5d"]],
    ]

    @Test("name things by ids alone, however they were given")
    func ids() throws {
        let full = #"{"movies":[{"ids":{"imdb":"tt0372784","slug":"batman-begins-2005","tmdb":272,"trakt":1}}]}"#
        #expect(try body("sync.history.add", ["movies": [movie]]) == full)
        #expect(try body("sync.history.add", ["movies": [["listed_at": "x", "id": 9, "movie": movie]]]) == full)
        #expect(
            try body("sync.watchlist.add", ["movies": [12, "tt0372784", "heat-1995", ["tmdb": 272]]])
                == #"{"movies":[{"ids":{"trakt":12}},{"ids":{"imdb":"tt0372784"}},{"ids":{"slug":"heat-1995"}},{"ids":{"tmdb":272}}]}"#
        )
        #expect(
            try body("lists.items.add", ["people": [["name": "Bryan Cranston"]]], path: ["me", "x"])
                == #"{"people":[{"name":"Bryan Cranston"}]}"#)
        #expect(
            try body("sync.history.add", ["movies": [["title": "Heat", "year": 1995]]])
                == #"{"movies":[{"title":"Heat","year":1995}]}"#)
    }

    @Test("take seasons and episodes of a show by number, with extras at every depth")
    func nested() throws {
        let show: JSONValue = [
            "ids": ["trakt": 5],
            "seasons": [
                ["number": 1, "episodes": [["number": 3, "watched_at": "2026-01-02T03:04:05Z"], 4]], ["number": 2],
            ],
        ]
        #expect(
            try body("sync.history.add", ["shows": [show]])
                == #"{"shows":[{"ids":{"trakt":5},"seasons":[{"episodes":[{"number":3,"watched_at":"2026-01-02T03:04:05Z"},{"number":4}],"number":1},{"number":2}]}]}"#
        )
        let ratings: JSONValue = ["ids": ["trakt": 5], "seasons": [["number": 1, "rating": 9]]]
        #expect(
            try body("sync.ratings.add", ["shows": [ratings]])
                == #"{"shows":[{"ids":{"trakt":5},"seasons":[{"number":1,"rating":9}]}]}"#)
        let error = try refusal("sync.history.add", ["shows": [["ids": ["trakt": 5], "seasons": [["episodes": []]]]]])
        #expect(error.parameter == "shows[1].seasons[1].number")
    }

    @Test("need ids")
    func missingIDs() throws {
        let error = try refusal("sync.history.add", ["movies": [movie, ["title": "Heat"]]])
        #expect(error.code == .missingIDs && error.parameter == "movies[2]")
        #expect(try refusal("sync.history.add", ["episodes": [["number": 3]]]).code == .missingIDs)
        #expect(try refusal("sync.history.add", ["movies": [["ids": [:]]]]).code == .missingIDs)
        #expect(try refusal("sync.history.add", ["movies": [["ids": ["imbd": "tt1"]]]]).sentence.contains("\"imdb\""))
        #expect(try refusal("sync.history.add", ["movies": [true]]).code == .wrongType)
        #expect(try refusal("sync.history.add", [:]).code == .missingParameter)
    }

    @Test("check extras: ratings from 1 to 10, notes up to 500 characters, moments")
    func extras() throws {
        func rated(_ rating: JSONValue) -> [String: JSONValue] {
            ["movies": [["ids": ["trakt": 1], "rating": rating]]]
        }
        #expect(try body("sync.ratings.add", rated(10)) == #"{"movies":[{"ids":{"trakt":1},"rating":10}]}"#)
        #expect(try body("sync.ratings.add", rated(7.0)) == #"{"movies":[{"ids":{"trakt":1},"rating":7}]}"#)
        #expect(try refusal("sync.ratings.add", rated(0)).code == .outOfRange)
        #expect(try refusal("sync.ratings.add", rated(11)).parameter == "movies[1].rating")
        #expect(try refusal("sync.ratings.add", rated(7.5)).code == .wrongType)
        #expect(try refusal("sync.ratings.add", ["movies": [1]]).code == .missingParameter)
        // The community's rating that comes with a movie is not the user's.
        #expect(try refusal("sync.ratings.add", ["movies": [movie]]).code == .missingParameter)

        let long = String(repeating: "é", count: 500)
        let noted: JSONValue = ["ids": ["trakt": 1], "notes": .string(long)]
        #expect(try body("sync.watchlist.add", ["movies": [noted]]).contains(long))
        let longer: JSONValue = ["ids": ["trakt": 1], "notes": .string(long + "!")]
        #expect(try refusal("sync.watchlist.add", ["movies": [longer]]).code == .tooLong)

        for word in ["released", "unknown", "2026-01-02T03:04:00.000Z"] {
            let item: JSONValue = ["ids": ["trakt": 1], "watched_at": .string(word)]
            #expect(try body("sync.history.add", ["movies": [item]]).contains(word))
        }
        let soon: JSONValue = ["ids": ["trakt": 1], "watched_at": "soon"]
        #expect(try refusal("sync.history.add", ["movies": [soon]]).parameter == "movies[1].watched_at")
        let collected: JSONValue = ["ids": ["trakt": 1], "resolution": "uhd_4k", "3d": true, "audio_channels": "5.1"]
        #expect(
            try body("sync.collection.add", ["movies": [collected]])
                == #"{"movies":[{"3d":true,"audio_channels":"5.1","ids":{"trakt":1},"resolution":"uhd_4k"}]}"#)
    }

    @Test("refuse misspelt extras, and take what Trakt answers itself")
    func unknownKeys() throws {
        let misspelt = try refusal("sync.history.add", ["movies": [["ids": ["trakt": 1], "watchedat": "released"]]])
        #expect(misspelt.code == .unknownParameter)
        #expect(
            misspelt.sentence == "sync.history.add has no field \"movies[1].watchedat\"; did you mean \"watched_at\"?")
        #expect(
            try refusal("sync.history.add", ["movies": [["ids": ["trakt": 1], "mood": "good"]]]).code
                == .unknownParameter)
        #expect(
            try refusal("sync.watchlist.add", ["movies": [["ids": ["trakt": 1], "rating": 5]]]).code
                == .unknownParameter)
        #expect(try refusal("sync.watchlist.add", ["movie": [movie]]).sentence.hasSuffix("did you mean \"movies\"?"))
        let future: JSONValue = ["title": "X", "ids": ["trakt": 1], "holograms": []]
        #expect(try body("sync.watchlist.add", ["movies": [future]]) == #"{"movies":[{"ids":{"trakt":1}}]}"#)
    }

    @Test("take an empty table as an empty array")
    func empty() throws {
        #expect(try body("sync.history.add", ["movies": [:]]) == #"{"movies":[]}"#)
        #expect(try body("lists.items.reorder", ["rank": [:]], path: ["me", "x"]) == #"{"rank":[]}"#)
    }

    @Test("keep 64-bit ids")
    func history() throws {
        #expect(try body("sync.history.remove", ["ids": [9_007_199_254_740_993]]) == #"{"ids":[9007199254740993]}"#)
    }

    @Test("of lists have their own fields")
    func lists() throws {
        let values: [String: JSONValue] = ["name": "New", "privacy": "private", "allow_comments": false]
        let endpoint = try #require(Catalogue.endpoint(named: "lists.create"))
        let call = try endpoint.call(Arguments(script: ["me", .object(values)], for: endpoint))
        #expect(call.path == "/users/me/lists" && call.isWrite)
        #expect(call.body == Array(#"{"allow_comments":false,"name":"New","privacy":"private"}"#.utf8))
        #expect(try refusal("lists.create", ["privacy": "private"], path: ["me"]).parameter == "name")
        #expect(try refusal("lists.create", ["name": "x", "privacy": "secret"], path: ["me"]).code == .unknownValue)
        #expect(try refusal("lists.update", [:], path: ["me", "x"]).code == .missingParameter)
        let settings: [String: JSONValue] = ["user": ["name": "Sean", "about": "", "private": true]]
        #expect(try body("users.settings.update", settings) == #"{"user":{"about":"","name":"Sean","private":true}}"#)
        #expect(
            try refusal("users.settings.update", ["user": ["nmae": "x"]]).sentence.contains("did you mean \"name\"?"))
    }

    @Test("are not sent where the endpoint has none")
    func none() throws {
        let like = try #require(Catalogue.endpoint(named: "lists.like"))
        #expect(try like.call(Arguments([55])).body == nil)
    }
}
