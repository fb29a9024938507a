import Automation
import Lua
import Synchronization
import TestSupport
import Testing
import Trakt

@Suite("Reading page by page")
struct PageReadingTests {
    @Test("`each` gives every item once, in order, and reads every page once")
    func each() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local ids = {}
                for play in trakt.sync.history.get:each { limit = 20 } do ids[#ids + 1] = play.id end
                return ids
                """)
            let ids = try run.value.array ?? []
            let requests = try await stage.requests()
            let pages = requests.map { Int($0.query["page"] ?? "") ?? 0 }
            #expect(ids.count > 40, "the demo has more than two pages of plays")
            #expect(Set(ids).count == ids.count)
            #expect(pages == Array(1...(ids.count + 19) / 20))
            #expect(requests.allSatisfy { $0.path == "/sync/history" && $0.query["limit"] == "20" })
            #expect(run.report.reads == pages.count)
            let whole = try await stage.run(
                "local ids = {} for i, play in ipairs(trakt.sync.history.get:all()) do ids[i] = play.id end return ids")
            #expect(try whole.value.array == ids)
        }
    }

    @Test("The next page is under way before the items of this one are used up")
    func ahead() async throws {
        try await withStage { stage in
            let meeting = MeetingTransport(stage.transport, holds: "/shows/breaking-bad", until: "page=2")
            let run = try await stage.run(
                """
                for play in trakt.sync.history.get:each { limit = 20 } do
                  return trakt.shows.get("breaking-bad").title
                end
                """, client: stage.client(through: meeting))
            #expect(try run.value == "Breaking Bad")
        }
    }

    @Test("Leaving the loop leaves the rest unread")
    func leaving() async throws {
        try await withStage { stage in
            _ = try await stage.run(
                """
                for play in trakt.sync.history.get:each { limit = 20 } do break end
                trakt.shows.get("breaking-bad")
                """
            ).value
            let pages = try await stage.requests().compactMap { $0.query["page"] }
            #expect(Set(pages).isSubset(of: ["1", "2"]))
        }
    }

    @Test("`all` knows that it is complete, and how many there are")
    func complete() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local all = trakt.sync.watchlist.get:all { limit = 7 }
                return { #all, all.item_count, all.complete }
                """)
            let value = try run.value.array ?? []
            #expect(value.count == 3 && value[0] == value[1])
            #expect(value.last == true)
        }
    }

    @Test("A page that is too short makes the whole incomplete")
    func shortPage() async throws {
        try await withStage { stage in
            try await stage.fault(["path": "/sync/watchlist", "kind": "short_page", "count": 1])
            let run = try await stage.run(
                """
                local all = trakt.sync.watchlist.get:all { limit = 7 }
                return { #all < all.item_count, all.complete }
                """)
            #expect(try run.value == [true, false])
        }
    }

    @Test("One page of several is not complete, the only page is")
    func onePage() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local part = trakt.sync.watchlist.get { limit = 2 }
                local whole = trakt.sync.watchlist.get { limit = 250 }
                local last = trakt.sync.watchlist.get { limit = 2, page = 2 }
                return { part.complete, #part, part.page_count == (part.item_count + 1) // 2,
                  whole.complete, #whole == part.item_count, last.page, last.complete }
                """)
            #expect(try run.value == [false, 2, true, true, true, 2, false])
        }
    }

    @Test("An endpoint without pages, or without an answer, works with `each` and `all` too")
    func withoutPages() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local genres = trakt.genres.list:all("movies")
                local count = 0
                for _ in trakt.genres.list:each("movies") do count = count + 1 end
                for _ in trakt.shows.next_episode:each("breaking-bad") do error("it has ended") end
                return { genres.complete, #genres == count, count > 5, trakt.shows.next_episode("breaking-bad") == nil }
                """)
            #expect(try run.value == [true, true, true, true])
        }
    }

    @Test("An endpoint that answers one object says so")
    func oneObject() async throws {
        try await withStage { stage in
            let run = try await stage.run("for _ in trakt.shows.get:each('breaking-bad') do end")
            #expect(try run.failure.kind == "invalid_call")
            #expect(try run.failure.message.contains("trakt.shows.get answers one object"))
            #expect(try run.failure.place == "test.lua:1")
        }
    }

    @Test("A page that fails in the middle raises there, after the items before it")
    func failsInTheMiddle() async throws {
        try await withStage { stage in
            let broken = BrokenPageTransport(stage.transport, breaks: "page=3")
            let run = try await stage.run(
                """
                local seen = 0
                local ok, problem = pcall(function()
                  for _ in trakt.sync.history.get:each { limit = 20 } do seen = seen + 1 end
                end)
                return { seen, ok, problem.kind, problem.status, problem.endpoint }
                """, client: stage.client(through: broken))
            #expect(try run.value == [40, false, "not_found", 404, "sync.history.get"])
        }
    }
}

/// Holds a request back until another one, which has to be under way at the same time, has been sent.
private final class MeetingTransport: Transport {
    private let transport: any Transport
    private let held: String
    private let awaited: String
    private let state = Mutex<(isSeen: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

    init(_ transport: any Transport, holds held: String, until awaited: String) {
        self.transport = transport
        self.held = held
        self.awaited = awaited
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        if request.url.contains(awaited) {
            let waiting = state.withLock { state in
                state.isSeen = true
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in waiting { continuation.resume() }
        }
        if request.url.contains(held) {
            await withCheckedContinuation { continuation in
                let isSeen = state.withLock { state in
                    if !state.isSeen { state.waiting.append(continuation) }
                    return state.isSeen
                }
                if isSeen { continuation.resume() }
            }
        }
        return try await transport.send(request)
    }
}

/// Answers 404 to one request and passes on all others.
private struct BrokenPageTransport: Transport {
    let transport: any Transport
    let broken: String

    init(_ transport: any Transport, breaks broken: String) {
        self.transport = transport
        self.broken = broken
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        guard !request.url.contains(broken) else { return TransportResponse(status: 404) }
        return try await transport.send(request)
    }
}
