import TestSupport
import Testing
import Trakt

@Suite("Values on their way through a script")
struct ValueTests {
    /// In a Lua table a member that is null is one that is not there.
    private func withoutNulls(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members): .object(members.filter { !$0.value.isNull }.mapValues(withoutNulls))
        case .array(let elements): .array(elements.map(withoutNulls))
        default: value
        }
    }

    static let answers = [
        (#"trakt.shows.get("breaking-bad", { extended = "full" })"#, "/shows/breaking-bad?extended=full"),
        (#"trakt.shows.translations("breaking-bad")"#, "/shows/breaking-bad/translations"),
        (#"trakt.sync.history.get { limit = 5 }"#, "/sync/history?limit=5"),
        (#"trakt.users.settings.get()"#, "/users/settings"),
        (#"trakt.sync.last_activities()"#, "/sync/last_activities"),
        (#"trakt.users.lists.items("me", "favourites")"#, "/users/me/lists/favourites/items"),
    ]

    @Test(
        "Everything Trakt answers reaches the script and comes back the same: fields nobody knows, arrays, unicode",
        arguments: answers)
    func roundTrip(_ call: String, _ path: String) async throws {
        try await withStage { stage in
            let expected = withoutNulls(try await stage.answer(path))
            #expect(try await stage.value(of: "return \(call)") == expected)
            #expect(try await stage.value(of: "return json.decode(json.encode(\(call)))") == expected)
        }
    }

    @Test("A history id beyond 2^53 keeps every digit, also when it is sent")
    func largeIDs() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local play = trakt.sync.history.get({ limit = 1 })[1]
                assert(math.type(play.id) == "integer")
                trakt.history:remove(play)
                return play.id
                """)
            let id = try #require(try run.value.integer)
            #expect(id > 1 << 53)
            let removal = try #require(try await stage.requests().first { $0.isWrite })
            #expect(removal.path == "/sync/history/remove")
            #expect(removal.body == ["ids": [.integer(id)]])
        }
    }

    @Test("Unicode survives: a list's name and description, made and read again")
    func unicode() async throws {
        let name = #"Größe 🎬 ブレイキング "quoted" \ back"#
        try await withStage { stage in
            let run = try await stage.run(
                """
                local name, description = ...
                trakt.list { name = name, description = description }
                local found = trakt.list { name = name, make = false }
                return { found.name, found.description }
                """, arguments: [name, "ß\u{0301}\u{1F1E9}\u{1F1EA} \t\n"])
            #expect(try run.value == [.string(name), .string("ß\u{0301}\u{1F1E9}\u{1F1EA} \t\n")])
            let made = try #require(try await stage.requests().first { $0.isWrite })
            #expect(made.body["name"]?.string == name)
        }
    }

    @Test("Empty arrays stay arrays, empty objects too where they were read")
    func emptyArrays() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local found = trakt.search.text { type = "movie", query = "zzzzzzzz" }
                trakt.sync.watchlist.add { movies = json.array {}, shows = { { ids = { trakt = 1388 } } } }
                return { found, json.decode "[]", json.encode(found), json.encode(json.decode '{"a":[],"b":[[]]}') }
                """)
            #expect(try run.value == [[], [], "[]", #"{"a":[],"b":[[]]}"#])
            let sent = try #require(try await stage.requests().first { $0.isWrite })
            #expect(sent.body == ["movies": [], "shows": [["ids": ["trakt": 1388]]]])
        }
    }

    @Test("null is absent in an object, `json.null` in an array, and can be written")
    func nulls() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local value = json.decode '{"a":null,"b":[1,null,2]}'
                assert(value.a == nil and value.b[2] == json.null and #value.b == 3)
                return json.encode { b = value.b, c = json.null }
                """)
            #expect(try run.value == #"{"b":[1,null,2],"c":null}"#)
        }
    }
}
