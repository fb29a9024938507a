import Automation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("What a change says of every value")
struct OutcomeTests {
    private static let outcomes = """
        local function outcomes(results)
          local all = {}
          for position, result in ipairs(results) do all[position] = result.outcome end
          return table.concat(all, " ")
        end

        """

    @Test("Added, existing, not found: one result a value, in order, with the script's own values")
    func each() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                Self.outcomes + """
                    trakt.watchlist:set {}
                    local known, new = { type = "movie", trakt = 16662 }, "tt0133093"
                    local unknown = { type = "show", imdb = "tt99999999" }
                    trakt.watchlist:add(known)
                    local answer = trakt.watchlist:add { known, new, unknown }
                    for position, value in ipairs { known, new, unknown } do
                      assert(answer.results[position].value == value)
                    end
                    return { outcomes(answer.results), answer.added, answer.existing, #answer.not_found,
                      outcomes(trakt.watchlist:remove { known, { type = "movie", trakt = 481 }, unknown }.results) }
                    """)
            #expect(try run.value == ["existing added not_found", 1, 1, 1, "deleted deleted absent"])
        }
    }

    @Test("Where Trakt's counts leave open which was there, the outcome says no more than that it was taken")
    func open() async throws {
        try await withStage { stage in
            _ = try await stage.run(
                "trakt.watchlist:set { { type = 'movie', trakt = 16662 } } trakt.history:add { type = 'movie', trakt = 507 }"
            ).value
            let run = try await stage.run(
                Self.outcomes + """
                    local mixed = { { type = "movie", trakt = 16662 }, { type = "movie", trakt = 481 },
                      { type = "show", trakt = 1388 } }
                    local added, removed = trakt.watchlist:add(mixed), trakt.watchlist:remove(mixed)
                    local plays = trakt.history:remove { { type = "movie", trakt = 507 }, { type = "show", trakt = 142206 } }
                    return { outcomes(added.results), tostring(added), outcomes(removed.results),
                      outcomes(plays.results) }
                    """)
            #expect(
                try run.value == [
                    "accepted accepted added", "2 added, 1 existing", "deleted deleted deleted", "accepted accepted",
                ])
        }
    }

    @Test("What the history does not know is said of every play, whatever its time and however it is nested")
    func unknownPlays() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                Self.outcomes + """
                    local values = { { type = "movie", trakt = 99999999 },
                      { type = "movie", trakt = 99999999, watched_at = "2026-03-01" }, { type = "movie", trakt = 16662 },
                      { type = "episode", show = { ids = { trakt = 1388 } }, season = 1, number = 99 },
                      { type = "season", show = { ids = { trakt = 1388 } }, season = 44 } }
                    local answer = trakt.history:add(values)
                    local own = true
                    for position, index in ipairs { 1, 2, 4, 5 } do
                      own = own and answer.not_found[position] == values[index]
                    end
                    return { outcomes(answer.results), tostring(answer), own }
                    """)
            #expect(
                try run.value == [
                    "not_found not_found added not_found not_found", "1 added, 4 not found", true,
                ])
        }
    }

    @Test("A value that repeats another one is sent once and has the same result")
    func repeated() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                Self.outcomes + """
                    trakt.watchlist:set {}
                    local values = { { type = "movie", trakt = 16662 }, { type = "movie", trakt = 481 },
                      { type = "movie", ids = { trakt = 16662, imdb = "tt1375666" } } }
                    local answer = trakt.watchlist:add(values)
                    assert(answer.results[3].value == values[3])
                    return { outcomes(answer.results), answer.sent, answer.added, #answer.results }
                    """)
            #expect(try run.value == ["added added added", 2, 2, 3])
        }
    }

    @Test("An unknown show comes back with everything that was asked for inside it, as it was given")
    func nested() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local function episode(show, number)
                  return { type = "episode", show = { ids = { trakt = show } }, season = 1, number = number }
                end
                local values = { episode(1388, 1), episode(987654, 1), episode(987654, 2), episode(1388, 99),
                  { type = "season", show = { ids = { trakt = 1388 } }, season = 44 } }
                local answer = trakt.list("Nested"):add(values)
                assert(#answer.not_found == 4)
                for position = 2, 5 do
                  assert(answer.results[position].outcome == "not_found")
                  assert(answer.not_found[position - 1] == values[position])
                end
                return { answer.results[1].outcome, answer.added }
                """)
            #expect(try run.value == ["added", 1])
        }
    }

    private static let episodes = """
        local function episodes(count)
          local items = {}
          for show = 1, 10000 do
            for place = 0, 11 do
              if #items == count then return items end
              items[#items + 1] = { show = { ids = { trakt = 900000 + show } }, season = 1 + place // 6,
                episode = 1 + place % 6 }
            end
          end
        end

        """

    @Test("The account's limit in the middle: what fit, what was refused and what was not sent; nothing is lost")
    func limit() async throws {
        try await withStage(shows: 130) { stage in
            let run = try await stage.run(
                Self.episodes + """
                    local list, items = trakt.list "Too many", episodes(450)
                    local ok, problem = pcall(list.add, list, items)
                    local count = {}
                    for position, result in ipairs(problem.results) do
                      assert(result.value == items[position])
                      count[result.outcome] = (count[result.outcome] or 0) + 1
                    end
                    assert(problem.remaining_items[1] == items[201] and problem.remaining_items[250] == items[450])
                    local rest = trakt.list { name = "The rest" }
                    local second = rest:add { table.unpack(problem.remaining_items, 1, 200) }
                    return { problem.kind, problem.account_limit, problem.upgrade_url, count.added, count.refused,
                      count.not_sent, #problem.remaining_items, #problem.unknown_items, second.added, #list:items() }
                    """)
            #expect(
                try run.value == [
                    "account_limit", 250, "https://trakt.tv/vip", 200, 200, 50, 250, 0, 200, 200,
                ])
        }
    }

    @Test("An answer that never came in the middle holds nothing up: every item is there once, and told of")
    func unknown() async throws {
        try await withStage(shows: 130, isVIP: true) { stage in
            let list = try await stage.value(of: "return trakt.list('Cut').ids.trakt").integer ?? 0
            let cutting = CuttingTransport(stage.transport, cuts: "/users/me/lists/\(list)/items", at: 2)
            let run = try await stage.run(
                Self.episodes + """
                    local list, items = trakt.list "Cut", episodes(450)
                    local answer = list:add(items)
                    return { answer.sent, answer.added + answer.existing, #answer.results, #list:items() }
                    """, client: stage.client(through: cutting))
            #expect(try run.value == [450, 450, 450, 450])
        }
    }

    @Test("A limit on the way of `set`: what was taken out is told, and setting again once there is room ends it")
    func limitInSet() async throws {
        try await withStage(shows: 130) { stage in
            let run = try await stage.run(
                Self.episodes + """
                    local list, items = trakt.list "Set", episodes(260)
                    list:add { "tt0133093", "tt1375666" }
                    local ok, problem = pcall(list.set, list, items)
                    local fitting = { table.unpack(items, 1, 240) }
                    return { problem.kind, problem.deleted, problem.added, #problem.remaining_items,
                      tostring(list:set(fitting)), #list:items(), list:set(fitting).sent }
                    """)
            #expect(try run.value == ["account_limit", 2, 200, 60, "40 added, 200 existing", 240, 0])
        }
    }

    @Test("An error with values that no document can hold is still told")
    func odd() async throws {
        try await withStage { stage in
            try await stage.fault(["path": "/sync/watchlist", "method": "POST", "kind": "status", "status": 420])
            let failure = try await stage.failure(
                of: "trakt.watchlist:add { type = 'movie', trakt = 1, mine = function() end }")
            #expect(failure.kind == "account_limit")
            #expect(failure.place == "test.lua:1")
        }
    }
}

/// Sends the requests to a path, and of one of them loses the answer.
private final class CuttingTransport: Transport {
    private let transport: any Transport
    private let path: String
    private let position: Int
    private let seen = Counter()

    init(_ transport: any Transport, cuts path: String, at position: Int) {
        self.transport = transport
        self.path = path
        self.position = position
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let response = try await transport.send(request)
        guard request.method == .post, request.url.hasSuffix(path), seen.next() == position else { return response }
        throw .outcomeUnknown("the test cut the connection")
    }
}
