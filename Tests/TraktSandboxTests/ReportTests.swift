import Testing

@testable import TraktSandbox

@Suite("Reports and saved filters")
struct ReportTests {
    @Test("everything can be reported once by each user, for the reasons it has")
    func reports() throws {
        let client = try LocalClient.demo()
        let paths: [(path: String, reason: String, foreign: String)] = [
            ("/movies/507", "tmdb", "spoilers"), ("/shows/1388", "runtime", "bigotry"),
            ("/shows/1388/seasons/1", "duplicate", "abusive"), ("/shows/1388/seasons/1/episodes/1", "metadata", ""),
            ("/seasons/138802", "other", "nothing"), ("/episodes/138801002", "adult", "political"),
            ("/people/bryan-cranston", "remove", "runtime"), ("/lists/701", "spam", "tmdb"),
            ("/users/ada-marlow/lists/everything", "language", "runtime"), ("/users/ada-marlow", "adult", "duplicate"),
            ("/comments/102", "too_short", "metadata"),
        ]
        for (path, reason, foreign) in paths {
            #expect(client.post("\(path)/report", ["reason": .string(foreign)]).status == 400, "\(path)")
            let body: JSONValue = ["reason": .string(reason), "message": "Please look"]
            let answer = client.post("\(path)/report", body)
            #expect(answer.status == 201, "\(path)")
            #expect(answer.bytes.isEmpty)
            #expect(client.post("\(path)/report", ["reason": "other"]).status == 409, "\(path)")
            #expect(client.with(token: "token-1").post("\(path)/report", body).status == 201, "\(path)")
        }
        // The season and the episode by number are the ones by id.
        #expect(client.post("/seasons/138801/report", ["reason": "other"]).status == 409)
        #expect(client.post("/movies/nothing/report", ["reason": "other"]).status == 404)
    }

    @Test("saved filters are for members; what is no page with filters is skipped")
    func savedFilters() throws {
        let free = try LocalClient.fixture()
        #expect(free.get("/users/saved_filters").status == 426)
        #expect(free.get("/users/saved_filters").header("X-Upgrade-URL") == "https://trakt.tv/vip")
        let client = try LocalClient.fixture(vip: true)
        let before = client.get("/sync/last_activities").json["saved_filters"]
        let answer = client.post(
            "/users/saved_filters",
            [
                ["name": "Good", "url": "/movies/recommended/weekly?imdb_ratings=6.9-10.0"],
                ["name": "Mine", "url": "https://trakt.tv/calendars/my/shows?genres=drama"],
                ["name": "Nothing", "url": "/people/popular"],
            ])
        #expect(answer.status == 201)
        #expect(answer.json["skipped"] == [["name": "Nothing", "url": "/people/popular"]])
        let added = answer.json["added"]?.array ?? []
        #expect(added.map { $0["section"] } == ["movies", "calendars"])
        #expect(added[0]["path"] == "/movies/recommended/weekly")
        #expect(added[0]["query"] == "imdb_ratings=6.9-10.0")
        #expect(added[1]["path"] == "/calendars/my/shows")
        #expect(client.get("/sync/last_activities").json["saved_filters"] != before)
        #expect(client.get("/users/saved_filters/calendars").items.map { $0["name"] } == ["Mine"])
        let id = added[0]["id"]?.int ?? 0
        #expect(client.delete("/users/saved_filters/\(id)").status == 204)
        #expect(client.delete("/users/saved_filters/\(id)").status == 404)
        #expect(client.get("/users/saved_filters").items.count == 1)
    }
}
