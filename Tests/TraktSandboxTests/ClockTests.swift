import Foundation
import Synchronization
import Testing

@testable import TraktSandbox

@Suite("Clock, state and values")
struct ClockTests {
    @Test("setting the clock moves what airs; a running clock runs on from there")
    func moves() async throws {
        try await withClient { client in
            let set = try await client.put("/_sandbox/clock", ["now": "2030-01-01T00:00:00.000Z"])
            #expect(set.status == 200)
            let later = try await client.get("/_sandbox/clock").json["now"]?.string ?? ""
            #expect(later >= "2030-01-01T00:00:00.000Z" && later < "2030-01-01T00:01:00.000Z")
            let week = try await client.get("/calendars/all/shows")
            #expect(week.headers["x-start-date"] == "Tue, 01 Jan 2030 00:00:00 GMT")
            #expect(try await client.put("/_sandbox/clock", ["now": "tomorrow"]).status == 422)
            #expect(try await client.send("POST", "/_sandbox/reset").status == 204)
            #expect(try await client.get("/_sandbox/clock").json["now"]?.string ?? "" < "2030")
        }
    }

    @Test("a fixed clock stands still, also after it is set")
    func stands() {
        var fixed = SandboxClock(fixedAt: Fixture.now)
        #expect(fixed.now(real: Timestamp(milliseconds: 0)) == Fixture.now)
        fixed.set(to: Fixture.now.adding(days: 1), real: Timestamp(milliseconds: 5))
        #expect(fixed.now(real: Timestamp(milliseconds: 9_999_999)) == Fixture.now.adding(days: 1))
        var running = SandboxClock(fixedAt: nil)
        running.set(to: Fixture.now, real: Timestamp(milliseconds: 1000))
        #expect(running.now(real: Timestamp(milliseconds: 3000)) == Fixture.now.adding(seconds: 2))
    }

    @Test("a saved state is read back whole")
    func snapshot() throws {
        let client = try LocalClient.demo()
        _ = client.post("/users/me/lists", ["name": "Kept"])
        let state = client.sandbox.contents.withLock { $0.state }
        let path = FileManager.default.temporaryDirectory.appending(path: "sandbox-\(UUID()).json").path
        try state.snapshot().write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let again = try LocalClient.demo(SandboxConfiguration(seed: .file(path: path)))
        for target in ["/users/me/lists", "/sync/history", "/calendars/my/shows", "/sync/last_activities"] {
            #expect(again.get(target).json == client.get(target).json, "\(target)")
        }
        #expect(throws: SnapshotError.self) { try SandboxState(file: "/nowhere/state.json") }
    }

    @Test("a state file keeps what one run changed for the next")
    func keeping() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "sandbox-\(UUID()).json").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await withSandbox(keeping: path) { (info: SandboxInfo) async throws in
            _ = try await RawClient(info).post("/users/me/lists", ["name": "Kept"])
        }
        try await withSandbox(keeping: path) { (info: SandboxInfo) async throws in
            #expect(try await RawClient(info).get("/users/me/lists/kept").status == 200)
        }
    }

    @Test("dates are read and written as Trakt does")
    func dates() {
        #expect(Timestamp("2014-09-01T09:10:11.000Z")?.description == "2014-09-01T09:10:11.000Z")
        #expect(Timestamp("2014-09-01T09:10:11.5+02:00")?.description == "2014-09-01T07:10:11.500Z")
        #expect(Timestamp("2014-09-01")?.description == "2014-09-01T00:00:00.000Z")
        #expect(Timestamp("1969-12-31T23:59:59.999Z")?.description == "1969-12-31T23:59:59.999Z")
        #expect(Timestamp("2024-02-29")?.httpDate == "Thu, 29 Feb 2024 00:00:00 GMT")
        for text in ["2023-02-29", "2014-13-01", "2014-09-01T25:00:00Z", "soon", "2014-09-01T", ""] {
            #expect(Timestamp(text) == nil, "\(text)")
        }
        // What an offset carries out of the years that can be written is no date, and no offset is a day long.
        #expect(Timestamp("9999-12-31T23:59:59.999Z")?.description == "9999-12-31T23:59:59.999Z")
        for text in [
            "9999-12-31T23:00:00-02:00", "0001-01-01T01:00:00+02:00", "0000-06-01", "2014-09-01T09:10:11+24:00",
            "2014-09-01T09:10:11+02:60", "9999-12-31T23:59:60Z",
        ] {
            #expect(Timestamp(text) == nil, "\(text)")
        }
    }

    @Test("JSON keeps 64-bit numbers, escapes, empty containers and the order of keys")
    func json() throws {
        let text = #"{"id":9007199254740993,"a":[],"o":{},"n":null,"d":1.5,"s":"\"\\\n\u0001é😀"}"#
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(value["id"] == 9_007_199_254_740_993)
        #expect(String(decoding: value.bytes, as: UTF8.self) == text)
        #expect(try JSONValue(parsing: Array(#""\ud83d\ude00""#.utf8)) == "😀")
        for bad in ["", "{", "[1,]", "{\"a\"}", "01x", "\"\\ud83d\"", "nul", "[1] 2", "\"\u{01}\"", "+1"] {
            #expect(throws: JSONParser.Failure.self, "\(bad)") { try JSONValue(parsing: Array(bad.utf8)) }
        }
        let deep = Array(String(repeating: "[", count: 100_000).utf8)
        #expect(throws: JSONParser.Failure.self) { try JSONValue(parsing: deep) }
    }
}
