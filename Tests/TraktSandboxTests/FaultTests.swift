import Synchronization
import Testing

@testable import TraktSandbox

@Suite("Faults on a socket")
struct FaultTests {
    private static let movie: JSONValue = ["movies": [["ids": ["trakt": 1]]]]

    private func plays(_ client: RawClient) async throws -> Int {
        Int(try await client.get("/sync/history").headers["x-pagination-item-count"] ?? "") ?? -1
    }

    @Test("`status` answers that status and does nothing, as often as it should")
    func status() async throws {
        try await withClient { client in
            let before = try await plays(client)
            let fault = try await client.post(
                "/_sandbox/faults",
                ["method": "POST", "path": "/sync/*", "kind": "status", "status": 503, "count": 2])
            #expect(fault.status == 201)
            #expect(try await client.post("/sync/history", Self.movie).status == 503)
            #expect(try await client.post("/sync/history/remove", Self.movie).status == 503)
            #expect(try await plays(client) == before)
            #expect(try await client.post("/sync/history", Self.movie).status == 201)
            #expect(try await client.get("/_sandbox/faults").json == [])
        }
    }

    @Test("`status` 429 says when to come back")
    func tooMany() async throws {
        try await withClient { client in
            _ = try await client.post("/_sandbox/faults", ["path": "*", "kind": "status", "status": 429])
            let answer = try await client.get("/shows/trending")
            #expect(answer.status == 429)
            #expect(answer.headers["retry-after"] == "1")
            #expect(answer.headers["x-ratelimit"]?.contains("AUTHED_API_GET_LIMIT") == true)
            let change = try await client.post("/sync/history", Self.movie)
            #expect(change.headers["x-ratelimit"]?.contains("AUTHED_API_POST_LIMIT") == true)
        }
    }

    @Test("`html` answers a page of Cloudflare", arguments: [403, 429, 503])
    func html(_ status: Int) async throws {
        try await withClient { client in
            _ = try await client.post("/_sandbox/faults", ["path": "*", "kind": "html", "status": .int(status)])
            let answer = try await client.get("/shows/trending")
            #expect(answer.status == status)
            #expect(answer.headers["server"] == "cloudflare")
            #expect(answer.headers["x-ratelimit"] == nil)
            #expect(answer.text.hasPrefix("<!DOCTYPE html>"))
            #expect(try await client.delete("/_sandbox/faults").status == 204)
            #expect(try await client.get("/shows/trending").status == 200)
        }
    }

    @Test("`latency` answers late")
    func latency() async throws {
        try await withClient { client in
            _ = try await client.post("/_sandbox/faults", ["path": "*", "kind": "latency", "delay_ms": 150])
            let clock = ContinuousClock()
            let start = clock.now
            #expect(try await client.get("/shows/trending").status == 200)
            #expect(clock.now - start >= .milliseconds(150))
        }
    }

    @Test("`cut_before_headers` closes without a byte and does nothing")
    func cutBeforeHeaders() async throws {
        try await withClient { client in
            let before = try await plays(client)
            _ = try await client.post(
                "/_sandbox/faults", ["path": "/sync/history", "kind": "cut_before_headers", "count": 1])
            let answer = try await client.post("/sync/history", Self.movie)
            #expect(answer.status == nil)
            #expect(answer.body.isEmpty)
            #expect(try await plays(client) == before)
        }
    }

    @Test("`apply_then_cut` closes without a byte after the change is made")
    func applyThenCut() async throws {
        try await withClient { client in
            let before = try await plays(client)
            _ = try await client.post(
                "/_sandbox/faults", ["method": "POST", "path": "/sync/history", "kind": "apply_then_cut", "count": 1])
            #expect(try await client.post("/sync/history", Self.movie).status == nil)
            #expect(try await plays(client) == before + 1)
            let log = try await client.get("/_sandbox/requests").json.array ?? []
            #expect(log.contains { $0["fault"] == "apply_then_cut" && $0["status"] == .null })
        }
    }

    @Test("`cut_body` announces more than it sends")
    func cutBody() async throws {
        try await withClient { client in
            _ = try await client.post("/_sandbox/faults", ["path": "/shows/*", "kind": "cut_body", "count": 1])
            let cut = try await client.get("/shows/popular")
            #expect(cut.status == 200)
            #expect(!cut.isComplete)
            #expect(!cut.body.isEmpty)
            let whole = try await client.get("/shows/popular")
            #expect(whole.isComplete)
            #expect(Array(whole.body.prefix(cut.body.count)) == cut.body)
            #expect(cut.headers["content-length"] == String(whole.body.count))
        }
    }

    @Test("`stale_list` answers what was there before the last change")
    func staleList() async throws {
        try await withClient { client in
            _ = try await client.post("/users/me/lists", ["name": "Stale"])
            _ = try await client.post("/users/me/lists/stale/items", Self.movie)
            // The change that matches the path does not use the fault up.
            _ = try await client.post("/_sandbox/faults", ["path": "*/items", "kind": "stale_list", "count": 1])
            _ = try await client.post("/users/me/lists/stale/items", Self.movie)
            #expect(try await client.get("/users/me/lists/stale/items").json == [])
            #expect(try await client.get("/users/me/lists/stale/items").json.array?.count == 1)
        }
    }

    @Test("`short_page` leaves out elements that the headers promise")
    func shortPage() async throws {
        try await withClient { client in
            let path = "/users/ada-marlow/lists/everything/items?limit=40"
            _ = try await client.post("/_sandbox/faults", ["path": "/users/*", "kind": "short_page", "count": 1])
            let short = try await client.get(path)
            #expect(try short.json.array?.count == 20)
            #expect(short.headers["x-pagination-limit"] == "40")
            #expect(try await client.get(path).json.array?.count == 40)
        }
    }

    @Test("`empty_array` answers [] also where an object is due")
    func emptyArray() async throws {
        try await withClient { client in
            _ = try await client.post("/_sandbox/faults", ["path": "/users/settings", "kind": "empty_array"])
            let answer = try await client.get("/users/settings")
            #expect(answer.status == 200)
            #expect(answer.text == "[]")
        }
    }

    @Test("an unknown kind is refused with the known ones")
    func unknownKind() async throws {
        try await withClient { client in
            let answer = try await client.post("/_sandbox/faults", ["path": "*", "kind": "gremlins"])
            #expect(answer.status == 422)
            #expect(answer.text.contains("apply_then_cut"))
        }
    }

    @Test("patterns match with * anywhere")
    func globs() {
        #expect(Glob.matches("*", "/sync/history"))
        #expect(Glob.matches("*", ""))
        #expect(Glob.matches("/sync/*", "/sync/history/remove"))
        #expect(Glob.matches("*/items", "/users/me/lists/a/items"))
        #expect(Glob.matches("*/lists*/items", "/users/me/lists/lists/items"))
        #expect(Glob.matches("/users/*/lists", "/users/me/lists"))
        #expect(!Glob.matches("/users/*/lists", "/users/me/lists/a"))
        #expect(!Glob.matches("/sync", "/sync/history"))
        #expect(!Glob.matches("/sync/history", "/sync"))
        #expect(!Glob.matches("", "/"))
    }

    @Test("a pattern with many * is decided at once", .timeLimit(.minutes(10)))
    func manyStars() {
        let path = String(repeating: "a", count: 200)
        #expect(!Glob.matches(String(repeating: "*a", count: 60) + "b", path))
        #expect(Glob.matches(String(repeating: "*a", count: 60), path))
    }

    @Test(
        "numbers that no fault can have are refused by name",
        arguments: [
            ("status", 1000), ("status", 100), ("status", -1), ("count", 0), ("count", .min), ("delay_ms", -1),
            ("delay_ms", .max), ("seconds", .max), ("seconds", .min),
        ])
    func impossibleNumbers(_ name: String, _ number: Int) throws {
        let document: JSONValue = [
            JSONObject.Member(key: name, value: .int(number)), .init(key: "kind", value: "status"),
        ].json
        let refusal = #expect(throws: Refusal.self) { try Fault(document, id: 1) }
        #expect(refusal?.answer.status == 422)
        #expect(refusal?.reason.hasPrefix(name) == true)
        let text: JSONValue = [JSONObject.Member(key: name, value: "many"), .init(key: "kind", value: "status")].json
        #expect(throws: Refusal.self) { try Fault(text, id: 1) }
    }

    @Test("a path strikes however it is written", arguments: ["/sync/history", "//sync//history", "/sync/%68istory/"])
    func spellings(_ target: String) throws {
        let client = try LocalClient.fixture()
        try client.sandbox.contents.withLock { contents in
            _ = try contents.faults.add(["kind": "status", "status": 503, "path": "/sync/history"])
        }
        #expect(client.get(target).status == 503)
    }
}
