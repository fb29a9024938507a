import Foundation
import Lua
import Synchronization
import TestSupport
import Testing
import Trakt

@Suite("`all`: several functions at once")
struct AllTests {
    @Test("Results come in the functions' order, or under their names")
    func results() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local function title(id) return function() return trakt.shows.get(id).title end end
                local first, nothing, third = all { title "breaking-bad", function() end, title "the-wire" }
                local named = all { show = title "chernobyl", number = function() return false end }
                return { first, nothing == nil, third, named.show, named.number, select("#", all {}) }
                """)
            #expect(try run.value == ["Breaking Bad", true, "The Wire", "Chernobyl", false, 0])
        }
    }

    @Test("The calls of all branches are under way at the same time")
    func atOnce() async throws {
        try await withStage { stage in
            let gathering = GatheringTransport(stage.transport, count: 20)
            let run = try await stage.run(
                """
                local branches = {}
                for i = 1, 20 do branches[i] = function() return trakt.shows.get("breaking-bad").ids.trakt end end
                return { all(branches) }
                """, client: stage.client(through: gathering))
            #expect(try run.value == .array(Array(repeating: 1388, count: 20)))
        }
    }

    @Test("Branches may have branches, loops over pages and `pcall`s of their own")
    func nested() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local function count()
                  local n = 0
                  for _ in trakt.sync.watchlist.get:each { limit = 5 } do n = n + 1 end
                  return n
                end
                local a, b, inner, caught = all {
                  count,
                  function() return #trakt.sync.watchlist.get:all { limit = 6 } end,
                  function()
                    local x, y = all { function() trakt.shows.get "the-wire" return 1 end, function() return 2 end }
                    return x + y
                  end,
                  function() return (pcall(trakt.shows.get, "no-such-show")) end,
                }
                return { a == b, a > 10, inner, caught }
                """)
            #expect(try run.value == [true, true, 3, false])
        }
    }

    @Test("The first error ends the others, closes what they had open, and is raised")
    func errors() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local closed = 0
                local ok, problem = pcall(all, {
                  function()
                    local guard <close> = setmetatable({}, { __close = function() closed = closed + 1 end })
                    trakt.shows.get "breaking-bad"
                    for _ = 1, 100 do trakt.shows.get "breaking-bad" end
                  end,
                  function() trakt.shows.get "no-such-show" end,
                })
                return { ok, problem.kind, problem.endpoint, closed }
                """)
            #expect(try run.value == [false, "not_found", "shows.get", 1])
            #expect(try await stage.requests().count < 50)
        }
    }

    @Test(
        "What is no function is refused, with its name",
        arguments: [
            ("all { 1 }", "all expects functions, but 1 is a number"),
            ("all { x = trakt.shows.get }", "x is a table"), ("all(1)", "all expects a table of functions"),
            ("all { function() coroutine.yield(1) end }", "coroutine.yield cannot be used directly inside all{}"),
            ("all { function() local x = nil; return x.y end }", "attempt to index a nil value"),
        ])
    func refused(_ call: String, _ says: String) async throws {
        try await withStage { stage in
            let failure = try await stage.run("\n" + call).failure
            #expect(failure.message.contains(says), "\(failure)")
            #expect(failure.place == "test.lua:2", "\(failure)")
        }
    }
}

/// Holds every request until so many of them are under way.
private final class GatheringTransport: Transport {
    private let transport: any Transport
    private let count: Int
    private let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])

    init(_ transport: any Transport, count: Int) {
        self.transport = transport
        self.count = count
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        await withCheckedContinuation { continuation in
            let released = waiting.withLock { waiting in
                waiting.append(continuation)
                guard waiting.count == count else { return [CheckedContinuation<Void, Never>]() }
                defer { waiting = [] }
                return waiting
            }
            for continuation in released { continuation.resume() }
        }
        return try await transport.send(request)
    }
}
