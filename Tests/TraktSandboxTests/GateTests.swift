import Testing

@testable import TraktSandbox

@Suite("What is checked before a call is answered")
struct GateTests {
    @Test(
        "a missing or default User-Agent gets Cloudflare's 403: HTML, no request id",
        arguments: [nil, "", "python-requests/2.31", "curl/8.0", "Go-http-client/1.1", "axios/1.6"])
    func agent(_ agent: String?) async throws {
        try await withClient { client in
            var client = client
            client.agent = agent
            let answer = try await client.get("/shows/trending")
            #expect(answer.status == 403)
            #expect(answer.headers["server"] == "cloudflare")
            #expect(answer.headers["content-type"]?.hasPrefix("text/html") == true)
            #expect(answer.headers["x-request-id"] == nil)
            #expect(answer.headers["x-runtime"] == nil)
        }
    }

    @Test("a missing or wrong key gets Trakt's own 403", arguments: [nil, "wrong"])
    func key(_ key: String?) async throws {
        try await withClient { client in
            var client = client
            client.key = key
            let answer = try await client.get("/shows/trending")
            #expect(answer.status == 403)
            #expect(answer.headers["server"] != "cloudflare")
            #expect(answer.headers["x-request-id"] != nil)
            #expect(answer.headers["x-runtime"] != nil)
        }
    }

    @Test("the version, the content type and the token are required, paths and methods must exist")
    func others() async throws {
        try await withClient { (client: RawClient) async throws in
            var unversioned = client
            unversioned.version = nil
            #expect(try await unversioned.get("/shows/trending").status == 412)
            var untyped = client
            untyped.contentType = "text/plain"
            #expect(try await untyped.post("/sync/history", [:]).status == 412)
            untyped.contentType = nil
            #expect(try await untyped.put("/sync/watchlist", [:]).status == 412)
            #expect(try await untyped.get("/sync/history").status == 200)
            var stranger = client
            stranger.token = nil
            #expect(try await stranger.get("/sync/history").status == 401)
            #expect(try await stranger.get("/users/me/lists").status == 401)
            #expect(try await stranger.get("/users/ada-marlow/lists").status == 200)
            stranger.token = "wrong"
            #expect(try await stranger.get("/sync/history").status == 401)
            #expect(try await client.get("/nothing/here").status == 404)
            #expect(try await client.delete("/sync/history").status == 405)
            #expect(try await client.send("POST", "/sync/history", Array("{\"movies\": [".utf8)).status == 400)
            #expect(try await client.send("POST", "/sync/history", Array("[]".utf8)).status == 400)
        }
    }

    @Test("the request log tells what was sent, without the token, and what a real server objects to")
    func log() async throws {
        try await withClient { client in
            #expect(try await client.delete("/_sandbox/requests").status == 204)
            var stranger = client
            stranger.key = nil
            _ = try await stranger.post("/sync/history?limit=900", ["movies": []])
            let entries = try await client.get("/_sandbox/requests").json.array ?? []
            #expect(entries.count == 1)
            #expect(entries[0]["method"] == "POST")
            #expect(entries[0]["path"] == "/sync/history")
            #expect(entries[0]["query"] == ["limit": "900"])
            #expect(entries[0]["body"] == ["movies": []])
            #expect(entries[0]["status"] == 403)
            #expect(entries[0]["headers"]?["user-agent"] == "MoonreelTests/1.0")
            #expect(entries[0]["headers"]?["authorization"] == nil)
            #expect(entries[0]["objections"] == ["limit=900 is clamped to 250", "no trakt-api-key"])
            #expect(!String(decoding: JSONValue.array(entries).bytes, as: UTF8.self).contains(client.info.accessToken))
        }
    }

    @Test("too many calls get 429 with Retry-After and X-Ratelimit, when limits are switched on")
    func rates() throws {
        let client = try LocalClient({ Fixture.state() }, isRateLimited: true)
        let movie: JSONValue = ["movies": [["ids": ["trakt": 100]]]]
        #expect(client.post("/sync/watchlist", movie).status == 201)
        let second = client.post("/sync/watchlist/remove", movie)
        #expect(second.status == 429)
        #expect(second.header("Retry-After") == "1")
        let limit = try JSONValue(parsing: Array((second.header("X-Ratelimit") ?? "").utf8))
        #expect(limit["name"] == "AUTHED_API_POST_LIMIT")
        #expect(limit["period"] == 1)
        #expect(limit["limit"] == 1)
        #expect(limit["until"] == "2026-03-04T12:34:57.000Z")
        for _ in 1...1000 { #expect(client.get("/users/settings").status == 200) }
        #expect(client.get("/users/settings").header("X-Ratelimit")?.contains("AUTHED_API_GET_LIMIT") == true)
        #expect(client.with(token: nil).get("/shows/trending").status == 200)
    }

    @Test("a rate limit opens again when its time is over")
    func rateWindow() {
        var limits = RateLimits()
        let call = Call(method: "POST", target: "/", headers: [:], body: [])
        let start = Fixture.now
        #expect(limits.admit(call, user: "a", now: start) == nil)
        #expect(limits.admit(call, user: "a", now: start.adding(seconds: 0)) != nil)
        #expect(limits.admit(call, user: "b", now: start) == nil)
        #expect(limits.admit(call, user: "a", now: start.adding(seconds: 1)) == nil)
    }
}
