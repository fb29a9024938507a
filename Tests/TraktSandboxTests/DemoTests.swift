import Foundation
import Synchronization
import Testing

@testable import TraktSandbox

@Suite("The demo's people")
struct DemoTests {
    @Test("what the documentation's examples name by number is there")
    func fixedIDs() throws {
        let client = try LocalClient.demo(SandboxConfiguration(isVIP: true))
        let comments = (101...104).map { client.get("/comments/\($0)").json }
        #expect(comments.map { $0["user"]?["username"] } == ["demo-user", "ada-marlow", "demo-user", "ada-marlow"])
        #expect(comments.map { $0["review"] } == [false, true, false, false])
        #expect(comments[2]["parent_id"] == 102)
        #expect(comments[1]["likes"]?.int ?? 0 > 0)
        #expect(client.get("/movies/the-wizard-of-oz-1939/comments/oldest").items.map { $0["id"] } == [102, 101])
        #expect(client.get("/shows/breaking-bad/comments").items.map { $0["id"] } == [104])
        #expect(client.get("/notes/201").header("X-Item-ID") == "507")
        #expect(client.get("/users/requests").items.map { $0["id"] } == [301])
        #expect(client.get("/users/requests/following").items.map { $0["id"] } == [302])
        #expect(client.get("/users/saved_filters/movies").items.map { $0["id"] } == [401])
        #expect(client.get("/sync/playback/movies").items[0]["id"] == 601)
        #expect(client.get("/lists/701").json["name"] == "Crime evenings")
        #expect(client.get("/users/me/lists/rainy-days/items").items[0]["id"] == 801)
        #expect(client.get("/sync/watchlist").items[0]["id"] == 802)
        #expect(client.get("/sync/favorites").items[0]["id"] == 803)
    }

    @Test("comments, requests and a running checkin are kept in a saved state; one without them is read")
    func saved() throws {
        let client = try LocalClient.demo()
        _ = client.post("/checkin", ["movie": ["ids": ["trakt": 507]]])
        let state = client.sandbox.contents.withLock { $0.state }
        let path = FileManager.default.temporaryDirectory.appending(path: "sandbox-\(UUID()).json").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try state.snapshot().write(to: URL(filePath: path))
        let again = try LocalClient.demo(SandboxConfiguration(seed: .file(path: path)))
        for target in ["/comments/recent?include_replies=true", "/users/requests", "/users/me/watching", "/notes/201"] {
            #expect(again.get(target).json == client.get(target).json, "\(target)")
        }
        var old = try JSONValue(parsing: Array(state.snapshot()))
        let accounts = (old["accounts"]?.array ?? []).map { account in
            var account = account
            account["social"] = nil
            account["watching"] = nil
            return account
        }
        #expect(accounts.count == 4)
        old["accounts"] = .array(accounts)
        let read = try SandboxState(snapshot: Data(old.bytes))
        #expect(read.comments.isEmpty)
        #expect(read.accounts[0].watching == nil)
    }
}
