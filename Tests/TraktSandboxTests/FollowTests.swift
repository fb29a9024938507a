import Testing

@testable import TraktSandbox

@Suite("Following, requests and blocking")
struct FollowTests {
    private func activity(_ client: LocalClient, _ group: String, _ key: String) -> String {
        client.get("/sync/last_activities").json[group]?[key]?.string ?? ""
    }

    @Test("a public user is followed at once, and only once")
    func publicUsers() throws {
        let client = try LocalClient.fixture()
        let ada = client.with(token: "token-1")
        let before = (activity(client, "account", "following_at"), activity(ada, "account", "followed_at"))
        let answer = client.post("/users/ada-marlow/follow", [:])
        #expect(answer.status == 201)
        #expect(answer.json["approved_at"] == "2026-03-04T12:34:56.000Z")
        #expect(answer.json["user"]?["username"] == "ada-marlow")
        #expect(activity(client, "account", "following_at") > before.0)
        #expect(activity(ada, "account", "followed_at") > before.1)
        #expect(client.post("/users/ada-marlow/follow", [:]).status == 409)
        #expect(client.get("/users/ada-marlow/followers").items.map { $0["user"]?["username"] } == ["demo-user"])
        #expect(client.get("/users/me/friends").items.isEmpty)
        client.setClock(minutes: 1)
        _ = ada.post("/users/demo-user/follow", [:])
        #expect(client.get("/users/me/friends").items[0]["friends_at"] == "2026-03-04T12:35:56.000Z")
        #expect(client.delete("/users/ada-marlow/follow").status == 204)
        #expect(client.get("/users/me/following").items.isEmpty)
    }

    @Test("a private user is asked, and is open to friends only after they agreed")
    func privateUsers() throws {
        let client = try LocalClient.fixture()
        let nils = client.with(token: "token-2")
        let answer = client.post("/users/nils-quiet/follow", [:])
        #expect(answer.status == 201)
        #expect(answer.json["approved_at"] == .null)
        #expect(client.post("/users/nils-quiet/follow", [:]).status == 409)
        #expect(client.get("/users/me/following").items.isEmpty)
        #expect(client.get("/users/requests/following").items[0]["user"]?["username"] == "nils-quiet")
        let request = nils.get("/users/requests").items[0]
        #expect(request["user"]?["username"] == "demo-user")
        #expect(request["requested_at"] == "2026-03-04T12:34:56.000Z")
        let id = request["id"]?.int ?? 0
        #expect(client.post("/users/requests/\(id)", [:]).status == 404)
        let approved = nils.post("/users/requests/\(id)", [:])
        #expect(approved.status == 200)
        #expect(approved.json["followed_at"] == "2026-03-04T12:34:56.000Z")
        #expect(approved.json["user"]?["username"] == "demo-user")
        #expect(nils.post("/users/requests/\(id)", [:]).status == 404)
        let closed = client.get("/users/nils-quiet/following")
        #expect(closed.status == 401)
        #expect(closed.header("X-Private-User") == "true")
        _ = nils.post("/users/demo-user/follow", [:])
        #expect(client.get("/users/nils-quiet/following").items.count == 1)
    }

    @Test("a denied request is gone, and can be made again; one's own can be taken back")
    func denied() throws {
        let client = try LocalClient.fixture()
        let nils = client.with(token: "token-2")
        _ = client.post("/users/nils-quiet/follow", [:])
        let id = nils.get("/users/requests").items[0]["id"]?.int ?? 0
        let before = activity(nils, "account", "requested_at")
        #expect(nils.delete("/users/requests/\(id)").status == 204)
        #expect(activity(nils, "account", "requested_at") > before)
        #expect(nils.delete("/users/requests/\(id)").status == 404)
        #expect(client.post("/users/nils-quiet/follow", [:]).status == 201)
        #expect(client.delete("/users/nils-quiet/follow").status == 204)
        #expect(nils.get("/users/requests").items.isEmpty)
    }

    @Test("blocking a user once is 201, again 409; it is the hidden section of comments")
    func blocking() throws {
        let client = try LocalClient.fixture()
        let before = activity(client, "comments", "blocked_at")
        #expect(client.post("/users/ada-marlow/block", [:]).status == 201)
        #expect(activity(client, "comments", "blocked_at") > before)
        #expect(client.post("/users/ada-marlow/block", [:]).status == 409)
        #expect(client.post("/users/me/block", [:]).status == 409)
        let blocked = client.get("/users/blocked").items
        #expect(blocked.map { $0["user"]?["username"] } == ["ada-marlow"])
        #expect(client.get("/users/hidden/comments?type=user").items[0]["hidden_at"] == blocked[0]["blocked_at"])
        #expect(client.delete("/users/ada-marlow/block").status == 204)
        let users: JSONValue = [
            "users": [["ids": ["slug": "ada-marlow"], "hidden_at": "2026-01-02"], ["ids": ["slug": "nobody"]]]
        ]
        let hidden = client.post("/users/hidden/comments", users)
        #expect(hidden.json["added"] == ["movies": 0, "shows": 0, "seasons": 0, "users": 1])
        #expect(hidden.json["not_found"]?["users"] == [["ids": ["slug": "nobody"]]])
        #expect(client.get("/users/blocked").items.map { $0["blocked_at"] } == ["2026-01-02T00:00:00.000Z"])
    }

    @Test("activities show what friends, followers or followed people watch, of open users only")
    func activities() throws {
        let client = try LocalClient.fixture()
        let (ada, nils) = (client.with(token: "token-1"), client.with(token: "token-2"))
        _ = client.post("/users/ada-marlow/follow", [:])
        _ = nils.post("/users/demo-user/follow", [:])
        _ = ada.post("/sync/ratings", ["movies": [["ids": ["trakt": 100], "rating": 9]]])
        for person in [ada, nils] { _ = person.post("/sync/history", ["movies": [["ids": ["trakt": 100]]]]) }
        let seen = client.get("/users/me/following/activities").items
        #expect(seen.map { $0["user"]?["username"] } == ["ada-marlow"])
        #expect(seen[0]["user_rating"] == 9)
        #expect(seen[0]["action"] == "watch")
        #expect(seen[0]["activity_at"] == "2026-03-04T12:34:00.000Z")
        #expect(seen[0]["movie"]?["title"] == "Gamma")
        #expect(client.get("/users/me/following/activities?genres=comedy").items.isEmpty)
        #expect(client.get("/users/me/followers/activities").items.isEmpty)
        #expect(client.get("/users/me/friends/activities").items.isEmpty)
        #expect(client.get("/users/me/enemies/activities").status == 404)
    }
}
