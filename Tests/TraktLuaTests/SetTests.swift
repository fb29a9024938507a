import Automation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("`trakt.watchlist`, and what all sets have in common")
struct SetTests {
    @Test("Adding and removing: what was added, was there already, was taken out")
    func watchlist() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                trakt.watchlist:set {}
                local movie, show = { type = "movie", trakt = 16662 }, trakt.shows.get "breaking-bad"
                local first = trakt.watchlist:add { movie, show }
                local unread = tostring(trakt.watchlist:add(movie))
                assert(trakt.watchlist:contains(show) and trakt.watchlist:contains { type = "show", slug = "breaking-bad" })
                local gone = trakt.watchlist:remove(show)
                return { tostring(first), unread, tostring(gone), trakt.watchlist:contains(show), #trakt.watchlist:items() }
                """)
            #expect(try run.value == ["2 added", "1 existing", "1 deleted", false, 1])
        }
    }

    @Test("What is not known to be there is asked of Trakt, which says `existing`")
    func existing() async throws {
        try await withStage { stage in
            _ = try await stage.run("trakt.watchlist:add { type = 'movie', trakt = 16662 }").value
            let run = try await stage.run(
                """
                local answer = trakt.watchlist:add { type = "movie", trakt = 16662 }
                return { answer.added, answer.existing, answer.sent }
                """)
            #expect(try run.value == [0, 1, 1])
            #expect(run.report.reads == 0)
        }
    }

    @Test("The movies and shows that a chart answers go into a set as they are")
    func plainObjects() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                trakt.watchlist:set {}
                local movies, shows = trakt.movies.popular { limit = 3 }, trakt.shows.popular { limit = 2 }
                return tostring(trakt.watchlist:add(movies)) .. "; " .. tostring(trakt.watchlist:add(shows))
                """)
            #expect(try run.value == "3 added; 2 added")
            let bodies = try await stage.requests().filter { $0.path == "/sync/watchlist" && $0.isWrite }.map(\.body)
            #expect(bodies.count == 2)
            #expect(bodies.first?["movies"]?.array?.count == 3 && bodies.last?["shows"]?.array?.count == 2)
        }
    }

    @Test("An id alone is looked up once; one that may be several things is refused with a way to say it")
    func lookUp() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local answer = trakt.watchlist:add { "tt1375666", { imdb = "tt1375666" } }
                return answer.sent
                """)
            #expect(try run.value == 1)
            #expect(try await stage.requests().map(\.path) == ["/search/imdb/tt1375666", "/sync/watchlist"])
            let number = try await stage.run("trakt.watchlist:add(455)")
            #expect(try number.failure.kind == "ambiguous")
            #expect(try number.failure.message.contains(#"{ type = "movie", trakt = 455 }"#))
            let slug = try await stage.run("trakt.watchlist:add 'bryan-cranston'")
            #expect(try slug.failure.kind == "not_found")
            #expect(try slug.failure.message.contains(#"{ type = "person", slug = "bryan-cranston" }"#))
            let unknown = try await stage.run("trakt.watchlist:add 'tt9999999999'")
            #expect(try unknown.failure.kind == "not_found")
            #expect(try unknown.failure.message.contains("tt9999999999"))
        }
    }

    @Test(
        "What a set cannot take is refused before anything is sent, with its place in the array",
        arguments: [
            ("trakt.watchlist:add(nil)", "trakt.watchlist:add expects a value or an array, not nil"),
            ("trakt.watchlist:add(true)", "true is not a movie, show, season, episode or person"),
            ("trakt.watchlist:add { { type = 'movie', trakt = 1 }, {} }", "item 2"),
            ("trakt.watchlist:add { type = 'person', trakt = 1797 }", "does not take a person"),
            ("trakt.watchlist:add { type = 'list', list = { name = 'x', ids = { trakt = 4 } } }", "is a list"),
            ("trakt.watchlist:add { type = 'movie' }", "a movie needs ids"),
            ("trakt.watchlist:add({ type = 'movie', trakt = 1 }, { rating = 1 })", "does not take rating"),
            ("trakt.watchlist:add { 'tt1', trakt.favorites }", "item 2: trakt.favorites is a set: give it alone"),
            ("trakt.watchlist:add { 'tt0111161', nil, 'tt1375666' }", "this one has nil as item 2"),
            ("trakt.watchlist:remove { 'tt0111161', nil, 'tt1375666' }", "this one has nil as item 2"),
            ("trakt.watchlist:set { nil, 'tt1375666' }", "this one has nil as item 1"),
            ("trakt.watchlist:add { 'tt0111161', type = 'movie' }", "a value under the name type"),
            ("trakt.watchlist:contains(trakt.favorites)", "asks about one value, not about the set trakt.favorites"),
            ("trakt.history:contains('tt0111161', { bogus = 1 })", "trakt.history:contains does not take bogus"),
            ("local t = {} t.item = t trakt.watchlist:add(t)", "is not a movie"),
            ("trakt.watchlist:set(nil)", "trakt.watchlist:set expects a value or an array"),
            ("trakt.history:add({ type = 'movie', trakt = 1 }, { watched_at = 'soon' })", "\"soon\" is not a time"),
            ("trakt.watchlist.items()", "written with a colon"),
            ("trakt.history:set {}", "trakt.history.set is not known"),
        ])
    func refused(_ call: String, _ says: String) async throws {
        try await withStage { stage in
            let failure = try await stage.run("\n" + call).failure
            #expect(failure.message.contains(says), "\(failure)")
            #expect(failure.place == "test.lua:2", "\(failure)")
            #expect(try await stage.requests().isEmpty)
        }
    }

    @Test("An array with a hole says less than was meant: `set` takes nothing out for it")
    func holes() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local list = trakt.list "Three"
                list:add { "tt0111161", "tt0133093", "tt1375666" }
                local ok, problem = pcall(list.set, list, { "tt0111161", nil, "tt1375666" })
                return { ok, problem.kind, #list:items() }
                """)
            #expect(try run.value == [false, "invalid_argument", 3])
        }
    }

    @Test("A read of several pages from which the script took some out is what is wanted: the others stay")
    func filtered() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local list = trakt.list "Rainy days"
                local items = list:items()
                local count = #items
                table.remove(items, 2)
                return { count, tostring(list:set(items)), #list:items() }
                """, client: stage.client(pageSize: 2))
            #expect(try run.value == [5, "4 existing, 1 deleted", 4])
        }
    }

    @Test("A set given to a set stands for its items")
    func setOfSet() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local copy = trakt.list "Copy"
                copy:set(trakt.list "Rainy days")
                local same = copy:set(trakt.list "Rainy days")
                return { #copy:items(), same.sent }
                """)
            #expect(try run.value == [5, 0])
        }
    }

    @Test("Watching takes things off the watchlist, and the script's knowledge of it with them")
    func disturbed() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local movie = { type = "movie", trakt = 16662 }
                trakt.watchlist:add(movie)
                assert(trakt.watchlist:contains(movie))
                trakt.history:add(movie)
                return { trakt.watchlist:contains(movie), trakt.watchlist:add(movie).added }
                """)
            #expect(try run.value == [false, 1])
        }
    }

    @Test("A write through the endpoint itself makes a set read again")
    func bypassed() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local movie = { type = "movie", trakt = 16662 }
                trakt.watchlist:add(movie)
                assert(trakt.watchlist:contains(movie))
                trakt.sync.watchlist.remove { movies = { { ids = { trakt = 16662 } } } }
                return trakt.watchlist:contains(movie)
                """)
            #expect(try run.value == false)
        }
    }

    @Test("Branches that change a set at once lose nothing")
    func branches() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                trakt.watchlist:set {}
                local one, two = { type = "movie", trakt = 16662 }, { type = "movie", trakt = 481 }
                all { function() trakt.watchlist:add(one) end, function() trakt.watchlist:add(two) end }
                return trakt.watchlist:remove({ one, two }).deleted
                """)
            #expect(try run.value == 2)
        }
    }

    @Test("Notes go with an item where the account may have them, and 426 is told where not")
    func notes() async throws {
        let call = "trakt.watchlist:add({ type = 'movie', trakt = 16662 }, { notes = 'with Ä' })"
        try await withStage(isVIP: true) { stage in
            _ = try await stage.run("trakt.watchlist:remove { type = 'movie', trakt = 16662 } " + call).value
            let sent = try await stage.requests().last?.body
            #expect(sent == ["movies": [["ids": ["trakt": 16662], "notes": "with Ä"]]])
        }
        try await withStage { stage in
            let run = try await stage.run("trakt.watchlist:remove { type = 'movie', trakt = 16662 } " + call)
            #expect(try run.failure.kind == "vip_only")
            #expect(try run.failureFields["upgrade_url"] == "https://trakt.tv/vip")
        }
    }

    @Test("A set reads all its pages, however many")
    func manyPages() async throws {
        try await withStage(shows: 60, isVIP: true, limits: .roomy) { stage in
            let run = try await stage.run(
                """
                local plays = trakt.history:items()
                local episodes = {}
                for _, play in ipairs(plays) do
                  if play.type == "episode" then episodes[#episodes + 1] = play.episode end
                end
                local list = trakt.list "Everything watched"
                local added = list:add(episodes).added
                return { added > 500, added == #list:items(), list:items().complete, list:set(list:items()).sent }
                """)
            #expect(try run.value == [true, true, true, 0])
        }
    }

    @Test("An answer that never came is found out by sending again what is harmless to repeat")
    func unanswered() async throws {
        try await withStage { stage in
            try await stage.fault(["path": "/sync/watchlist", "method": "POST", "kind": "apply_then_cut", "count": 1])
            let run = try await stage.run(
                """
                local movie = { type = "movie", trakt = 16662 }
                trakt.watchlist:remove(movie)
                trakt.watchlist:items()
                local answer = trakt.watchlist:add(movie)
                return { answer.added + answer.existing, trakt.watchlist:contains(movie) }
                """)
            #expect(try run.value == [1, true])
            let additions = try await stage.requests().count { $0.path == "/sync/watchlist" && $0.isWrite }
            #expect(additions == 2)
        }
    }
}
