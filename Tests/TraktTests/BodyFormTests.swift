import Testing
import Trakt

/// Builds a body as a script would have it built.
private func body(_ name: String, _ values: JSONValue...) throws -> String? {
    let endpoint = try #require(Catalogue.endpoint(named: name))
    return try endpoint.call(Arguments(script: values, for: endpoint)).body.map { String(decoding: $0, as: UTF8.self) }
}

private let wizard: JSONValue = ["title": "The Wizard of Oz", "year": 1939, "ids": ["trakt": 507]]

@Suite("Forms of bodies")
struct BodyFormTests {
    @Test("that are about one thing take exactly one")
    func oneThing() throws {
        #expect(try body("checkin.add", ["movie": wizard]) == #"{"movie":{"ids":{"trakt":507}}}"#)
        #expect(
            try body("checkin.add", ["movie": ["type": "movie", "movie": wizard]])
                == #"{"movie":{"ids":{"trakt":507}}}"#)
        let none = try refusal("comments.add", ["comment": "five words and no more"])
        #expect(none.code == .missingParameter)
        #expect(none.accepts == "one of movie, show, season, episode, list")
        let both = try refusal("comments.add", ["movie": wizard, "show": 1388, "comment": "x"])
        #expect(both.code == .tooManyValues && both.parameter == "show")
        #expect(try refusal("comments.add", ["movie": wizard]).parameter == "comment")
    }

    @Test("of what is watched name an episode by ids, or by numbers beside its show")
    func watching() throws {
        #expect(
            try body("scrobble.start", ["episode": ["ids": ["trakt": 5]], "progress": 0.5])
                == #"{"episode":{"ids":{"trakt":5}},"progress":0.5}"#)
        #expect(
            try body("scrobble.start", ["show": 1388, "episode": ["season": 1, "number": 2], "progress": 0])
                == #"{"episode":{"number":2,"season":1},"progress":0,"show":{"ids":{"trakt":1388}}}"#)
        #expect(
            try body("checkin.add", ["show": "one-piece", "episode": ["number_abs": 164]])
                == #"{"episode":{"number_abs":164},"show":{"ids":{"slug":"one-piece"}}}"#)
        #expect(try refusal("checkin.add", ["episode": ["season": 1, "number": 2]]).parameter == "show")
        #expect(try refusal("checkin.add", ["show": 1388, "episode": ["season": 1]]).parameter == "episode.number")
        #expect(try refusal("checkin.add", ["show": 1388]).code == .missingParameter)
    }

    @Test("of what is watched have a progress from 0 to 100", arguments: [-0.1, 100.1] as [JSONValue])
    func progress(_ progress: JSONValue) throws {
        let error = try refusal("scrobble.stop", ["movie": wizard, "progress": progress])
        #expect(error.code == .outOfRange && error.accepts == "a number from 0 to 100")
        #expect(try refusal("scrobble.stop", ["movie": wizard]).parameter == "progress")
        #expect(try body("scrobble.stop", ["movie": wizard, "progress": 100]) != nil)
    }

    @Test("of notes need no thing where they are on a play, and take 500 characters")
    func notes() throws {
        #expect(
            try body("notes.add", ["attached_to": ["type": "history", "id": 7], "notes": "Good 🙂"])
                == #"{"attached_to":{"id":7,"type":"history"},"notes":"Good 🙂"}"#)
        #expect(try refusal("notes.add", ["attached_to": ["type": "rating"], "notes": "x"]).code == .missingParameter)
        #expect(
            try body("notes.add", ["movie": 507, "attached_to": ["type": "rating"], "notes": "x"])
                == #"{"attached_to":{"type":"rating"},"movie":{"ids":{"trakt":507}},"notes":"x"}"#)
        #expect(
            try refusal("notes.add", ["movie": 507, "notes": .string(String(repeating: "x", count: 501))]).code
                == .tooLong)
        #expect(try refusal("notes.add", ["movie": 507, "notes": "x", "privacy": "link"]).code == .unknownValue)
        #expect(try refusal("notes.add", ["attached_to": ["id": 7], "notes": "x"]).parameter == "attached_to.type")
    }

    @Test("that are arrays are sent as such")
    func array() throws {
        let filters: JSONValue = [["name": "Old", "url": "/movies/trending?years=1930-1960"]]
        #expect(
            try body("users.saved_filters.add", ["filters": filters])
                == #"[{"name":"Old","url":"/movies/trending?years=1930-1960"}]"#)
        #expect(try refusal("users.saved_filters.add", ["filters": [["name": "Old"]]]).parameter == "filters[1].url")
        #expect(try refusal("users.saved_filters.add", ["filters": []]).code == .wrongType)
        #expect(try refusal("users.saved_filters.add").parameter == "filters")
    }

    @Test("may be empty only where the documentation allows it")
    func empty() throws {
        #expect(try body("shows.progress.reset", "breaking-bad") == "{}")
        #expect(try body("users.plex.sync") == "{}")
        #expect(try refusal("users.settings.update").code == .missingParameter)
        #expect(try body("users.follow", "ada-marlow") == nil)
    }

    @Test("of smart lists hold filters by their kinds")
    func smartList() throws {
        let list: [String: JSONValue] = ["name": "Short", "source": "popular", "media_type": "movies"]
        func made(_ filters: JSONValue) throws -> String? {
            try body("smart_lists.create", "me", .object(list.merging(["filters": filters]) { $1 }))
        }
        #expect(
            try made(["genres": ["comedy"], "runtimes": [60, 100], "ignore_watched": true, "genres_operator": "and"])
                == #"{"filters":{"genres":["comedy"],"genres_operator":"and","ignore_watched":true,"runtimes":[60,100]},"#
                + #""media_type":"movies","name":"Short","source":"popular"}"#)
        for (name, wrong, code) in [
            ("years", [2010, 1990], .reversedRange), ("years", [1990], .wrongType), ("ratings", [0, 101], .outOfRange),
            ("statuses", ["over"], .unknownValue), ("genres", "comedy", .wrongType),
            ("genre", ["x"], .unknownParameter),
        ] as [(String, JSONValue, CallError.Code)] {
            let error = #expect(throws: CallError.self) { try made([name: wrong]) }
            #expect(error?.code == code, "\(name) \(wrong)")
            #expect(error?.parameter == "filters.\(name)")
        }
        #expect(
            try refusal("smart_lists.create", "me", ["name": "x", "source": "hot", "media_type": "movies"]).code
                == .unknownValue)
    }

    @Test("are refused where an endpoint takes none")
    func none() throws {
        let error = try refusal("users.follow", "ada-marlow", ["message": "hello"])
        #expect(error.code == .unknownParameter && error.parameter == "message")
    }
}

@Suite("Values of the endpoints of 2026")
struct NewValueTests {
    @Test("\"all\" is a limit only where the documentation has it, and a reading by pages sets its own")
    func limitless() throws {
        var whole = try call("smart_lists.items", "quiet-evenings", ["limit": "all"])
        #expect(whole.target == "/smart-lists/quiet-evenings/items?limit=all")
        whole.page = 1
        whole.limit = 100
        #expect(whole.target == "/smart-lists/quiet-evenings/items?limit=100&page=1")
        #expect(try refusal("sync.history.get", ["limit": "all"]).parameter == "limit")
    }

    @Test("a day with an offset is the day it is in UTC")
    func day() throws {
        #expect(
            try call("calendars.all_shows", "2026-11-17T00:30:00+02:00", 1).path == "/calendars/all/shows/2026-11-16/1")
        #expect(
            try call("calendars.all_shows", "2026-12-31T23:30:00-01:00", 1).path == "/calendars/all/shows/2027-01-01/1")
        #expect(
            try call("calendars.all_shows", "2024-03-01T01:00:00+05:30", 1).path == "/calendars/all/shows/2024-02-29/1")
        #expect(
            try call("calendars.all_shows", "2026-11-17T12:00:00+02:00", 1).path == "/calendars/all/shows/2026-11-17/1")
    }

    @Test("comments, notes and people are named by what Trakt answered")
    func objects() throws {
        let user: JSONValue = ["username": "ada", "ids": ["slug": "ada"]]
        let comment: JSONValue = ["id": 102, "comment": "Good.", "user": user]
        #expect(try call("comments.get", comment).path == "/comments/102")
        #expect(
            try call("comments.like", ["type": "movie", "movie": wizard, "comment": comment]).path
                == "/comments/102/like")
        #expect(try call("notes.get", ["id": 201, "notes": "x", "user": user]).path == "/notes/201")
        #expect(
            try call("people.get", ["person": ["name": "Bryan Cranston", "ids": ["trakt": 1797]]]).path
                == "/people/1797")
        #expect(try refusal("comments.get", "good").code == .wrongType)
        #expect(try call("users.requests.approve", ["id": 301]).path == "/users/requests/301")
    }
}
