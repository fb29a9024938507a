import Testing

@testable import TraktSandbox

@Suite("Web pages from elsewhere")
struct CrossOriginTests {
    private func preflight(_ client: RawClient, from origin: String) async throws -> RawAnswer {
        var browser = client
        (browser.key, browser.version, browser.token, browser.contentType) = (nil, nil, nil, nil)
        browser.headers = [
            ("Origin", origin), ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization,content-type,trakt-api-key,trakt-api-version"),
        ]
        return try await browser.send("OPTIONS", "/sync/history")
    }

    @Test(
        "pages on this machine may ask and send, with every header Trakt wants",
        arguments: ["http://localhost:5173", "http://127.0.0.1:8080", "http://localhost"])
    func local(_ origin: String) async throws {
        try await withClient { client in
            let answer = try await preflight(client, from: origin)
            #expect(answer.status == 204)
            #expect(answer.headers["access-control-allow-origin"] == origin)
            #expect(answer.headers["access-control-allow-methods"]?.contains("POST") == true)
            let allowed = answer.headers["access-control-allow-headers"] ?? ""
            for name in ["content-type", "trakt-api-key", "trakt-api-version", "authorization"] {
                #expect(allowed.contains(name))
            }
            var page = client
            page.headers = [("Origin", origin)]
            let read = try await page.get("/users/me/lists")
            #expect(read.headers["access-control-allow-origin"] == origin)
            #expect(read.headers["vary"] == "Origin")
            for name in ["X-Pagination-Item-Count", "Retry-After", "X-Ratelimit"] {
                #expect(read.headers["access-control-expose-headers"]?.contains(name) == true)
            }
            page.token = "wrong"
            #expect(try await page.get("/users/me/lists").headers["access-control-allow-origin"] == origin)
        }
    }

    @Test(
        "pages from anywhere else may not",
        arguments: ["https://example.com", "null", "https://localhost:5173", "http://localhost.example.com:80"])
    func elsewhere(_ origin: String) async throws {
        try await withClient { client in
            let answer = try await preflight(client, from: origin)
            #expect(answer.headers.keys.contains { $0.hasPrefix("access-control") } == false)
            var page = client
            page.headers = [("Origin", origin)]
            let read = try await page.get("/users/me/lists")
            #expect(read.headers["access-control-allow-origin"] == nil)
            #expect(read.headers["vary"] == "Origin")
        }
    }

    @Test("origins that are given replace those of this machine")
    func given() async throws {
        try await withClient(SandboxConfiguration(origins: ["https://*.example.com"])) { client in
            let answer = try await preflight(client, from: "https://app.example.com")
            #expect(answer.headers["access-control-allow-origin"] == "https://app.example.com")
            let local = try await preflight(client, from: "http://localhost:5173")
            #expect(local.headers["access-control-allow-origin"] == nil)
        }
    }

    @Test("calls that come from no page are told nothing about pages")
    func noOrigin() async throws {
        try await withClient { client in
            let answer = try await client.get("/users/me/lists")
            #expect(answer.headers["vary"] == nil)
            #expect(answer.headers["access-control-allow-origin"] == nil)
        }
    }
}
