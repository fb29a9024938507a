import Testing

@testable import TraktSandbox

@Suite("What client libraries send")
struct LibraryClientTests {
    @Test("doubled slashes and a slash at the end change nothing")
    func slashes() async throws {
        try await withClient { client in
            let plain = try await client.get("/users/me/lists").json
            for target in ["//users//me/lists", "/users/me/lists/", "/users/me//lists//?page=1"] {
                #expect(try await client.get(target).json == plain, "\(target)")
            }
        }
    }

    @Test("header names count in any case, and charsets, encodings and unknown headers are passed over")
    func headers() async throws {
        try await withClient { client in
            var shouting = client
            (shouting.key, shouting.version, shouting.token, shouting.contentType) = (nil, nil, nil, nil)
            shouting.headers = [
                ("TRAKT-API-KEY", client.info.clientID), ("Trakt-Api-Version", "2"),
                ("AUTHORIZATION", "bearer \(client.info.accessToken)"), ("Accept-Encoding", "gzip, deflate, br"),
                ("Content-Type", "application/json; charset=utf-8"), ("X-Whatever", "1"),
            ]
            let made = try await shouting.post("/users/me/lists", ["name": "Loud"])
            #expect(made.status == 201)
            #expect(made.headers["content-encoding"] == nil)
        }
    }

    @Test("a POST without a body needs no content type")
    func bodiless() async throws {
        try await withClient { client in
            var client = client
            client.contentType = nil
            let liked = try await client.send("POST", "/users/ada-marlow/lists/everything/like")
            #expect(liked.status == 204)
        }
    }

    @Test("HEAD answers what GET would, but for the body")
    func head() async throws {
        try await withClient { client in
            let get = try await client.get("/users/me/lists?limit=1")
            let head = try await client.send("HEAD", "/users/me/lists?limit=1")
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
            #expect(head.headers["content-length"] == String(get.body.count))
            #expect(head.headers["x-pagination-item-count"] == get.headers["x-pagination-item-count"])
            #expect(try await client.send("HEAD", "/nothing").status == 404)
        }
    }

    @Test("without a page the first one comes, and limit=1000 is applied as 250 and said so")
    func paging() async throws {
        try await withClient { client in
            let answer = try await client.get("/users/ada-marlow/lists/everything/items?limit=1000")
            #expect(try answer.json.array?.count == 250)
            #expect(answer.headers["x-pagination-limit"] == "250")
            #expect(answer.headers["x-pagination-page"] == "1")
        }
    }

    @Test("OPTIONS says what a path takes, without a key")
    func options() async throws {
        try await withClient { client in
            var client = client
            (client.key, client.token, client.agent) = (nil, nil, nil)
            let answer = try await client.send("OPTIONS", "/sync/watchlist")
            #expect(answer.status == 204)
            #expect(answer.headers["allow"] == "GET, HEAD, POST, PUT")
            #expect(try await client.send("OPTIONS", "/nothing").status == 404)
        }
    }

    @Test("the Date of an answer is the sandbox's")
    func date() async throws {
        try await withClient(SandboxConfiguration(now: Fixture.now.date)) { client in
            #expect(try await client.get("/shows/trending").headers["date"] == "Wed, 04 Mar 2026 12:34:56 GMT")
            _ = try await client.put("/_sandbox/clock", ["now": "2014-09-01T09:10:11Z"])
            #expect(try await client.get("/_sandbox/info").headers["date"] == "Mon, 01 Sep 2014 09:10:11 GMT")
        }
    }
}
