import Synchronization
import Testing

@testable import TraktSandbox

@Suite("Faults that make changes and do not report them")
struct UnreportedChangeTests {
    private static let movie: JSONValue = ["movies": [["ids": ["trakt": 100]]]]

    private let client: LocalClient

    init() throws {
        client = try LocalClient.fixture()
    }

    private var watched: [Int?] {
        client.get("/sync/history").items.map { ($0["movie"] ?? $0["episode"])?["ids"]?["trakt"]?.int }
    }

    @Test("`apply_then_status` answers a status and has made the change")
    func thenStatus() throws {
        try client.fail(["kind": "apply_then_status", "status": 502, "path": "/sync/*", "count": 1])
        let reply = client.reply("POST", "/sync/history", Self.movie)
        #expect(reply.answer.status == 502)
        #expect(reply.delivery == .whole)
        #expect(reply.answer.bytes.isEmpty)
        #expect(watched == [100])
    }

    @Test("`apply_half` has taken the items that come first")
    func half() throws {
        try client.fail(["kind": "apply_half", "status": 500])
        let movies: JSONValue = [100, 101, 102].map { ["ids": ["trakt": .int($0)]] }.array
        #expect(client.post("/sync/watchlist", ["movies": movies]).status == 500)
        #expect(client.get("/sync/watchlist").items.map { $0["movie"]?["ids"]?["trakt"]?.int } == [100])
    }

    @Test("`apply_half` looks into shows")
    func halfOfShow() throws {
        try client.fail(["kind": "apply_half"])
        let season: JSONValue = ["number": 1, "episodes": [["number": 1], ["number": 2], ["number": 3]]]
        let body: JSONValue = ["shows": [["ids": ["trakt": 10], "seasons": [season, ["number": 2]]]]]
        #expect(client.post("/sync/history", body).status == 503)
        #expect(client.get("/sync/history").items.map { $0["episode"]?["number"]?.int } == [2, 1])
    }

    @Test("`apply_half` leaves calls alone that cannot be halved")
    func nothingToHalve() throws {
        try client.fail(["kind": "apply_half"])
        #expect(client.post("/sync/history", Self.movie).status == 201)
        #expect(client.post("/users/me/lists", ["name": "Whole"]).status == 201)
        #expect(client.get("/sync/history").status == 200)
    }

    @Test("`apply_late` makes the change when its time has come")
    func late() throws {
        try client.fail(["kind": "apply_late", "after_ms": 90_000, "method": "POST", "count": 1])
        #expect(client.reply("POST", "/sync/history", Self.movie).delivery == .nothing)
        #expect(watched == [])
        client.setClock(seconds: 89)
        #expect(watched == [])
        client.setClock(seconds: 90)
        // 12:34:56 and 90 seconds.
        #expect(client.get("/sync/history").items.first?["watched_at"] == "2026-03-04T12:36:00.000Z")
        client.setClock(seconds: 300)
        #expect(watched == [100])
    }

    @Test("`apply_late` with a status answers that")
    func lateWithStatus() throws {
        try client.fail(["kind": "apply_late", "status": 504, "count": 1])
        let reply = client.reply("POST", "/sync/history", Self.movie)
        #expect(reply.answer.status == 504)
        #expect(reply.delivery == .whole)
        client.setClock(minutes: 1)
        #expect(watched == [100])
    }

    @Test("late changes are made in the order in which they fall due, and one that is refused does no harm")
    func order() throws {
        try client.fail(["kind": "apply_late", "after_ms": 2000, "count": 1])
        _ = client.post("/users/me/lists/first/items", Self.movie)
        try client.fail(["kind": "apply_late", "after_ms": 1000, "count": 1])
        _ = client.post("/users/me/lists", ["name": "First"])
        client.setClock(seconds: 2)
        #expect(client.get("/users/me/lists/first/items").items.count == 1)
        try client.fail(["kind": "apply_late", "after_ms": 0, "count": 1])
        _ = client.post("/users/me/lists/nowhere/items", Self.movie)
        #expect(client.get("/users/me/lists").items.count == 1)
    }

    @Test("a state that is saved has the late changes that are due")
    func saved() throws {
        try client.fail(["kind": "apply_late", "after_ms": 1000, "count": 1])
        _ = client.post("/sync/history", Self.movie)
        #expect(client.sandbox.state.accounts[0].plays.isEmpty)
        client.setClock(seconds: 1)
        #expect(client.sandbox.state.accounts[0].plays.count == 1)
    }

    @Test("`stale_reads` answers what was there some time ago")
    func staleReads() throws {
        try client.fail(["kind": "stale_reads", "after_ms": 10_000])
        _ = client.post("/sync/history", Self.movie)
        client.setClock(seconds: 5)
        _ = client.post("/sync/history", ["movies": [["ids": ["trakt": 101]]]])
        #expect(watched == [])
        client.setClock(seconds: 10)
        #expect(watched == [100])
        client.setClock(seconds: 15)
        #expect(watched == [101, 100])
    }
}

@Suite("Faults that strike at random")
struct RandomFaultTests {
    /// Which of 200 calls were struck.
    private func struck(_ fault: JSONValue) throws -> [Bool] {
        let client = try LocalClient.fixture()
        try client.fail(fault)
        return (0..<200).map { _ in client.get("/sync/last_activities").status == 503 }
    }

    @Test("a share of the calls is struck, the same ones for the same seed")
    func share() throws {
        let once = try struck(["kind": "status", "share": 0.1, "seed": 7])
        #expect(try struck(["kind": "status", "share": 0.1, "seed": 7]) == once)
        #expect(try struck(["kind": "status", "share": 0.1, "seed": 8]) != once)
        #expect((5...40).contains(once.count { $0 }))
        #expect(try struck(["kind": "status", "share": 0, "seed": 7]).count { $0 } == 0)
        #expect(try struck(["kind": "status", "share": 1, "seed": 7]).count { $0 } == 200)
    }

    @Test("a lateness is drawn between the least and the most")
    func lateness() throws {
        let client = try LocalClient.fixture()
        try client.fail(["kind": "apply_late", "after_ms": [10_000, 30_000], "seed": 3])
        for _ in 0..<20 { _ = client.post("/sync/history", ["movies": [["ids": ["trakt": 100]]]]) }
        let counts = [9, 20, 31].map { seconds in
            client.setClock(seconds: seconds)
            return client.get("/sync/history").items.count
        }
        #expect(counts[0] == 0)
        #expect((1...19).contains(counts[1]))
        #expect(counts[2] == 20)
    }

    @Test(
        "what is no share or no lateness is refused",
        arguments: [
            ["kind": "status", "share": 1.5], ["kind": "status", "share": "often"],
            ["kind": "apply_late", "after_ms": -1], ["kind": "apply_late", "after_ms": [5, 4]],
            ["kind": "apply_late", "after_ms": [5]], ["kind": "status", "seed": 0.5],
        ] as [JSONValue])
    func refused(_ fault: JSONValue) throws {
        let client = try LocalClient.fixture()
        #expect(throws: Refusal.self) { try client.fail(fault) }
    }
}

extension LocalClient {
    /// Switches a fault on.
    fileprivate func fail(_ fault: JSONValue) throws {
        _ = try sandbox.contents.withLock { try $0.faults.add(fault) }
    }
}

extension [JSONValue] {
    fileprivate var array: JSONValue { .array(self) }
}
