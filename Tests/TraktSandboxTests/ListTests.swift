import Synchronization
import Testing

@testable import TraktSandbox

@Suite("Lists")
struct ListTests {
    private func list(_ client: LocalClient, _ name: String = "New episodes") throws -> JSONValue {
        let answer = client.post("/users/me/lists", ["name": .string(name)])
        #expect(answer.status == 201)
        return answer.json
    }

    @Test("are private until they say otherwise, and have a slug from their name")
    func creates() throws {
        let client = try LocalClient.fixture()
        let list = try list(client)
        #expect(list["privacy"] == "private")
        #expect(list["ids"]?["slug"] == "new-episodes")
        #expect(list["sort_by"] == "rank")
        #expect(list["item_count"] == 0)
        #expect(try self.list(client)["ids"]?["slug"] == "new-episodes-1")
        #expect(client.post("/users/me/lists", [:]).status == 422)
        #expect(client.get("/users/me/lists").items.count == 2)
    }

    @Test("keep answering to their old slug after a rename")
    func renames() throws {
        let client = try LocalClient.fixture()
        _ = try list(client)
        let renamed = client.put("/users/me/lists/new-episodes", ["name": "Inbox", "privacy": "public"])
        #expect(renamed.status == 200)
        #expect(renamed.json["ids"]?["slug"] == "inbox")
        #expect(client.get("/users/me/lists/new-episodes").json["name"] == "Inbox")
        #expect(client.delete("/users/me/lists/inbox").status == 204)
        #expect(client.get("/users/me/lists/inbox").status == 404)
    }

    @Test("take all kinds of items once, and tell what was there and what was not found")
    func adds() throws {
        let client = try LocalClient.fixture()
        _ = try list(client)
        let sent: JSONValue = [
            "movies": [["ids": ["trakt": 100]]], "shows": [["ids": ["trakt": 10], "seasons": [["number": 1]]]],
            "episodes": [["ids": ["trakt": 1_001_001]]],
            "people": [["name": "Someone"], ["name": "Nobody"]],
        ]
        let first = client.post("/users/me/lists/new-episodes/items", sent)
        #expect(first.status == 201)
        #expect(first.json["added"] == ["movies": 1, "shows": 0, "seasons": 1, "episodes": 1, "people": 1])
        #expect(first.json["not_found"]?["people"] == [["name": "Nobody"]])
        #expect(first.json["list"]?["item_count"] == 4)
        let second = client.post("/users/me/lists/new-episodes/items", sent)
        #expect(second.json["added"] == ["movies": 0, "shows": 0, "seasons": 0, "episodes": 0, "people": 0])
        #expect(second.json["existing"] == ["movies": 1, "shows": 0, "seasons": 1, "episodes": 1, "people": 1])
        let removed = client.post("/users/me/lists/new-episodes/items/remove", sent)
        #expect(removed.status == 200)
        #expect(removed.json["deleted"]?["seasons"] == 1)
        #expect(removed.json["list"]?["item_count"] == 0)
    }

    @Test("read by type and in the order asked for, with the headers that tell it")
    func reads() throws {
        let client = try LocalClient.fixture()
        let id = try list(client)["ids"]?["trakt"]?.int ?? 0
        _ = client.post(
            "/users/me/lists/new-episodes/items",
            ["movies": [["ids": ["trakt": 102]], ["ids": ["trakt": 100]]], "shows": [["ids": ["trakt": 10]]]])
        let all = client.get("/users/me/lists/new-episodes/items")
        #expect(all.items.map { $0["rank"]?.int } == [1, 2, 3])
        #expect(all.items.map { $0["type"] } == ["movie", "movie", "show"])
        #expect(all.header("X-Sort-By") == "rank")
        #expect(all.header("X-List-ID") == String(id))
        #expect(client.get("/users/me/lists/new-episodes/items/shows").items.count == 1)
        #expect(client.get("/users/me/lists/new-episodes/items/movie,show").items.count == 3)
        let titles = client.get("/users/me/lists/new-episodes/items/all/title/desc")
        #expect(titles.items.map { ($0["movie"] ?? $0["show"])?["title"] } == ["Soon", "Gamma", "Alpha"])
        #expect(titles.header("X-Applied-Sort-By") == "title")
        #expect(titles.header("X-Applied-Sort-How") == "desc")
        // For others than VIP members this order falls back to rank.
        let forVIP = client.get("/users/me/lists/new-episodes/items/all/imdb_rating/asc")
        #expect(forVIP.header("X-Applied-Sort-By") == "rank")
    }

    @Test("are put into another order by item ids, unknown ones are skipped")
    func reorders() throws {
        let client = try LocalClient.fixture()
        _ = try list(client)
        _ = client.post(
            "/users/me/lists/new-episodes/items",
            ["movies": [["ids": ["trakt": 100]], ["ids": ["trakt": 101]], ["ids": ["trakt": 102]]]])
        let ids = client.get("/users/me/lists/new-episodes/items").items.compactMap { $0["id"] }
        let answer = client.post(
            "/users/me/lists/new-episodes/items/reorder", ["rank": [ids[2], ids[0], 5]])
        #expect(answer.status == 200)
        #expect(answer.json["updated"] == 2)
        #expect(answer.json["skipped_ids"] == [5])
        let order = client.get("/users/me/lists/new-episodes/items").items.compactMap { $0["id"] }
        #expect(order == [ids[2], ids[0], ids[1]])
    }

    @Test("more lists or items than the account may have are refused with 420 and the limit")
    func limits() throws {
        var limits = AccountLimits.free
        limits.lists = 1
        limits.listItems = 2
        limits.watchlistItems = 1
        let client = try LocalClient.fixture(limits: limits)
        _ = try list(client)
        let second = client.post("/users/me/lists", ["name": "Another"])
        #expect(second.status == 420)
        #expect(second.header("X-Upgrade-URL") == "https://trakt.tv/vip")
        #expect(second.header("X-VIP-User") == "false")
        #expect(second.header("X-Account-Limit") == "1")
        let movies: JSONValue = ["movies": [["ids": ["trakt": 100]], ["ids": ["trakt": 101]], ["ids": ["trakt": 102]]]]
        let items = client.post("/users/me/lists/new-episodes/items", movies)
        #expect(items.status == 420)
        #expect(items.header("X-Account-Limit") == "2")
        #expect(client.get("/users/me/lists/new-episodes/items").items.isEmpty)
        #expect(client.post("/sync/watchlist", movies).status == 420)
        #expect(client.get("/users/settings").json["limits"]?["list"] == ["count": 1, "item_count": 2])
    }

    @Test("of others are readable when public, missing when private, closed when their owner is")
    func privacy() throws {
        let client = try LocalClient.fixture()
        let ada = client.with(token: "token-1")
        let nils = client.with(token: "token-2")
        #expect(ada.post("/users/me/lists", ["name": "Open", "privacy": "public"]).status == 201)
        #expect(ada.post("/users/me/lists", ["name": "Closed"]).status == 201)
        #expect(nils.post("/users/me/lists", ["name": "Open", "privacy": "public"]).status == 201)
        #expect(client.get("/users/ada-marlow/lists").items.map { $0["name"] } == ["Open"])
        #expect(client.get("/users/ada-marlow/lists/open/items").status == 200)
        #expect(client.get("/users/ada-marlow/lists/closed").status == 404)
        #expect(client.post("/users/ada-marlow/lists/open/items", [:]).status == 401)
        let closed = client.get("/users/nils-quiet/lists/open")
        #expect(closed.status == 401)
        #expect(closed.header("X-Private-User") == "true")
        let profile = client.get("/users/nils-quiet").json
        #expect(profile == ["username": "nils-quiet", "private": true, "ids": ["slug": "nils-quiet"]])
        #expect(client.get("/users/nobody/lists").status == 404)
    }

    @Test("by number are found when public only, and can be liked")
    func byNumber() throws {
        let client = try LocalClient.fixture()
        let ada = client.with(token: "token-1")
        let open = ada.post("/users/me/lists", ["name": "Open", "privacy": "public"]).json["ids"]?["trakt"]?.int ?? 0
        let closed = ada.post("/users/me/lists", ["name": "Closed"]).json["ids"]?["trakt"]?.int ?? 0
        #expect(client.get("/lists/\(open)").json["name"] == "Open")
        #expect(client.get("/lists/\(closed)").status == 404)
        #expect(client.post("/lists/\(open)/like", [:]).status == 204)
        #expect(client.get("/lists/\(open)/likes").items.count == 1)
        #expect(client.get("/users/me/likes/lists").items[0]["list"]?["name"] == "Open")
        #expect(client.get("/lists/popular").items[0]["like_count"] == 1)
        #expect(client.delete("/lists/\(open)/like").status == 204)
        #expect(client.get("/lists/\(open)/likes").items.isEmpty)
    }

    @Test("notes are for VIP members, and 204 answers a change of them")
    func notes() throws {
        let sent: JSONValue = ["movies": [["ids": ["trakt": 100], "notes": "good"]]]
        let free = try LocalClient.fixture()
        #expect(free.post("/sync/watchlist", sent).status == 426)
        #expect(free.post("/sync/favorites", sent).status == 201)
        let vip = try LocalClient.fixture(vip: true)
        #expect(vip.post("/sync/watchlist", sent).status == 201)
        let id = vip.get("/sync/watchlist").items[0]["id"]?.int ?? 0
        #expect(vip.put("/sync/watchlist/\(id)", ["notes": "better"]).status == 204)
        #expect(vip.get("/sync/watchlist").items[0]["notes"] == "better")
        #expect(vip.put("/sync/watchlist/1", ["notes": "none"]).status == 404)
    }

    @Test("an item's notes and its place change alone, and notes go away only when they are told to")
    func itemChanges() throws {
        let client = try LocalClient.fixture(vip: true)
        _ = try list(client)
        let items = "/users/me/lists/new-episodes/items"
        let sent: JSONValue = [
            "movies": [["ids": ["trakt": 100], "notes": "good"], ["ids": ["trakt": 101]], ["ids": ["trakt": 102]]]
        ]
        #expect(client.post(items, sent).status == 201)
        func movies() -> [Int?] { client.get(items).items.map { $0["movie"]?["ids"]?["trakt"]?.int } }
        let first = client.get(items).items[0]["id"]?.int ?? 0
        #expect(client.put("\(items)/\(first)", ["rank": 2]).status == 204)
        #expect(movies() == [101, 100, 102])
        #expect(client.get(items).items[1]["notes"] == "good")
        #expect(client.put("\(items)/\(first)", ["rank": 99]).status == 204)
        #expect(movies() == [101, 102, 100])
        #expect(client.put("\(items)/\(first)", ["rank": 0]).status == 422)
        #expect(client.put("\(items)/\(first)", [:]).status == 204)
        #expect(client.get(items).items[2]["notes"] == "good")
        #expect(client.put("\(items)/\(first)", ["notes": nil]).status == 204)
        #expect(client.get(items).items[2]["notes"] == .null)
        #expect(movies() == [101, 102, 100])
    }

    @Test("in the order of watching go by the latest play, in whichever order the plays were sent")
    func watchedOrder() throws {
        let client = try LocalClient.fixture()
        _ = try list(client)
        let items: JSONValue = ["movies": [["ids": ["trakt": 100]], ["ids": ["trakt": 101]]]]
        _ = client.post("/users/me/lists/new-episodes/items", items)
        for (id, day) in [(100, "2026-02-20"), (101, "2026-02-10"), (100, "2020-01-01")] {
            _ = client.post("/sync/history", ["movies": [["ids": ["trakt": .int(id)], "watched_at": .string(day)]]])
        }
        let order = client.get("/users/me/lists/new-episodes/items/all/watched/asc")
        #expect(order.items.map { $0["movie"]?["ids"]?["trakt"] } == [101, 100])
    }

    @Test("have slugs of Latin letters, and keep theirs when only the writing of the name changes")
    func slugs() throws {
        let client = try LocalClient.fixture(vip: true)
        let slugs = ["Ämter & Würden": "amter-wurden", "Straße": "strasse", "Été 42": "ete-42", "🎬": "list"]
        for (name, slug) in slugs { #expect(try list(client, name)["ids"]?["slug"]?.string == slug, "\(name)") }
        #expect(try list(client, "Внезапно")["ids"]?["slug"] == "vnezapno")
        func rename(_ slug: String, _ name: String) -> JSONValue? {
            client.put("/users/me/lists/\(slug)", ["name": .string(name)]).json["ids"]?["slug"]
        }
        #expect(rename("strasse", "STRASSE") == "strasse")
        #expect(rename("strasse", "Weg") == "weg")
        #expect(rename("weg", "Straße") == "strasse")
        #expect(client.get("/users/me/lists/weg").json["name"] == "Straße")
        #expect(try list(client, "Weg")["ids"]?["slug"] == "weg-1")
    }

    @Test("keep emoji as short codes like all texts: read as unicode where known")
    func emoji() throws {
        let client = try LocalClient.fixture(vip: true)
        let sent: JSONValue = ["name": "Popcorn 🍿", "description": "Loud :fire:"]
        #expect(client.post("/users/me/lists", sent).json["description"] == "Loud 🔥")
        let item: JSONValue = ["movies": [["ids": ["trakt": 100], "notes": "Yes 👍 :tada:"]]]
        _ = client.post("/users/me/lists/popcorn/items", item)
        #expect(client.get("/users/me/lists/popcorn").json["name"] == "Popcorn 🍿")
        #expect(client.get("/users/me/lists/popcorn/items").items[0]["notes"] == "Yes 👍 🎉")
        #expect(client.put("/sync/watchlist", ["description": ":tv:"]).json["description"] == "📺")
        #expect(client.sandbox.contents.withLock { $0.state.accounts[0].lists[0].name } == "Popcorn :popcorn:")
    }
}
