import Testing

@testable import TraktSandbox

@Suite("Smart lists")
struct SmartListTests {
    private func create(_ client: LocalClient, _ name: String, _ extras: JSONValue = [:]) -> Answer {
        var body: JSONValue = ["name": .string(name), "source": "popular", "media_type": "media"]
        body.merge(extras)
        return client.post("/users/me/smart-lists", body)
    }

    private func titles(_ client: LocalClient, _ slug: String, _ query: String = "") -> [Int?] {
        client.get("/smart-lists/\(slug)/items\(query)").items.map { item in
            (item["movie"] ?? item["show"])?["ids"]?["trakt"]?.int
        }
    }

    @Test("creating answers the ids alone; the slug is unique among all users")
    func create() throws {
        let client = try LocalClient.fixture()
        let first = create(client, "Good ones")
        #expect(first.status == 201)
        #expect(first.json.object?.members.map(\.key) == ["ids"])
        #expect(first.json["ids"]?["slug"] == "good-ones")
        #expect(create(client.with(token: "token-1"), "Good ones").json["ids"]?["slug"] == "good-ones-1")
        #expect(create(client, "").status == 422)
        #expect(client.post("/users/me/smart-lists", ["name": "No source"]).status == 422)
        #expect(create(client, "Odd", ["source": "elsewhere"]).status == 422)
    }

    @Test(
        "filters choose from the library",
        arguments: [
            (#"{}"#, [10, 100, 20, 101, 102]),
            (#"{"genres":["drama"]}"#, [10, 101]),
            (#"{"genres":["drama","crime"],"genres_operator":"and"}"#, [10]),
            (#"{"genres":["-drama"]}"#, [100, 20, 102]),
            (#"{"years":[2005,2015]}"#, [10, 100, 101]),
            (#"{"ratings":[80,100],"runtimes":[100,200]}"#, [100]),
            (#"{"statuses":["ended"]}"#, [10, 100, 101, 102]),
            (#"{"ignore_unreleased":true}"#, [10, 100, 20, 101]),
            (#"{"ignore_released":true,"ignore_ended":true}"#, [102]),
        ])
    func filters(_ filters: String, _ expected: [Int]) throws {
        let client = try LocalClient.fixture()
        let created = create(client, "Some", ["filters": try JSONValue(parsing: Array(filters.utf8))])
        #expect(created.status == 201)
        #expect(titles(client, "some") == expected)
        #expect(client.get("/smart-lists/some").json["filters"] == (try JSONValue(parsing: Array(filters.utf8))))
    }

    @Test("sources are what they say, and the media type decides what comes")
    func sources() throws {
        let client = try LocalClient.fixture()
        _ = client.post("/sync/watchlist", ["movies": [["ids": ["trakt": 101]], ["ids": ["trakt": 102]]]])
        _ = client.post("/sync/collection", ["shows": [["ids": ["trakt": 10]]]])
        _ = client.post("/sync/history", ["movies": [["ids": ["trakt": 100]]]])
        func found(_ source: String, _ media: String) -> [Int?] {
            let slug = create(client, source, ["source": .string(source), "media_type": .string(media)]).json["ids"]?[
                "slug"]
            return titles(client, slug?.string ?? "")
        }
        #expect(found("watchlist", "media") == [101, 102])
        #expect(found("library", "media") == [10])
        #expect(found("anticipated", "movies") == [102])
        #expect(found("recommendations", "movies") == [101, 102])
        #expect(found("discover", "shows") == [10, 20])
    }

    @Test("items carry their rank and type, page by page")
    func items() throws {
        let client = try LocalClient.fixture()
        _ = create(client, "All")
        let page = client.get("/smart-lists/all/items?limit=2&page=2")
        #expect(page.items.map { $0["rank"] } == [3, 4])
        #expect(page.items.map { $0["type"] } == ["show", "movie"])
        #expect(page.header("X-Pagination-Item-Count") == "5")
        #expect(client.get("/smart-lists/none/items").status == 404)
    }

    @Test("others see public ones only, friends those for friends")
    func privacy() throws {
        let client = try LocalClient.fixture()
        let other = client.with(token: "token-1")
        for privacy in ["public", "private", "friends"] {
            #expect(create(client, privacy, ["privacy": .string(privacy)]).status == 201)
        }
        #expect(other.get("/users/demo-user/smart-lists").items.map { $0["privacy"] } == ["public"])
        #expect(other.get("/smart-lists/private").status == 404)
        #expect(other.get("/smart-lists/friends/items").status == 404)
        #expect(client.with(token: nil).get("/smart-lists/public").status == 200)
        #expect(client.get("/smart-lists/private").status == 200)
        _ = client.post("/users/ada-marlow/follow", [:])
        _ = other.post("/users/demo-user/follow", [:])
        #expect(other.get("/smart-lists/friends").status == 200)
        #expect(other.put("/users/demo-user/smart-lists/public", ["name": "Mine"]).status == 401)
    }

    @Test("the sixth list of a free account is one too many; members may have more")
    func limit() throws {
        let client = try LocalClient.fixture()
        for number in 1...5 { #expect(create(client, "List \(number)").status == 201) }
        let refused = create(client, "List 6")
        #expect(refused.status == 420)
        #expect(refused.header("X-Account-Limit") == "5")
        #expect(refused.header("X-VIP-User") == "false")
        #expect(refused.header("X-Upgrade-URL") == "https://trakt.tv/vip")
        let member = client.with(token: "token-1")
        for number in 1...6 { #expect(create(member, "List \(number)").status == 201) }
    }

    @Test("updating keeps the address, deleting removes")
    func update() throws {
        let client = try LocalClient.fixture()
        _ = create(client, "First")
        let updated = client.put("/users/me/smart-lists/first", ["name": "Second", "filters": ["years": [2005]]])
        #expect(updated.json["name"] == "Second")
        #expect(updated.json["ids"]?["slug"] == "first")
        #expect(titles(client, "first") == [100])
        #expect(client.delete("/users/me/smart-lists/first").status == 204)
        #expect(client.get("/smart-lists/first").status == 404)
        #expect(client.delete("/users/me/smart-lists/first").status == 404)
    }
}
