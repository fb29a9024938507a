import Foundation
import Synchronization
import Testing

@testable import TraktSandbox

@Suite("A sandbox without a socket")
struct SandboxDoorTests {
    private func send(
        _ door: SandboxDoor, _ method: String, _ target: String, _ body: JSONValue? = nil
    ) -> SandboxDoor.Answer {
        door.answer(
            method: method, target: target,
            headers: [
                "User-Agent": "Tests/1.0", "trakt-api-key": door.info.clientID, "trakt-api-version": "2",
                "Content-Type": "application/json", "Authorization": "Bearer \(door.info.accessToken)",
            ], body: body?.bytes ?? [])
    }

    @Test("answers calls and its own calls, and goes by the clock it is handed")
    func answers() throws {
        let clock = Mutex(Fixture.now.date)
        let door = try SandboxDoor(SandboxConfiguration()) { clock.withLock { $0 } }
        let fault: JSONValue = ["kind": "apply_late", "after_ms": 5000, "delay_ms": 70, "count": 1]
        #expect(send(door, "POST", "/_sandbox/faults", fault).status == 201)
        let late = send(door, "POST", "/users/me/lists", ["name": "Late"])
        #expect(late.delivery == .nothing)
        #expect(late.delay == .milliseconds(70))
        #expect(send(door, "GET", "/users/me/lists/late").status == 404)
        clock.withLock { $0 += 5 }
        let list = send(door, "GET", "/users/me/lists/late")
        #expect(list.status == 200)
        #expect(try JSONValue(parsing: list.body)["created_at"] == "2026-03-04T12:35:01.000Z")
        #expect(list.headers.contains { $0.name == "date" && $0.value == "Wed, 04 Mar 2026 12:35:01 GMT" })
    }

    @Test("limits calls by the clock it is handed")
    func limits() throws {
        let clock = Mutex(Fixture.now.date)
        let door = try SandboxDoor(SandboxConfiguration(limits: .init(areCallsLimited: true))) {
            clock.withLock { $0 }
        }
        func rate() -> Int {
            send(door, "POST", "/sync/ratings", ["movies": [["ids": ["trakt": 1], "rating": 8]]]).status
        }
        #expect(rate() == 201)
        #expect(rate() == 429)
        clock.withLock { $0 += 1 }
        #expect(rate() == 201)
    }

    @Test("a twin begins as the other is, and each goes its own way")
    func twins() throws {
        let one = try SandboxDoor(SandboxConfiguration()) { Fixture.now.date }
        _ = send(one, "POST", "/users/me/lists", ["name": "Both"])
        let other = try one.twin { Fixture.now.date }
        _ = send(other, "POST", "/users/me/lists", ["name": "Other"])
        #expect(send(other, "GET", "/users/me/lists/both").status == 200)
        #expect(send(one, "GET", "/users/me/lists/other").status == 404)
        #expect(send(other, "POST", "/_sandbox/reset").status == 204)
        #expect(send(other, "GET", "/users/me/lists/both").status == 200)
        #expect(send(other, "GET", "/users/me/lists/other").status == 404)
    }
}
