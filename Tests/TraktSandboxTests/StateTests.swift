import Foundation
import Testing

@testable import TraktSandbox

@Suite("A sandbox that is kept")
struct StateTests {
    private static func path() -> String {
        FileManager.default.temporaryDirectory.appending(path: "sandbox-\(UUID()).json").path
    }

    @Test("a file without what came later is read as if nothing of it had been there")
    func older() throws {
        var document = try JSONValue(parsing: Array(Fixture.state().snapshot()))
        for later in ["signIns", "refreshes", "searches"] { document[later] = nil }
        document["accounts"] = .array(
            (document["accounts"]?.array ?? []).map { account in
                var account = account
                for later in ["social", "smartLists", "preferences", "connections"] { account[later] = nil }
                return account
            })
        let state = try SandboxState(snapshot: Data(document.bytes))
        #expect(state.accounts.count == Fixture.state().accounts.count)
        #expect(state.accounts[1].profile.slug == "ada-marlow")
        #expect(state.accounts[1].social.comments.isEmpty)
        #expect(state.accounts[0].smartLists.isEmpty)
        #expect(state.signIns.grants.isEmpty)
    }

    @Test("a file of another version, or of something else, is refused with the reason")
    func foreign() throws {
        let path = Self.path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        func reason(_ text: String) throws -> String {
            try Data(text.utf8).write(to: URL(filePath: path))
            let error = #expect(throws: SnapshotError.self) { try SandboxServer(keeping: path) }
            return error?.description ?? ""
        }
        #expect(try reason(#"{"version": 99}"#).contains("version 99"))
        for text in [#"{"version": 1, "accounts": 3}"#, "{}", "[]", "no JSON"] {
            #expect(try reason(text).contains("it holds something else"), "\(text)")
        }
    }

    @Test("what changed is in the file by itself, while the sandbox runs, and a reset goes back to the seed")
    func soon() async throws {
        let path = Self.path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await withSandbox(keeping: path) { (info: SandboxInfo) async throws in
            let client = RawClient(info)
            _ = try await client.post("/users/me/lists", ["name": "Kept at once"])
            let deadline = ContinuousClock.now + .seconds(300)
            while !((try? String(contentsOfFile: path, encoding: .utf8))?.contains("Kept at once") ?? false) {
                guard ContinuousClock.now < deadline else { throw CancellationError() }
                await Task.yield()
            }
        }
        try await withSandbox(keeping: path) { (info: SandboxInfo) async throws in
            let client = RawClient(info)
            #expect(try await client.get("/users/me/lists/kept-at-once").status == 200)
            #expect(try await client.post("/_sandbox/reset", [:]).status == 204)
            #expect(try await client.get("/users/me/lists/kept-at-once").status == 404)
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!text.contains("Kept at once"))
    }
}
