import Automation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("Rules: options and what they may change")
struct RuleTests {
    private static let showOptions = """
        return {
          name = "Options",
          options = { list = "Inbox", days = 7, specials = false, names = { "a" } },
          run = function(options)
            local found = {}
            for name, value in pairs(options) do found[name] = value end
            return found
          end,
        }
        """

    @Test("Without `--set` a rule gets its own defaults")
    func defaults() async throws {
        try await withStage { stage in
            let run = try await stage.run(Self.showOptions)
            #expect(try run.value == ["list": "Inbox", "days": 7, "specials": false, "names": ["a"]])
            #expect(run.report.rule == "Options")
        }
    }

    @Test("What is set becomes what the default is: a number, true or false, text, a list")
    func converted() async throws {
        try await withStage { stage in
            let set = ["list": "42", "days": "3", "specials": "true", "names": #"["b", "c"]"#]
            let run = try await stage.run(Self.showOptions, options: set)
            #expect(try run.value == ["list": "42", "days": 3, "specials": true, "names": ["b", "c"]])
        }
    }

    @Test(
        "What cannot be converted is refused, with what the option takes",
        arguments: [
            ("days", "soon", "option days takes a number, not \"soon\""),
            ("days", "", "option days takes a number, not \"\""),
            ("specials", "yes", "option specials takes true or false, not \"yes\""),
            ("names", "b, c", "option names takes a list or table as JSON"),
            ("names", "5", "option names takes a list or table as JSON"),
            ("day", "3", "there is no option day: did you mean days? This rule has days, list, names, specials."),
        ])
    func refused(_ name: String, _ value: String, _ says: String) async throws {
        try await withStage { stage in
            let run = try await stage.run(Self.showOptions, options: [name: value])
            #expect(try run.failure.kind == "invalid_option")
            #expect(try run.failure.message.contains(says))
        }
    }

    @Test("A script that is no rule, or a rule without options, has none to set")
    func nothingToSet() async throws {
        try await withStage { stage in
            let script = try await stage.run("return 1", options: ["days": "3"])
            #expect(try script.failure.message.contains("this script is no rule"))
            let rule = try await stage.run("return { run = function() end }", options: ["days": "3"])
            #expect(try rule.failure.message.contains("there is no option days: this rule has none"))
        }
    }

    @Test("A rule that is made wrong says which field and what it takes")
    func invalidRule() async throws {
        try await withStage { stage in
            let options = try await stage.run("return { options = 5, run = function() end }")
            #expect(try options.failure.kind == "invalid_rule")
            #expect(try options.failure.message.contains("a rule's options are a table"))
            let writes = try await stage.run("return { writes = 'lists', run = function() end }")
            #expect(try writes.failure.message.contains("a rule's writes are a list of surfaces"))
            let surface = try await stage.run("return { writes = { 'list' }, run = function() end }")
            #expect(try surface.failure.kind == "invalid_rule")
            #expect(try surface.failure.message.contains("\"list\""))
            #expect(try surface.failure.message.contains("lists, watchlist, history"))
        }
    }

    private func rule(writes: String, _ body: String) -> String {
        "return { writes = { \(writes) }, run = function()\n\(body)\nend }"
    }

    @Test(
        "A write to another surface is refused before it is sent",
        arguments: [
            ("trakt.watchlist:add { type = 'movie', trakt = 1 }", "watchlist"),
            ("trakt.history:add { type = 'movie', trakt = 1 }", "history"),
            ("trakt.sync.ratings.add { movies = { { ids = { trakt = 1 }, rating = 9 } } }", "ratings"),
            ("trakt.sync.collection.add { movies = { { ids = { trakt = 1 } } } }", "collection"),
            ("trakt.sync.favorites.add { movies = { { ids = { trakt = 1 } } } }", "favorites"),
        ])
    func otherSurface(_ call: String, _ surface: String) async throws {
        try await withStage { stage in
            let run = try await stage.run(rule(writes: "'lists'", call))
            #expect(try run.failure.kind == "not_allowed")
            #expect(try run.failure.message.contains("changes \(surface)"))
            #expect(try run.failure.message.contains("nothing was sent"))
            #expect(try run.failure.message.contains("Add \"\(surface)\" to writes"))
            #expect(try run.failure.place == "test.lua:2")
            #expect(try await stage.requests().isEmpty)
            #expect(run.report.writes == 0)
        }
    }

    @Test(
        "A script that writes before it says what rule it is ends with an error, and its rule is not run",
        arguments: ["writes = { 'watchlist' },", "removes = { most = 1 },", ""])
    func writtenBefore(_ fields: String) async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                pcall(trakt.sync.ratings.add, { movies = { { ids = { trakt = 507 }, rating = 9 } } })
                return { \(fields) run = function() trakt.watchlist:add { type = 'movie', trakt = 1 } end }
                """)
            #expect(try run.failure.kind == "invalid_rule")
            #expect(try run.failure.message.contains("called sync.ratings.add before it returned the rule"))
            #expect(try await stage.requests().filter(\.isWrite).map(\.path) == ["/sync/ratings"])
            let reading = try await stage.run(
                "local n = #trakt.watchlist:items() return { \(fields) run = function() return n >= 0 end }")
            #expect(try reading.value == true)
        }
    }

    @Test("A list is not made either, and a failed `pcall` does not let a write through")
    func lists() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                rule(
                    writes: "'watchlist'",
                    "for _ = 1, 3 do assert(not pcall(trakt.list, 'Inbox')) end return trakt.list('Rainy days').name"))
            #expect(try run.value == "Rainy days")
            #expect(run.report.writes == 0)
            #expect(try await stage.requests().allSatisfy { !$0.isWrite })
        }
    }

    @Test("A write to a surface that is named passes, and reading is never a write")
    func namedSurface() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                rule(
                    writes: "'watchlist', 'lists'",
                    "trakt.watchlist:items() trakt.history:items() trakt.watchlist:add { type = 'movie', trakt = 1 } "
                        + "return trakt.list 'New one'.name"))
            #expect(try run.value == "New one")
            #expect(run.report.writes == 2)
        }
    }

    @Test("An empty `writes` allows none, a missing one all")
    func emptyWrites() async throws {
        try await withStage { stage in
            let call = "trakt.watchlist:add { type = 'movie', trakt = 1 }"
            #expect(try await stage.failure(of: rule(writes: "", call)).kind == "not_allowed")
            _ = try await stage.run("return { run = function() \(call) end }").value
        }
    }
}
