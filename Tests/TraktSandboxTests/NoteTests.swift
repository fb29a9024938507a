import Testing

@testable import TraktSandbox

@Suite("Notes")
struct NoteTests {
    private static let movie: JSONValue = ["ids": ["trakt": 100]]

    @Test("notes on titles are private and never spoil, whatever was sent")
    func media() throws {
        let client = try LocalClient.fixture()
        let sent: JSONValue = ["movie": Self.movie, "notes": "For Sunday 🍿", "privacy": "public", "spoiler": true]
        let answer = client.post("/notes", sent)
        #expect(answer.status == 201)
        #expect(answer.json["notes"] == "For Sunday 🍿")
        #expect(answer.json["privacy"] == "private")
        #expect(answer.json["spoiler"] == false)
        let id = answer.json["id"]?.int ?? 0
        let read = client.get("/notes/\(id)")
        #expect(read.json == answer.json)
        #expect(read.header("X-Item-ID") == "100")
        #expect(read.header("X-Item-Type") == "movie")
        let item = client.get("/notes/\(id)/item").json
        #expect(item["attached_to"] == ["type": "movie"])
        #expect(item["movie"]?["title"] == "Gamma")
        #expect(client.with(token: "token-1").get("/notes/\(id)").status == 401)
        #expect(client.get("/users/me/notes/movies").items[0]["note"]?["id"]?.int == id)
        #expect(client.with(token: "token-1").get("/users/demo-user/notes").items.isEmpty)
    }

    @Test("notes on plays, the collection and ratings have a privacy, which others feel")
    func attached() throws {
        let client = try LocalClient.fixture()
        _ = client.post("/sync/history", ["movies": [Self.movie]])
        let play = client.get("/sync/history").items[0]["id"] ?? .null
        let onPlay = client.post(
            "/notes",
            [
                "attached_to": ["type": "history", "id": play], "notes": "In the cinema", "privacy": "public",
                "spoiler": true,
            ])
        #expect(onPlay.status == 201)
        #expect(onPlay.json["privacy"] == "public")
        #expect(onPlay.json["spoiler"] == true)
        let unrated: JSONValue = ["movie": Self.movie, "attached_to": ["type": "rating"], "notes": "Why?"]
        #expect(client.post("/notes", unrated).status == 404)
        _ = client.post("/sync/ratings", ["movies": [["ids": ["trakt": 100], "rating": 3]]])
        #expect(client.post("/notes", unrated).json["privacy"] == "private")
        let uncollected: JSONValue = ["movie": Self.movie, "attached_to": ["type": "collection"], "notes": "Shelf 2"]
        #expect(client.post("/notes", uncollected).status == 404)
        _ = client.post("/sync/collection", ["movies": [Self.movie]])
        #expect(client.post("/notes", uncollected).status == 201)
        let shown = client.with(token: nil).get("/users/demo-user/notes").items
        #expect(shown.map { $0["attached_to"] } == [["type": "history", "id": play]])
        #expect(client.get("/users/me/notes/ratings").items.count == 1)
        #expect(client.get("/users/me/notes").items.count == 3)
    }

    @Test("500 characters are enough, 501 too many; unknown items and plays are 404")
    func validation() throws {
        let client = try LocalClient.fixture()
        func post(_ count: Int) -> Answer {
            client.post("/notes", ["movie": Self.movie, "notes": .string(String(repeating: "x", count: count))])
        }
        #expect(post(500).status == 201)
        #expect(post(501).status == 422)
        #expect(post(0).status == 422)
        #expect(client.post("/notes", ["movie": ["ids": ["trakt": 9]], "notes": "x"]).status == 404)
        #expect(client.post("/notes", ["attached_to": ["type": "history", "id": 1], "notes": "x"]).status == 404)
        #expect(client.post("/notes", ["notes": "x"]).status == 422)
        #expect(client.get("/users/me/notes").items.count == 1)
    }

    @Test("more notes than the account may have are refused with 420")
    func limit() throws {
        var limits = AccountLimits.free
        limits.notes = 1
        let client = try LocalClient.fixture(limits: limits)
        #expect(client.post("/notes", ["movie": Self.movie, "notes": "x"]).status == 201)
        let second = client.post("/notes", ["person": ["ids": ["trakt": 7]], "notes": "x"])
        #expect(second.status == 420)
        #expect(second.header("X-Account-Limit") == "1")
    }

    @Test("only the author changes and deletes a note, and every change moves the key")
    func changes() throws {
        let client = try LocalClient.fixture()
        let ada = client.with(token: "token-1")
        func key() -> JSONValue? { client.get("/sync/last_activities").json["notes"]?["updated_at"] }
        var keys = [key()]
        let id = client.post("/notes", ["show": ["ids": ["trakt": 10]], "notes": "Begin"]).json["id"]?.int ?? 0
        keys.append(key())
        #expect(ada.put("/notes/\(id)", ["notes": "Mine"]).status == 401)
        #expect(ada.delete("/notes/\(id)").status == 401)
        #expect(key() == keys.last)
        #expect(client.put("/notes/\(id)", ["notes": "Go on"]).json["notes"] == "Go on")
        keys.append(key())
        #expect(client.delete("/notes/\(id)").status == 204)
        keys.append(key())
        #expect(Set(keys).count == 4)
        #expect(client.get("/notes/\(id)").status == 404)
    }
}
