import Testing
import TraktSandbox

@Suite("A sandbox on a socket")
struct SmokeTests {
    @Test("answers its address and credentials, and the calendar of the demo user")
    func answers() async throws {
        try await withClient { client in
            let info = try await client.get("/_sandbox/info")
            #expect(try info.json["access_token"]?.string == client.info.accessToken)
            for path in [
                "/calendars/my/shows", "/calendars/all/media", "/sync/history", "/sync/watchlist", "/users/me/lists",
                "/sync/watched/shows?extended=progress", "/sync/collection/shows", "/sync/ratings",
                "/search/show?query=breaking",
                "/sync/last_activities", "/users/settings", "/users/ada-marlow/lists/everything/items",
            ] {
                let answer = try await client.get(path)
                #expect(answer.status == 200, "\(path) answered \(answer.status ?? 0) \(answer.text)")
            }
        }
    }

    @Test("stops within a tenth of a second")
    func stops() async throws {
        let clock = ContinuousClock()
        let stopping = try await withSandbox { info in
            _ = try await RawClient(info).get("/_sandbox/info")
            return clock.now
        }
        #expect(clock.now - stopping < .milliseconds(100))
    }
}
