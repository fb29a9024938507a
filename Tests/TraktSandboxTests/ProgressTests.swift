import Testing

@testable import TraktSandbox

@Suite("Progress")
struct ProgressTests {
    private func watch(_ client: LocalClient, _ show: Int, _ season: Int, _ episodes: ClosedRange<Int>, at time: String)
    {
        let episodes = episodes.map { JSONValue.object(JSONObject([.init(key: "number", value: .int($0))])) }
        let season: JSONValue = ["number": .int(season), "episodes": .array(episodes)]
        let sent: JSONValue = ["ids": ["trakt": .int(show)], "seasons": [season], "watched_at": .string(time)]
        _ = client.post("/sync/history", ["shows": [sent]])
    }

    @Test("a reset stands in the progress, leaves the plays, and can be undone")
    func reset() throws {
        let client = try LocalClient.fixture(vip: true)
        watch(client, 10, 1, 1...3, at: "2026-01-01T20:00:00.000Z")
        let reset = client.post("/shows/alpha/progress/watched/reset", ["reset_at": "2026-02-01T00:00:00.000Z"])
        #expect(reset.json == ["reset_at": "2026-02-01T00:00:00.000Z"])
        let progress = client.get("/shows/alpha/progress/watched").json
        #expect(progress["reset_at"] == "2026-02-01T00:00:00.000Z")
        // The client compares the dates itself.
        #expect(progress["completed"] == 3)
        #expect(client.get("/sync/watched/shows").items[0]["reset_at"] == "2026-02-01T00:00:00.000Z")
        #expect(client.post("/shows/alpha/progress/watched/reset", ["reset_at": "soon"]).status == 422)
        #expect(client.delete("/shows/alpha/progress/watched/reset").status == 204)
        #expect(client.get("/shows/alpha/progress/watched").json["reset_at"] == .null)
    }

    @Test("the lists count the plays since a reset only, unless asked for a lifetime")
    func lifetime() throws {
        let client = try LocalClient.fixture(vip: true)
        watch(client, 10, 1, 1...3, at: "2026-01-01T20:00:00.000Z")
        _ = client.post("/shows/alpha/progress/watched/reset", ["reset_at": "2026-02-01T00:00:00.000Z"])
        watch(client, 10, 1, 1...1, at: "2026-02-02T20:00:00.000Z")
        func completed(_ path: String) -> JSONValue? { client.get(path).items.first?["progress"]?["completed"] }
        #expect(completed("/sync/progress/watched") == 1)
        #expect(completed("/sync/progress/watched?lifetime_stats=true") == 3)
        #expect(completed("/sync/progress/up_next") == 1)
        #expect(client.get("/sync/progress/watched?only_rewatching=true").items.count == 1)
    }

    @Test("up next says 1337 items, whatever there are")
    func count() throws {
        let client = try LocalClient.fixture()
        watch(client, 10, 1, 1...1, at: "2026-01-01T20:00:00.000Z")
        for path in ["/sync/progress/up_next", "/sync/progress/up_next_nitro", "/users/me/progress/up_next"] {
            let answer = client.get(path)
            #expect(answer.items.count == 1)
            #expect(answer.header("X-Pagination-Item-Count") == "1337")
        }
        #expect(client.get("/sync/progress/watched").header("X-Pagination-Item-Count") == "1")
    }

    @Test("intents tell what is begun, to begin and done")
    func intents() throws {
        let client = try LocalClient.fixture()
        _ = client.post("/sync/watchlist", ["shows": [["ids": ["trakt": 20]]]])
        watch(client, 10, 1, 1...1, at: "2026-01-01T20:00:00.000Z")
        func shows(_ intent: String) -> [JSONValue?] {
            client.get("/sync/progress/up_next_nitro?intent=\(intent)&sort_by=title").items
                .map { $0["show"]?["ids"]?["slug"] }
        }
        #expect(shows("continue") == ["alpha"])
        #expect(shows("start") == ["beta"])
        #expect(shows("all") == ["alpha", "beta"])
        #expect(shows("completed") == [])
        watch(client, 10, 1, 1...3, at: "2026-01-02T20:00:00.000Z")
        watch(client, 10, 2, 1...2, at: "2026-01-03T20:00:00.000Z")
        #expect(shows("completed") == ["alpha"])
        #expect(shows("continue") == [])
        #expect(client.get("/sync/progress/watched?hide_completed=true").items.isEmpty)
        #expect(client.get("/sync/progress/watched?hide_not_completed=true").items.count == 1)
    }

    @Test("an entry tells the next and the last episode, and the minutes when asked")
    func entry() throws {
        let client = try LocalClient.fixture()
        watch(client, 10, 1, 1...2, at: "2026-01-01T20:00:00.000Z")
        let progress = client.get("/sync/progress/up_next?include_stats=true").items[0]["progress"]
        #expect(progress?["aired"] == 5)
        #expect(progress?["next_episode"]?["number"] == 3)
        #expect(progress?["last_episode"]?["number"] == 2)
        #expect(progress?["stats"] == ["play_count": 2, "minutes_watched": 90, "minutes_left": 135])
        #expect(client.get("/sync/progress/up_next").items[0]["progress"]?["stats"] == nil)
        _ = client.post("/users/hidden/dropped", ["shows": [["ids": ["trakt": 10]]]])
        #expect(client.get("/sync/progress/up_next").items.isEmpty)
    }

    @Test("specials count only when asked for, hidden seasons only when shown")
    func specialsAndHidden() throws {
        let client = try LocalClient.fixture()
        watch(client, 10, 0, 1...1, at: "2026-01-01T20:00:00.000Z")
        func json(_ query: String) -> JSONValue { client.get("/shows/alpha/progress/watched?\(query)").json }
        #expect(json("")["completed"] == 0)
        #expect(json("specials=true")["completed"] == 1)
        #expect(json("specials=true")["aired"] == 6)
        #expect(json("specials=true&count_specials=false")["aired"] == 5)
        _ = client.post("/users/hidden/progress_watched", ["seasons": [["ids": ["trakt": 1001]]]])
        #expect(json("")["aired"] == 2)
        #expect(json("")["hidden_seasons"]?.array?.map { $0["number"] } == [1])
        #expect(json("hidden=true")["aired"] == 5)
    }
}
