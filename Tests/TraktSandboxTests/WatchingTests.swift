import Testing

@testable import TraktSandbox

@Suite("Checkin, scrobble and what is being watched")
struct WatchingTests {
    /// 140 minutes long.
    private static let gamma: JSONValue = ["movie": ["ids": ["trakt": 100]]]
    private static let episode: JSONValue = ["show": ["ids": ["trakt": 10]], "episode": ["season": 1, "number": 2]]

    private func playing(_ item: JSONValue, _ progress: JSONValue) -> JSONValue {
        var body = item
        body["progress"] = progress
        return body
    }

    @Test("a checkin becomes a play with the id it answered when the runtime is over, not before")
    func checkin() throws {
        let client = try LocalClient.fixture()
        var sent = Self.gamma
        sent["sharing"] = ["tumblr": true]
        let answer = client.post("/checkin", sent)
        #expect(answer.status == 201)
        #expect(answer.json["watched_at"] == "2026-03-04T12:34:56.000Z")
        #expect(answer.json["sharing"] == ["twitter": false, "mastodon": false, "tumblr": true])
        #expect(answer.json["movie"]?["title"] == "Gamma")
        #expect(client.get("/users/demo-user/watching").json["action"] == "checkin")
        client.setClock(minutes: 140, seconds: -1)
        #expect(client.get("/sync/history").items.isEmpty)
        let before = client.get("/sync/last_activities").json["movies"]?["watched_at"]
        client.setClock(minutes: 140)
        #expect(client.get("/sync/last_activities").json["movies"]?["watched_at"] != before)
        let play = client.get("/sync/history").items[0]
        #expect(play["id"] == answer.json["id"])
        #expect(play["id"]?.int ?? 0 > 1 << 53)
        #expect(play["action"] == "checkin")
        #expect(play["watched_at"] == "2026-03-04T12:34:00.000Z")
        #expect(client.get("/users/demo-user/watching").status == 204)
    }

    @Test("a second checkin is 409 with the end of the first; a cancelled one leaves no play")
    func oneCheckin() throws {
        let client = try LocalClient.fixture()
        _ = client.post("/checkin", Self.gamma)
        let second = client.post("/checkin", Self.episode)
        #expect(second.status == 409)
        #expect(second.json == ["expires_at": "2026-03-04T14:54:56.000Z"])
        #expect(client.delete("/checkin").status == 204)
        #expect(client.post("/checkin", Self.episode).status == 201)
        client.setClock(days: 1)
        #expect(client.get("/sync/history").items.map { $0["type"] } == ["episode"])
        #expect(client.post("/checkin", Self.episode).status == 201)
    }

    @Test("a started scrobble is watched for the rest of the runtime, and ends without a play")
    func start() throws {
        let client = try LocalClient.fixture()
        let answer = client.post("/scrobble/start", playing(Self.gamma, 75))
        #expect(answer.status == 201)
        #expect(answer.json["id"] == 0)
        #expect(answer.json["action"] == "start")
        let watching = client.get("/users/me/watching").json
        #expect(watching["started_at"] == "2026-03-04T12:34:56.000Z")
        #expect(watching["expires_at"] == "2026-03-04T13:09:56.000Z")
        #expect(watching["action"] == "scrobble")
        #expect(watching["type"] == "movie")
        #expect(watching["movie"]?["title"] == "Gamma")
        client.setClock(minutes: 35)
        #expect(client.get("/users/me/watching").status == 204)
        #expect(client.get("/sync/history").items.isEmpty)
        #expect(client.post("/scrobble/start", playing(Self.gamma, 101)).status == 422)
    }

    @Test("a pause saves the progress and a new start clears it; both end and begin the watching")
    func pause() throws {
        let client = try LocalClient.fixture()
        _ = client.post("/scrobble/start", playing(Self.episode, 0))
        let paused = client.post("/scrobble/pause", playing(Self.episode, 33.5))
        #expect(paused.json["action"] == "pause")
        #expect(client.get("/users/me/watching").status == 204)
        let saved = client.get("/sync/playback/episodes").items[0]
        #expect(saved["progress"] == 33.5)
        #expect(saved["episode"]?["number"] == 2)
        let before = client.get("/sync/last_activities").json["episodes"]?["paused_at"]
        _ = client.post("/scrobble/start", playing(Self.episode, 33.5))
        #expect(client.get("/sync/playback").items.isEmpty)
        #expect(client.get("/sync/last_activities").json["episodes"]?["paused_at"] != before)
        _ = client.post("/scrobble/pause", playing(Self.episode, 40))
        client.setClock(days: 184)
        #expect(client.get("/sync/playback").items.isEmpty)
    }

    @Test("stopping the same item again within the hour is 409 with both times, later a second play")
    func repeated() throws {
        let client = try LocalClient.fixture()
        let first = client.post("/scrobble/stop", playing(Self.gamma, 99))
        #expect(first.json["id"] == client.get("/sync/history").items[0]["id"])
        let second = client.post("/scrobble/stop", playing(Self.gamma, 99))
        #expect(second.status == 409)
        #expect(second.json == ["watched_at": "2026-03-04T12:34:56.000Z", "expires_at": "2026-03-04T13:34:56.000Z"])
        #expect(client.post("/scrobble/stop", playing(Self.episode, 99)).status == 201)
        client.setClock(minutes: 60)
        #expect(client.post("/scrobble/stop", playing(Self.gamma, 99)).status == 201)
        #expect(client.get("/sync/history/movies/100").items.count == 2)
    }

    @Test("an episode's watchers are those of its season and show; private users are not shown")
    func watchers() throws {
        let client = try LocalClient.fixture()
        for token in ["token-0", "token-2"] {
            _ = client.with(token: token).post("/scrobble/start", playing(Self.episode, 10))
        }
        for path in ["/shows/10", "/shows/10/seasons/1", "/shows/10/seasons/1/episodes/2"] {
            let watchers = client.get("\(path)/watching").items
            #expect(watchers.map { $0["username"] } == ["demo-user"], "\(path)")
        }
        for path in ["/shows/20", "/shows/10/seasons/2", "/shows/10/seasons/1/episodes/1", "/movies/100"] {
            #expect(client.get("\(path)/watching").items.isEmpty, "\(path)")
        }
        #expect(client.get("/users/nils-quiet/watching").status == 401)
    }

    @Test("progress may come as text, as ids may")
    func progressAsText() throws {
        let client = try LocalClient.fixture()
        let sent: JSONValue = ["movie": ["ids": ["trakt": "100"]], "progress": "12.5"]
        #expect(client.post("/scrobble/pause", sent).status == 201)
        #expect(client.get("/sync/playback").items[0]["progress"] == 12.5)
        for text: JSONValue in ["some", "", "nan", "inf", "101"] {
            #expect(client.post("/scrobble/pause", ["movie": ["ids": ["trakt": 100]], "progress": text]).status == 422)
        }
    }
}
