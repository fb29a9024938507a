import Testing

@testable import TraktSandbox

@Suite("Search")
struct SearchTests {
    @Test("finds titles by their text, best first, with the kinds asked for")
    func text() throws {
        let client = try LocalClient.fixture()
        let hits = client.get("/search/movie,show?query=gamma").items
        #expect(hits.map { $0["movie"]?["ids"]?["trakt"] } == [100, 101])
        #expect(hits.allSatisfy { $0["type"] == "movie" && $0["score"]?.double ?? 0 > 0 })
        #expect(client.get("/search/show?query=alp").items.count == 1)
        #expect(client.get("/search/show?query=gamma").items.isEmpty)
        #expect(client.get("/search/movie?query=gamma&years=2015").items.count == 1)
        #expect(client.get("/search/person?query=someone").items[0]["person"]?["name"] == "Someone")
        let episode = client.get("/search/episode?query=alpha").items[0]
        #expect(episode["show"]?["title"] == "Alpha")
        #expect(client.get("/search/nonsense?query=x").status == 404)
    }

    @Test("looks at the fields asked for only")
    func fields() throws {
        let client = try LocalClient.demo()
        #expect(!client.get("/search/show?query=breaking%20bad").items.isEmpty)
        #expect(client.get("/search/show?query=breaking%20bad&fields=overview").items.isEmpty)
        #expect(!client.get("/search/show?query=Bryan%20Cranston&fields=people").items.isEmpty)
        #expect(client.get("/search/show?query=Bryan%20Cranston").items.isEmpty)
    }

    @Test("by id has no score, gives several kinds and nothing for an unknown id")
    func lookup() throws {
        let client = try LocalClient.fixture()
        let imdb = client.get("/search/imdb/tt0000010").items
        #expect(imdb.count == 1)
        #expect(imdb[0]["score"] == .null)
        #expect(imdb[0]["show"]?["title"] == "Alpha")
        #expect(client.get("/search/tmdb/210?type=movie").items.isEmpty)
        #expect(client.get("/search/tvdb/349232").items[0]["episode"]?["number"] == 1)
        #expect(client.get("/search/imdb/tt7777777").items.isEmpty)
        #expect(client.get("/search/nowhere/1").status == 404)
    }

    @Test("exactly finds the whole title only")
    func exact() throws {
        let client = try LocalClient.fixture()
        #expect(client.get("/search/movie/exact?query=gamma").items.count == 2)
        #expect(client.get("/search/movie/exact?query=gam").items.isEmpty)
    }

    @Test("looks for special characters that are escaped, and passes over bare ones")
    func specialCharacters() throws {
        let client = try LocalClient.demo()
        func titles(_ query: String) -> [JSONValue?] {
            let escaped = query.replacing("\\", with: "%5C").replacing(" ", with: "%20").replacing("+", with: "%2B")
                .replacing("&", with: "%26").replacing("\"", with: "%22").replacing("?", with: "%3F")
            return client.get("/search/movie,show?query=\(escaped)").items.map { ($0["movie"] ?? $0["show"])?["title"] }
        }
        #expect(titles(#"Dune\: Part Two"#).first == "Dune: Part Two")
        #expect(titles("Dune: Part Two").contains("Dune: Part Two"))
        #expect(titles(#""blade runner" && +1982*"#).isEmpty)
        #expect(titles(#"+"blade runner"*"#).first == "Blade Runner")
        #expect(titles("spider-man").allSatisfy { $0?.string?.contains("Spider-Man") ?? false })
    }

    @Test("trends follow what users report, and forget what they take back")
    func trends() throws {
        let client = try LocalClient.fixture()
        func first() -> JSONValue? { client.get("/search/recent_by_id/global/movies").items.first }
        #expect(first()?["id"] == 100)
        let body: JSONValue = ["query": "soon", "id": 102, "type": "movies"]
        #expect(client.post("/search/recent", body).status == 201)
        #expect(first()?["id"] == 102)
        #expect(first()?["count"] == 1)
        #expect(first()?["movie"]?["title"] == "Soon")
        #expect(client.post("/search/recent/remove", body).status == 204)
        #expect(first()?["id"] == 100)
        #expect(client.post("/search/recent", ["id": 102]).status == 422)
    }
}
