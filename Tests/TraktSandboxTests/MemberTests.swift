import Testing

@testable import TraktSandbox

@Suite("Members and free accounts")
struct MemberTests {
    @Test(
        "a refresh waits in a queue: another is 409 until it has moved on",
        arguments: ["/movies/gamma-2005/refresh", "/shows/alpha/refresh", "/people/someone/refresh"])
    func refresh(_ path: String) throws {
        let client = try LocalClient.fixture(vip: true)
        #expect(client.post(path, [:]).status == 201)
        #expect(client.post(path, [:]).status == 409)
        client.sandbox.setClock(Fixture.now.adding(hours: 1))
        #expect(client.post(path, [:]).status == 201)
        #expect(client.with(token: nil).post(path, [:]).status == 401)
    }

    @Test(
        "what the documentation keeps for members answers 426 to others, with the way to become one",
        arguments: [
            "POST /shows/breaking-bad/progress/watched/reset", "DELETE /shows/breaking-bad/progress/watched/reset",
            "PUT /users/me/lists/rainy-days/items/801", "POST /movies/the-wizard-of-oz-1939/refresh",
            "POST /shows/breaking-bad/refresh", "POST /people/bryan-cranston/refresh",
            "POST /movies/the-wizard-of-oz-1939/refresh/justwatch", "POST /shows/breaking-bad/refresh/justwatch",
        ])
    func membersOnly(_ call: String) throws {
        let parts = call.split(separator: " ").map(String.init)
        let body = Array(#"{"notes":"Wet"}"#.utf8)
        let refused = try LocalClient.demo().send(parts[0], parts[1], body)
        #expect(refused.status == 426)
        #expect(refused.header("X-Upgrade-URL") == "https://trakt.tv/vip")
        let member = try LocalClient.demo(SandboxConfiguration(isVIP: true)).send(parts[0], parts[1], body)
        #expect((200..<300).contains(member.status))
    }

    @Test("settings tell the limits of each user's own membership")
    func limits() throws {
        let client = try LocalClient.fixture()
        let free = client.get("/users/settings").json["limits"]
        let member = client.with(token: "token-1").get("/users/settings").json["limits"]
        #expect(free?["list"] == ["count": 5, "item_count": 250])
        #expect(free?["watchlist"] == ["item_count": 250])
        #expect(free?["collection"] == ["item_count": 1000])
        #expect(member?["list"] == ["count": 100, "item_count": 5000])
        #expect(member?["notes"] == ["item_count": 2000])
    }

    @Test("undoing a sync takes its plays out of the history, once")
    func undo() throws {
        let client = try LocalClient.demo()
        func history() -> Int { Int(client.get("/users/me/history").header("X-Pagination-Item-Count") ?? "") ?? 0 }
        let before = history()
        let brought = client.get("/users/syncs/501").json["items"]?["history"]?.int ?? 0
        #expect(brought > 0)
        #expect(client.delete("/users/syncs/501").status == 204)
        #expect(history() == before - brought)
        #expect(client.get("/users/syncs/501").json["undone"] == true)
        #expect(client.delete("/users/syncs/501").status == 204)
        #expect(history() == before - brought)
    }

    @Test("two people work on one list, and the helper's activities tell")
    func collaboration() throws {
        let client = try LocalClient.demo()
        #expect(client.get("/users/me/lists/collaborations").items.map { $0["ids"]?["slug"] } == ["everything"])
        let before = client.get("/sync/last_activities").json["collaborations"]
        let body: JSONValue = ["movies": [["ids": ["trakt": 507]]]]
        #expect(client.post("/users/ada-marlow/lists/everything/items/remove", body).json["deleted"]?["movies"] == 1)
        #expect(client.get("/sync/last_activities").json["collaborations"] != before)
        #expect(client.post("/users/ada-marlow/lists/crime-evenings/items/remove", body).status == 401)
    }

    @Test("a state saved by an earlier program loads, with nothing in the parts it lacks")
    func olderSnapshot() throws {
        let state = Fixture.state()
        let saved = try JSONValue(parsing: Array(state.snapshot()))
        var older = saved
        for key in ["refreshes", "searches"] { older[key] = nil }
        let accounts = saved["accounts"]?.array?.map { account -> JSONValue in
            var account = account
            for key in ["smartLists", "preferences", "connections"] {
                #expect(account["_\(key)"] != nil || account[key] != nil)
                account["_\(key)"] = nil
                account[key] = nil
            }
            return account
        }
        older["accounts"] = .array(accounts ?? [])
        let loaded = try SandboxState(snapshot: .init(older.bytes))
        #expect(loaded.accounts.count == state.accounts.count)
        #expect(loaded.accounts[0].smartLists.isEmpty)
        #expect(loaded.accounts[0].preferences.country == "us")
    }
}
