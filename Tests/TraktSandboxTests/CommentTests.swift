import Synchronization
import Testing

@testable import TraktSandbox

@Suite("Comments")
struct CommentTests {
    private static let movie: JSONValue = ["ids": ["trakt": 100]]
    private static let fiveWords: JSONValue = "This is a fine film"

    /// Posts a comment about a movie; gives its id.
    private func comment(_ client: LocalClient, _ text: JSONValue = fiveWords, on movie: Int = 100) -> Int {
        let body: JSONValue = ["movie": ["ids": ["trakt": .int(movie)]], "comment": text]
        return client.post("/comments", body).json["id"]?.int ?? 0
    }

    private func reply(_ client: LocalClient, to id: Int) -> Int {
        client.post("/comments/\(id)/replies", ["comment": "I think so too, really"]).json["id"]?.int ?? 0
    }

    @Test("a new comment is answered whole, with what its author did with the item")
    func adds() throws {
        let client = try LocalClient.fixture()
        _ = client.post("/sync/ratings", ["movies": [["ids": ["trakt": 100], "rating": 8]]])
        _ = client.post("/sync/history", ["movies": [Self.movie, Self.movie]])
        let answer = client.post("/comments", ["movie": Self.movie, "comment": Self.fiveWords, "spoiler": true])
        #expect(answer.status == 201)
        #expect(answer.json["parent_id"] == 0)
        #expect(answer.json["comment"] == Self.fiveWords)
        #expect(answer.json["created_at"] == "2026-03-04T12:34:56.000Z")
        #expect(answer.json["spoiler"] == true)
        #expect(answer.json["review"] == false)
        #expect(answer.json["user_stats"] == ["rating": 8, "play_count": 2, "completed_count": 2])
        #expect(answer.json["user"]?["username"] == "demo-user")
        let id = answer.json["id"]?.int ?? 0
        let read = client.get("/comments/\(id)")
        #expect(read.json == answer.json)
        #expect(read.header("X-Item-ID") == "100")
        #expect(read.header("X-Item-Type") == "movie")
        #expect(client.get("/comments/\(id)/item").json["movie"]?["title"] == "Gamma")
        #expect(client.get("/movies/100?extended=full").json["comment_count"] == 1)
        #expect(client.get("/movies/100/stats").json["comments"] == 1)
        #expect(client.get("/users/me/stats").json["movies"]?["comments"] == 1)
    }

    @Test("texts of fewer than 5 words or in another script are refused with the messages, and nothing is stored")
    func refuses() throws {
        let client = try LocalClient.fixture()
        let both = client.post("/comments", ["movie": Self.movie, "comment": "Отличный фильм, советую"])
        #expect(both.status == 422)
        #expect(both.json["errors"]?["comment"] == ["must be at least 5 words", "must be written in English"])
        let short = client.post(
            "/comments", ["movie": Self.movie, "comment": "[spoiler] one two 😀 three four [/spoiler]"])
        #expect(short.json["errors"]?["comment"] == ["must be at least 5 words"])
        #expect(client.post("/comments", ["movie": Self.movie]).status == 422)
        #expect(client.post("/comments", ["comment": Self.fiveWords]).status == 422)
        #expect(client.post("/comments", ["movie": ["ids": ["trakt": 9]], "comment": Self.fiveWords]).status == 404)
        #expect(client.get("/movies/100/comments").items.isEmpty)
        #expect(client.with(token: nil).post("/comments", ["movie": Self.movie]).status == 401)
    }

    @Test("200 words make a review, 199 a shout")
    func reviews() throws {
        let client = try LocalClient.fixture()
        func words(_ count: Int) -> JSONValue { .string(Array(repeating: "word", count: count).joined(separator: " ")) }
        let shout = comment(client, words(199))
        let review = comment(client, words(200))
        #expect(client.get("/comments/\(shout)").json["review"] == false)
        #expect(client.get("/comments/\(review)").json["review"] == true)
        #expect(client.get("/comments/recent/reviews").items.map { $0["comment"]?["id"]?.int } == [review])
        #expect(client.get("/users/me/comments/shouts/movies").items.map { $0["comment"]?["id"]?.int } == [shout])
        #expect(client.get("/comments/recent/all/shows").items.isEmpty)
        #expect(client.get("/comments/recent/poems").status == 404)
    }

    @Test("only comments at the top have replies, and only the author changes or deletes one")
    func authors() throws {
        let client = try LocalClient.fixture()
        let ada = client.with(token: "token-1")
        let top = comment(client)
        let answer = ada.post("/comments/\(top)/replies", ["comment": "I think so too, really"])
        #expect(answer.status == 201)
        #expect(answer.json["parent_id"]?.int == top)
        let id = answer.json["id"]?.int ?? 0
        #expect(client.post("/comments/\(id)/replies", ["comment": Self.fiveWords]).status == 404)
        #expect(client.post("/comments/1/replies", ["comment": Self.fiveWords]).status == 404)
        #expect(client.get("/comments/\(top)").json["replies"] == 1)
        #expect(client.get("/comments/\(top)/replies").items.map { $0["id"]?.int } == [id])
        #expect(client.put("/comments/\(id)", ["comment": "Not mine, but I try"]).status == 401)
        #expect(client.delete("/comments/\(id)").status == 401)
        client.setClock(minutes: 1)
        let changed = client.put("/comments/\(top)", ["comment": "On second thought a masterpiece", "spoiler": true])
        #expect(changed.status == 200)
        #expect(changed.json["updated_at"] == "2026-03-04T12:35:56.000Z")
        #expect(changed.json["spoiler"] == true)
        #expect(client.put("/comments/\(top)", ["comment": "too short"]).status == 422)
        #expect(client.get("/comments/updates").items[0]["comment"]?["comment"] == "On second thought a masterpiece")
    }

    @Test("after two weeks a comment with replies stays, one without can be deleted")
    func deletes() throws {
        let client = try LocalClient.fixture()
        let (lonely, answered, young) = (comment(client), comment(client), comment(client))
        _ = reply(client.with(token: "token-1"), to: answered)
        _ = reply(client.with(token: "token-1"), to: young)
        client.setClock(days: 14, seconds: -1)
        #expect(client.delete("/comments/\(young)").status == 204)
        client.setClock(days: 14)
        #expect(client.delete("/comments/\(answered)").status == 409)
        #expect(client.delete("/comments/\(lonely)").status == 204)
        #expect(client.delete("/comments/\(lonely)").status == 404)
        #expect(client.get("/comments/recent?include_replies=true").items.count == 2)
    }

    @Test("the comments of an item come in every documented order")
    func orders() throws {
        let client = try LocalClient.fixture()
        let people = (0...2).map { client.with(token: "token-\($0)") }
        var ids: [Int] = []
        for (index, person) in people.enumerated() {
            client.setClock(minutes: index)
            ids.append(comment(person))
            // Ratings 4, 9 and none; plays 1, 0 and 2.
            if index < 2 {
                _ = person.post("/sync/ratings", ["movies": [["ids": ["trakt": 100], "rating": [4, 9][index]]]])
            }
            for _ in 0..<[1, 0, 2][index] { _ = person.post("/sync/history", ["movies": [Self.movie]]) }
        }
        _ = people[0].post("/comments/\(ids[1])/like", [:])
        _ = reply(people[1], to: ids[0])
        func order(_ sort: String) -> [Int] {
            client.get("/movies/100/comments/\(sort)").items.compactMap { $0["id"]?.int }.compactMap(ids.firstIndex)
        }
        #expect(order("") == [2, 1, 0])
        #expect(order("newest") == [2, 1, 0])
        #expect(order("oldest") == [0, 1, 2])
        #expect(order("likes") == [1, 2, 0])
        #expect(order("replies") == [0, 2, 1])
        #expect(order("highest") == [1, 0, 2])
        #expect(order("lowest") == [0, 1, 2])
        #expect(order("plays") == [2, 0, 1])
        #expect(client.get("/movies/100/comments/watched").status == 404)
        #expect(client.get("/shows/10/comments/watched").status == 200)
        #expect(client.get("/movies/100/comments?limit=2").header("X-Pagination-Page-Count") == "2")
        #expect(client.get("/movies/100/comments?language=de").items.isEmpty)
    }

    @Test("likes are one per user, and tell who; a like moves the key of the one who likes")
    func likes() throws {
        let client = try LocalClient.fixture()
        let ada = client.with(token: "token-1")
        let id = comment(client)
        let before = ada.get("/sync/last_activities").json["comments"]?["liked_at"]
        for _ in 1...2 { #expect(ada.post("/comments/\(id)/like", [:]).status == 204) }
        #expect(ada.get("/sync/last_activities").json["comments"]?["liked_at"] != before)
        #expect(client.get("/comments/\(id)").json["likes"] == 1)
        #expect(client.get("/comments/\(id)/likes").items.map { $0["user"]?["username"] } == ["ada-marlow"])
        let liked = client.get("/users/ada-marlow/likes/comments?extended=comments").items[0]
        #expect(liked["type"] == "comment")
        #expect(liked["comment"]?["id"]?.int == id)
        #expect(liked["comment_type"] == "movie")
        #expect(liked["movie"]?["title"] == "Gamma")
        #expect(client.get("/users/ada-marlow/likes/lists").items.isEmpty)
        #expect(ada.delete("/comments/\(id)/like").status == 204)
        #expect(client.get("/users/ada-marlow/likes").items.isEmpty)
        #expect(ada.post("/comments/1/like", [:]).status == 404)
    }

    @Test("reactions are counted by kind and by user, and taken back one by one or all at once")
    func reactions() throws {
        let client = try LocalClient.fixture()
        let ada = client.with(token: "token-1")
        let id = comment(client)
        for kind in ["love", "love", "bravo"] {
            #expect(ada.post("/comments/\(id)/reactions/\(kind)", [:]).status == 201)
        }
        _ = client.post("/comments/\(id)/reactions/bravo", [:])
        let summary = client.get("/comments/\(id)/reactions/summary").json
        #expect(summary["reaction_count"] == 3)
        #expect(summary["user_count"] == 2)
        #expect(summary["distribution"]?["bravo"] == 2)
        #expect(summary["distribution"]?["spoiler"] == 0)
        #expect(client.get("/comments/\(id)/reactions").items.count == 3)
        let own = ada.get("/users/reactions/comments").items
        #expect(own.count == 2)
        #expect(own[0]["type"] == "comment")
        #expect(own[0]["comment"]?["id"]?.int == id)
        #expect(ada.post("/comments/\(id)/reactions/yawn", [:]).status == 404)
        #expect(ada.delete("/comments/\(id)/reactions/love").status == 204)
        #expect(ada.get("/users/reactions/comments").items.map { $0["reaction"] } == [["type": "bravo"]])
        #expect(ada.delete("/comments/\(id)/reactions").status == 204)
        #expect(ada.get("/users/reactions/comments").items.isEmpty)
    }

    @Test("emoji are kept as short codes: read as unicode where known, as codes when the old way is switched on")
    func emoji() throws {
        let client = try LocalClient.fixture()
        let family = "👨‍👩‍👧"
        let id = comment(client, .string("Loved it 😃 with the \(family) at home :raised_hands: :unknown_code: 10:30"))
        let shown: JSONValue = .string("Loved it 😃 with the \(family) at home 🙌 :unknown_code: 10:30")
        #expect(client.get("/comments/\(id)").json["comment"] == shown)
        client.sandbox.contents.withLock { contents in
            _ = try? contents.faults.add(["kind": "short_codes", "path": "/comments/*", "count": 1])
        }
        let coded: JSONValue = .string(
            "Loved it :smiley: with the \(family) at home :raised_hands: :unknown_code: 10:30")
        #expect(client.get("/comments/\(id)").json["comment"] == coded)
        #expect(client.get("/comments/\(id)").json["comment"] == shown)
    }

    @Test("of blocked users are left out when the caller is known")
    func blocked() throws {
        let client = try LocalClient.fixture()
        let ada = client.with(token: "token-1")
        let top = comment(client)
        _ = comment(ada)
        _ = reply(ada, to: top)
        #expect(client.post("/users/ada-marlow/block", [:]).status == 201)
        #expect(client.get("/movies/100/comments").items.map { $0["id"]?.int } == [top])
        #expect(client.get("/comments/\(top)/replies").items.isEmpty)
        #expect(client.with(token: nil).get("/movies/100/comments").items.count == 2)
    }

    @Test("lists take comments when they are open and allow them, and take them along when they are deleted")
    func lists() throws {
        let client = try LocalClient.fixture()
        let ada = client.with(token: "token-1")
        func list(_ name: String, _ privacy: String, allows: Bool) -> JSONValue {
            let body: JSONValue = [
                "name": .string(name), "privacy": .string(privacy), "allow_comments": .bool(allows),
            ]
            return ada.post("/users/me/lists", body).json["ids"]?["trakt"] ?? .null
        }
        func post(_ id: JSONValue) -> Answer {
            client.post("/comments", ["list": ["ids": ["trakt": id]], "comment": Self.fiveWords])
        }
        let open = list("Open", "public", allows: true)
        #expect(post(open).status == 201)
        #expect(post(list("Quiet", "public", allows: false)).status == 404)
        #expect(post(list("Closed", "private", allows: true)).status == 404)
        let read = client.get("/users/ada-marlow/lists/open/comments/likes")
        #expect(read.items.count == 1)
        #expect(read.header("X-List-ID") == open.int.map(String.init))
        #expect(client.get("/lists/\(open.int ?? 0)").json["comment_count"] == 1)
        #expect(client.get("/users/me/comments/all/lists").items[0]["list"]?["name"] == "Open")
        #expect(client.get("/lists/\(open.int ?? 0)/comments/plays").status == 404)
        #expect(ada.delete("/users/me/lists/open").status == 204)
        #expect(client.get("/users/me/comments").items.isEmpty)
    }

    @Test("replies are in the feeds when they are asked for, or alone")
    func feeds() throws {
        let client = try LocalClient.fixture()
        let (first, second) = (comment(client), comment(client, on: 101))
        let answer = reply(client, to: first)
        func ids(_ target: String) -> [Int] { client.get(target).items.compactMap { $0["comment"]?["id"]?.int } }
        #expect(ids("/comments/recent") == [second, first])
        #expect(ids("/comments/recent?include_replies=true") == [answer, second, first])
        #expect(ids("/users/me/comments?include_replies=only") == [answer])
        #expect(ids("/comments/trending") == [first, second])
        client.setClock(days: 8)
        #expect(ids("/comments/trending") == [second, first])
    }
}
