import Testing

@testable import TraktSandbox

@Suite("Ratings, collection, hidden items and last activities")
struct SyncTests {
    @Test("every kind of change moves its key of last_activities, and `all`")
    func activities() throws {
        let client = try LocalClient.fixture(vip: true)
        let movie: JSONValue = ["movies": [["ids": ["trakt": 100], "rating": 8]]]
        let show: JSONValue = ["shows": [["ids": ["trakt": 10], "rating": 8]]]
        let movieItem: JSONValue = ["ids": ["trakt": 100]]
        let text: JSONValue = "Everybody should see this once"
        let list = client.post("/users/me/lists", ["name": "One"]).json["ids"]?["trakt"] ?? .null
        let changes: [(path: String, body: JSONValue, keys: [String])] = [
            ("/sync/watchlist", show, ["shows.watchlisted_at", "watchlist.updated_at"]),
            ("/sync/watchlist", movie, ["movies.watchlisted_at", "watchlist.updated_at"]),
            ("/sync/history", movie, ["movies.watched_at", "movies.watchlisted_at", "watchlist.updated_at"]),
            ("/sync/history", ["episodes": [["ids": ["trakt": 1_001_001]]]], ["episodes.watched_at"]),
            ("/sync/history/remove", movie, ["movies.watched_at"]),
            ("/sync/collection", movie, ["movies.collected_at"]),
            ("/sync/collection", show, ["episodes.collected_at"]),
            ("/sync/ratings", movie, ["movies.rated_at"]), ("/sync/ratings/remove", movie, ["movies.rated_at"]),
            ("/sync/favorites", show, ["shows.favorited_at", "favorites.updated_at"]),
            ("/users/hidden/calendar", movie, ["movies.hidden_at"]),
            ("/users/hidden/dropped", show, ["shows.dropped_at"]),
            ("/users/me/lists/one/items", show, ["lists.updated_at"]),
            ("/comments", ["movie": movieItem, "comment": text], ["movies.commented_at"]),
            ("/comments", ["show": ["ids": ["trakt": 10]], "comment": text], ["shows.commented_at"]),
            ("/comments", ["list": ["ids": ["trakt": list]], "comment": text], ["lists.commented_at"]),
            ("/notes", ["movie": movieItem, "notes": "For Sunday"], ["notes.updated_at"]),
            ("/users/ada-marlow/follow", [:], ["account.following_at"]),
            ("/users/nils-quiet/follow", [:], ["account.pending_at"]),
            ("/users/hidden/comments", ["users": [["ids": ["slug": "ada-marlow"]]]], ["comments.blocked_at"]),
            ("/scrobble/pause", ["movie": ["ids": ["trakt": 100]], "progress": 10], ["movies.paused_at"]),
        ]
        for change in changes {
            let before = client.get("/sync/last_activities").json
            #expect((200...201).contains(client.post(change.path, change.body).status), "\(change.path)")
            let after = client.get("/sync/last_activities").json
            #expect(after["all"]?.string ?? "" > before["all"]?.string ?? "", "\(change.path)")
            for key in change.keys {
                let parts = key.split(separator: ".").map(String.init)
                #expect(after[parts[0]]?[parts[1]] != before[parts[0]]?[parts[1]], "\(change.path) moves \(key)")
            }
        }
    }

    @Test("reading and refused changes move no key")
    func quietReads() throws {
        let client = try LocalClient.fixture()
        let before = client.get("/sync/last_activities").json
        _ = client.get("/sync/history")
        _ = client.post("/sync/ratings", ["movies": [["ids": ["trakt": 100], "rating": 11]]])
        _ = client.post("/sync/history", ["movies": [["ids": ["trakt": 12345]]]])
        #expect(client.get("/sync/last_activities").json == before)
    }

    @Test("rating again overwrites; reading takes several values")
    func ratings() throws {
        let client = try LocalClient.fixture()
        let first = client.post(
            "/sync/ratings",
            [
                "movies": [["ids": ["trakt": 100], "rating": 7], ["ids": ["trakt": 101], "rating": 4]],
                "shows": [["ids": ["trakt": 10], "rating": 9]],
            ])
        #expect(first.status == 201)
        #expect(first.json["added"] == ["movies": 2, "shows": 1, "seasons": 0, "episodes": 0])
        _ = client.post("/sync/ratings", ["movies": [["ids": ["trakt": 100], "rating": 8]]])
        #expect(client.get("/sync/ratings/movies/7,8").items.map { $0["rating"] } == [8])
        #expect(client.get("/sync/ratings/all").items.count == 3)
        let unknown: JSONValue = ["ids": ["trakt": 9], "rating": 3]
        #expect(client.post("/sync/ratings", ["movies": [unknown]]).json["not_found"]?["movies"] == [unknown])
        #expect(client.post("/sync/ratings", ["movies": [["ids": ["trakt": 100]]]]).status == 422)
    }

    @Test("collecting again updates what differs and leaves the rest")
    func collection() throws {
        let client = try LocalClient.fixture()
        let bluray: JSONValue = ["movies": [["ids": ["trakt": 100], "media_type": "bluray", "3d": 1]]]
        #expect(client.post("/sync/collection", bluray).json["added"] == ["movies": 1, "episodes": 0])
        #expect(client.post("/sync/collection", bluray).json["existing"] == ["movies": 1, "episodes": 0])
        let digital: JSONValue = ["movies": [["ids": ["trakt": 100], "media_type": "digital"]]]
        #expect(client.post("/sync/collection", digital).json["updated"] == ["movies": 1, "episodes": 0])
        #expect(client.get("/sync/collection/movies").items[0]["metadata"] == nil)
        let metadata = client.get("/sync/collection/movies?extended=metadata").items[0]["metadata"]
        #expect(metadata?["media_type"] == "digital")
        #expect(metadata?["3d"] == true)
        _ = client.post("/sync/collection", ["shows": [["ids": ["trakt": 20]]]])
        let show = client.get("/sync/collection/shows").items[0]
        #expect(show["seasons"]?[0]?["episodes"]?.array?.count == 2)
        #expect(client.get("/sync/collection/minimal/movies").json["100"] != nil)
        let removed = client.post("/sync/collection/remove", ["shows": [["ids": ["trakt": 20]]]])
        #expect(removed.json["deleted"] == ["movies": 0, "episodes": 2])
    }

    @Test("watched shows come without seasons unless progress is asked for")
    func watched() throws {
        let client = try LocalClient.fixture()
        _ = client.post("/sync/history", ["shows": [["ids": ["trakt": 10]]]])
        _ = client.post("/sync/history", ["episodes": [["ids": ["trakt": 1_001_001]]]])
        let plain = client.get("/sync/watched/shows").items[0]
        #expect(plain["plays"] == 6)
        #expect(plain["seasons"] == nil)
        let detailed = client.get("/sync/watched/shows?extended=progress").items[0]
        #expect(detailed["seasons"]?.array?.count == 2)
        #expect(detailed["seasons"]?[0]?["episodes"]?[0]?["plays"] == 2)
        #expect(client.get("/sync/watched/shows?extended=progress,noseasons").items[0]["seasons"] == nil)
        let map = client.get("/sync/watched/shows?extended=min")
        #expect(map.json["10"]?["1"]?["1001001"]?.array?.count == 2)
        #expect(map.header("X-Pagination-Limit") == nil)
    }

    @Test("a show's progress counts aired episodes and knows what comes next")
    func progress() throws {
        let client = try LocalClient.fixture()
        _ = client.post("/sync/history", ["episodes": [["ids": ["trakt": 2_001_001]]]])
        let progress = client.get("/shows/beta/progress/watched").json
        #expect(progress["aired"] == 2)
        #expect(progress["completed"] == 1)
        #expect(progress["next_episode"]?["number"] == 2)
        #expect(progress["last_episode"]?["number"] == 1)
        _ = client.post("/sync/history", ["episodes": [["ids": ["trakt": 2_001_002]]]])
        #expect(client.get("/shows/beta/progress/watched").json["next_episode"] == .null)
        #expect(client.get("/shows/beta/next_episode").json["number"] == 3)
        #expect(client.get("/shows/alpha/next_episode").status == 204)
        _ = client.post(
            "/sync/history",
            ["episodes": [["ids": ["trakt": 1_001_003]], ["ids": ["trakt": 1_001_001], "watched_at": "2026-03-05"]]])
        #expect(client.get("/shows/alpha/progress/watched").json["last_episode"]?["number"] == 3)
        #expect(client.get("/shows/alpha/progress/watched").json["next_episode"]?["season"] == 2)
        let byActivity = client.get("/shows/alpha/progress/watched?last_activity=watched").json
        #expect(byActivity["last_episode"]?["number"] == 1)
        #expect(byActivity["next_episode"]?["number"] == 2)
        let upNext = client.get("/sync/progress/up_next")
        #expect(upNext.items.map { $0["show"]?["title"] } == ["Alpha"])
        #expect(upNext.header("X-Pagination-Item-Count") == "1337")
    }

    @Test("hidden sections take what they may hide")
    func hidden() throws {
        let client = try LocalClient.fixture()
        let both: JSONValue = ["movies": [["ids": ["trakt": 100]]], "shows": [["ids": ["trakt": 10]]]]
        let calendar = client.post("/users/hidden/calendar", both)
        #expect(calendar.json["added"] == ["movies": 1, "shows": 1, "seasons": 0, "users": 0])
        #expect(client.post("/users/hidden/dropped", both).json["added"]?["movies"] == 0)
        #expect(client.get("/users/hidden/calendar?type=movie").items.count == 1)
        #expect(client.post("/users/hidden/calendar/remove", both).json["deleted"]?["shows"] == 1)
        #expect(client.get("/users/hidden/calendar").items.isEmpty)
        #expect(client.post("/users/hidden/nothing", both).status == 404)
    }

    @Test("shows whose progress was reset can be read as hidden, and only read")
    func hiddenResets() throws {
        let client = try LocalClient.fixture(vip: true)
        _ = client.post("/shows/alpha/progress/watched/reset", [:])
        let resets = client.get("/users/hidden/progress_watched_reset").items
        #expect(resets.map { $0["show"]?["title"] } == ["Alpha"])
        #expect(resets[0]["hidden_at"] == "2026-03-04T12:34:56.000Z")
        let show: JSONValue = ["shows": [["ids": ["trakt": 20]]]]
        #expect(client.post("/users/hidden/progress_watched_reset", show).status == 404)
        // The other way into the hidden recommendations.
        #expect(client.delete("/recommendations/shows/beta").status == 204)
        #expect(client.get("/users/hidden/recommendations").items.map { $0["show"]?["title"] } == ["Beta"])
        #expect(client.post("/users/hidden/recommendations/remove", show).json["deleted"]?["shows"] == 1)
        #expect(client.get("/recommendations/shows").items.contains { $0["title"] == "Beta" })
    }

    @Test("paused items are removed by id, unknown ones are 404")
    func playback() throws {
        let client = try LocalClient.fixture()
        let paused = client.post("/scrobble/pause", ["movie": ["ids": ["trakt": 100]], "progress": 42.5])
        #expect(paused.status == 201)
        let item = client.get("/sync/playback/movies").items[0]
        #expect(item["progress"] == 42.5)
        let id = item["id"]?.int ?? 0
        #expect(client.delete("/sync/playback/\(id)").status == 204)
        #expect(client.delete("/sync/playback/\(id)").status == 404)
    }

    @Test("stopping above 80 % is a play, below a pause, below 1 % refused, again within the hour 409")
    func scrobble() throws {
        let client = try LocalClient.fixture()
        let movie: JSONValue = ["ids": ["trakt": 100]]
        #expect(client.post("/scrobble/stop", ["movie": movie, "progress": 0.5]).status == 422)
        #expect(client.post("/scrobble/stop", ["movie": movie, "progress": 50]).json["action"] == "pause")
        #expect(client.post("/scrobble/start", ["movie": movie, "progress": 50]).json["id"] == 0)
        #expect(client.get("/sync/playback").items.isEmpty)
        #expect(client.post("/scrobble/stop", ["movie": movie, "progress": 81]).json["action"] == "scrobble")
        #expect(client.get("/sync/history").items[0]["action"] == "scrobble")
        #expect(client.post("/scrobble/stop", ["movie": movie, "progress": 90]).status == 409)
    }

    @Test("what a hidden section does not take is not found")
    func hiddenNotTaken() throws {
        let client = try LocalClient.fixture()
        let movie: JSONValue = ["ids": ["trakt": 100]]
        for path in ["/users/hidden/dropped", "/users/hidden/dropped/remove"] {
            let answer = client.post(path, ["movies": [movie], "shows": [["ids": ["trakt": 10]]]])
            #expect(answer.json["not_found"]?["movies"] == [movie], "\(path)")
            #expect(answer.json["not_found"]?["shows"] == [], "\(path)")
        }
        let seasons: JSONValue = ["shows": [["ids": ["trakt": 10], "seasons": [["number": 1]]]]]
        let answer = client.post("/users/hidden/calendar", seasons).json
        #expect(answer["added"]?["seasons"] == 0)
        #expect(answer["not_found"]?["shows"] == seasons["shows"])
    }

    @Test(
        "a date that is none is refused by name, wherever a body takes one",
        arguments: [
            ("/sync/history", "watched_at"), ("/sync/ratings", "rated_at"), ("/sync/collection", "collected_at"),
            ("/users/hidden/calendar", "hidden_at"),
        ])
    func dates(_ path: String, _ name: String) throws {
        let client = try LocalClient.fixture()
        func post(_ value: JSONValue) -> Answer {
            var item: JSONValue = ["ids": ["trakt": 100], "rating": 8]
            item[name] = value
            return client.post(path, ["movies": [item]])
        }
        for value: JSONValue in ["rubbish", 7, true] {
            let answer = post(value)
            #expect(answer.status == 422)
            #expect(answer.json["errors"]?[name] != nil)
        }
        #expect((200...201).contains(post("2026-01-02T03:04:05.000Z").status))
        #expect((200...201).contains(post(nil).status))
    }
}
