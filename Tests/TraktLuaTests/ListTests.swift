import Automation
import Journal
import Lua
import TestSupport
import Testing
import Trakt

@Suite("`trakt.list`")
struct ListTests {
    @Test("A list that is not there is made, once; afterwards it is found, by name without case and by slug")
    func foundOrMade() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                assert(trakt.list { name = "To See", make = false } == nil)
                local made = trakt.list { name = "To See", privacy = "public", description = "later" }
                assert(rawequal(made, trakt.list "to see"))
                return { made.name, made.privacy, made.description, tostring(made), #made:items(),
                  trakt.list("to-see").ids.trakt == made.ids.trakt }
                """)
            #expect(try run.value == ["To See", "public", "later", #"trakt.list "To See""#, 0, true])
            #expect(run.report.writes == 1)
            let creation = try #require(try await stage.requests().first { $0.isWrite })
            #expect(creation.description == "POST /users/me/lists")
            #expect(creation.body == ["name": "To See", "privacy": "public", "description": "later"])
            let again = try await stage.run("return trakt.list({ name = 'TO SEE', privacy = 'private' }).privacy")
            #expect(try again.value == "public", "a list that is there keeps its own")
            #expect(again.report.writes == 0)
        }
    }

    @Test("Of two lists of one name, each is found by its slug, also where that is the name of both")
    func twins() async throws {
        try await withStage(isVIP: true) { stage in
            let run = try await stage.run(
                """
                trakt.lists.create("me", { name = "twins" })
                trakt.lists.create("me", { name = "twins" })
                trakt.lists.create("me", { name = "Pair" })
                trakt.lists.create("me", { name = "Pair" })
                local ok, problem = pcall(trakt.list, "Pair")
                return { trakt.list("twins").ids.slug, trakt.list("twins-1").ids.slug, trakt.list("pair-1").ids.slug,
                  problem.kind }
                """)
            #expect(try run.value == ["twins", "twins-1", "pair-1", "ambiguous"])
        }
    }

    @Test("Mixed kinds go into one request, each in its own array, without repetitions and with ids only")
    func mixedKinds() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local episodes = trakt.seasons.episodes("breaking-bad", 1)
                local answer = trakt.list("Mixed"):add {
                  trakt.search.text({ type = "movie", query = "inception" })[1],
                  trakt.movies.get "the-matrix-1999",
                  trakt.shows.get "breaking-bad",
                  { type = "season", show = { ids = { trakt = 1388 } }, season = 2 },
                  episodes[1], episodes[2], episodes[1],
                  { show = { ids = { trakt = 1388 } }, season = 1, episode = 3 },
                  { type = "person", trakt = 1797 },
                }
                return { answer.added, answer.existing, answer.sent, #answer.not_found, tostring(answer),
                  episodes[1].ids.trakt, episodes[2].ids.trakt }
                """)
            let value = try run.value.array ?? []
            try #require(value.count == 7)
            #expect(value.prefix(5) == [8, 0, 8, 0, "8 added"])
            let addition = try #require(try await stage.requests().last)
            #expect(addition.method == "POST" && addition.path.hasSuffix("/items"))
            #expect(
                addition.body == [
                    "movies": [["ids": ["trakt": 16662]], ["ids": ["trakt": 481]]],
                    "shows": [
                        ["ids": ["trakt": 1388]],
                        ["ids": ["trakt": 1388], "seasons": [["number": 2]]],
                        ["ids": ["trakt": 1388], "seasons": [["number": 1, "episodes": [["number": 3]]]]],
                    ],
                    "episodes": [["ids": ["trakt": value[5]]], ["ids": ["trakt": value[6]]]],
                    "people": [["ids": ["trakt": 1797]]],
                ])
        }
    }

    @Test("What is known to be there is not sent; `contains` looks at what was read")
    func known() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local list = trakt.list "Favourites"
                local items = list:items()
                local again = list:add(items)
                assert(again.sent == 0 and again.existing == #items, tostring(again))
                assert(list:remove({ type = "movie", trakt = 1 }).sent == 0)
                assert(list:add({}).sent == 0 and list:remove({}).sent == 0)
                assert(list:contains(items[1]) and list:contains(items[#items]))
                return list:contains { type = "movie", imdb = "tt0133093" }
                """)
            #expect(try run.value == false)
            #expect(run.report.writes == 0)
            #expect(run.report.reads == 2, "the lists once, its items once")
        }
    }

    @Test("`remove` takes out what is there and counts it")
    func remove() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local list = trakt.list "Rainy days"
                local items = list:items()
                local answer = list:remove { items[1], items[2], { type = "movie", trakt = 1 } }
                return { answer.deleted, answer.sent, tostring(answer), #items - #list:items() }
                """)
            #expect(try run.value == [2, 2, "2 deleted", 2])
        }
    }

    @Test("`set` changes as little as possible, and nothing the second time")
    func set() async throws {
        try await withStage { stage in
            let script = """
                local list = trakt.list "Rainy days"
                local items = list:items()
                local wanted = { items[1], items[2], { type = "movie", trakt = 16662 } }
                local first, second = list:set(wanted), list:set(wanted)
                return { #items, first.added, first.deleted, first.existing, first.sent, second.sent, #list:items() }
                """
            let run = try await stage.run(script)
            #expect(try run.value == [5, 1, 3, 2, 4, 0, 3])
            let writes = try await stage.requests().filter(\.isWrite)
            #expect(writes.map { $0.path.hasSuffix("/items/remove") } == [true, false], "what goes makes room")
        }
    }

    @Test("A partial read never drives a delete")
    func partialReads() async throws {
        try await withStage { stage in
            let given = try await stage.run(
                "local page = trakt.sync.history.get { limit = 2 }\ntrakt.list('Rainy days'):remove(page)")
            #expect(try given.failure.kind == "incomplete")
            #expect(try given.failure.message.contains("A partial read never drives a delete"))
            #expect(try given.failure.place == "test.lua:2")
            let set = try await stage.run("trakt.list('Rainy days'):set(trakt.sync.history.get { limit = 2 })")
            #expect(try set.failure.kind == "incomplete")

            try await stage.fault(["path": "/users/me/lists/*/items", "kind": "short_page"])
            let read = try await stage.run("trakt.list('Rainy days'):set { { type = 'movie', trakt = 1 } }")
            #expect(try read.failure.kind == "incomplete")
            #expect(try read.failure.message.contains("could not be read completely"))
            let own = try await stage.run("local l = trakt.list 'Rainy days' l:remove(l)")
            #expect(try own.failure.kind == "incomplete")
            let contains = try await stage.run(
                "return trakt.list('Rainy days'):contains { type = 'movie', trakt = 481 }")
            #expect(try contains.failure.kind == "incomplete")
            #expect(try await stage.requests().allSatisfy { !$0.isWrite })
        }
    }

    @Test("Lists that were not all seen: no list of the same name is made a second time")
    func partialLists() async throws {
        try await withStage { stage in
            try await stage.fault(["path": "/users/me/lists", "kind": "short_page"])
            let run = try await stage.run("trakt.list 'Rainy days'")
            #expect(try run.failure.kind == "incomplete")
            #expect(try await stage.requests().allSatisfy { !$0.isWrite })
        }
    }

    private static let manyEpisodes = """
        local function episodes(count)
          local items = {}
          for show = 1, 10000 do
            for season = 1, 2 do
              for episode = 1, 6 do
                if #items == count then return items end
                items[#items + 1] = { show = { ids = { trakt = 900000 + show } }, season = season, episode = episode }
              end
            end
          end
        end

        """

    @Test("Many items go in batches of 200; what Trakt does not know comes back as it was given")
    func batches() async throws {
        try await withStage(shows: 130, isVIP: true) { stage in
            let run = try await stage.run(
                Self.manyEpisodes + """
                    local items = episodes(450)
                    local unknown = { type = "movie", trakt = 987654321 }
                    table.insert(items, 100, unknown)
                    local answer = trakt.list("Many"):add(items)
                    return { answer.added, answer.sent, #answer.not_found, rawequal(answer.not_found[1], unknown),
                      tostring(answer) }
                    """)
            #expect(try run.value == [450, 451, 1, true, "450 added, 1 not found"])
            let additions = try await stage.requests().filter { $0.path.hasSuffix("/items") && $0.isWrite }
            #expect(additions.count == 3)
            for addition in additions {
                let shows = addition.body["shows"]?.array ?? []
                let seasons = shows.flatMap { $0["seasons"]?.array ?? [] }
                #expect(seasons.reduce(0) { $0 + ($1["episodes"]?.array?.count ?? 0) } <= 200)
            }
        }
    }

    @Test("The account's limit in the middle: how many were added is said, and it is true")
    func limitInTheMiddle() async throws {
        try await withStage(shows: 130) { stage in
            let run = try await stage.run(
                Self.manyEpisodes + """
                    local list = trakt.list "Too many"
                    local ok, problem = pcall(list.add, list, episodes(450))
                    return { ok, problem.kind, problem.status, problem.account_limit, problem.added,
                      problem.remaining, #list:items(), problem.message }
                    """)
            let value = try run.value.array ?? []
            #expect(value.prefix(7) == [false, "account_limit", 420, 250, 200, 250, 200])
            #expect(value.last?.string?.contains("200 added") == true, "\(value)")
            #expect(value.last?.string?.contains("250 of 450 items remain") == true, "\(value)")
            #expect(try await stage.requests().filter { $0.isWrite }.count == 3, "made, added, refused")
        }
    }

    @Test("Where a full list is no failure, the log says so and nothing is answered; anything else is raised")
    func addIfRoom() async throws {
        try await withStage(shows: 130) { stage in
            let run = try await stage.run(
                Self.manyEpisodes + """
                    local list = trakt.list "Too many"
                    local some, none = list:add_if_room(episodes(200)), list:add_if_room(episodes(450))
                    local ok, problem = pcall(list.add_if_room, list, { 1.5 })
                    return { some.added, none == nil, #list:items(), ok, problem.kind }
                    """)
            #expect(try run.value == [200, true, 200, false, "invalid_argument"])
            #expect(run.lines.count { $0.level == .warning } == 1)
            #expect(run.lines.last?.message.contains("250") == true, "\(run.lines)")
        }
    }

    @Test("10,000 items in one call")
    func tenThousand() async throws {
        try await withStage(shows: 925, isVIP: true, limits: .roomy) { stage in
            let run = try await stage.run(
                Self.manyEpisodes + """
                    local answer = trakt.list("Ten thousand"):add(episodes(10000))
                    return { answer.added, answer.sent, #answer.not_found }
                    """)
            #expect(try run.value == [10_000, 10_000, 0])
            #expect(run.report.writes == 51)
        }
    }

    @Test("Two lists of one name: the error names their slugs, and a slug decides")
    func ambiguous() async throws {
        try await withStage { stage in
            _ = try await stage.run(
                """
                trakt.lists.create("me", { name = "Twin" })
                trakt.lists.create("me", { name = "twin" })
                """
            ).value
            #expect(try await stage.value(of: "return trakt.list('twin').name") == "twin")
            #expect(try await stage.value(of: "return trakt.list('Twin').name") == "Twin")
            let run = try await stage.run("trakt.list 'TWIN'")
            #expect(try run.failure.kind == "ambiguous")
            #expect(try run.failure.message.contains(#"2 lists are called "TWIN""#))
            #expect(try run.failure.message.contains(#""twin""#))
        }
    }

    @Test("A list whose ids are known is not looked up; when it is gone, it is found by its name, or made")
    func remembered() async throws {
        try await withStage { stage in
            let kept = try await stage.value(of: "return trakt.list { name = 'Kept', privacy = 'private' }.ids")
            try await stage.forgetRequests()
            let use = """
                local list = trakt.list { name = "Kept", ids = json.decode [[\(String(decoding: kept.encoded, as: UTF8.self))]] }
                local before = list.ids.trakt
                local answer = list:add { { type = "movie", trakt = 16662 } }
                return { answer.added, before == list.ids.trakt, #list:items() }
                """
            #expect(try await stage.value(of: use) == [1, true, 1])
            #expect(try await stage.requests().map(\.method) == ["POST", "GET"])

            _ = try await stage.run("trakt.lists.delete('me', 'kept')").value
            #expect(try await stage.value(of: use) == [1, false, 1], "made anew")
            #expect(try await stage.value(of: use) == [0, false, 1], "found by its name")
            let gone = """
                local list = trakt.list { name = "Nowhere", make = false, ids = { trakt = 1 } }
                local ok, problem = pcall(list.add, list, { { type = "movie", trakt = 16662 } })
                return { #list:items(), list:items().complete, ok, problem.kind }
                """
            #expect(try await stage.value(of: gone) == [0, true, false, "not_found"])
            let wrong = try await stage.failure(of: "trakt.list { name = 'Kept', ids = 5 }")
            #expect(wrong.message.contains("ids"))
        }
    }

    @Test("Somebody else's list is read, and never made")
    func othersLists() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                "return #trakt.list({ name = 'Crime evenings', user = 'ada-marlow' }):items() > 0")
            #expect(try run.value == true)
            let missing = try await stage.run("trakt.list { name = 'Nothing', user = 'ada-marlow' }")
            #expect(try missing.failure.kind == "not_found")
            #expect(try missing.failure.message.contains("ada-marlow has no list called \"Nothing\""))
            let hidden = try await stage.run("trakt.list { name = 'Quiet films', user = 'nils-quiet' }")
            #expect(try hidden.failure.kind == "private_user")
            #expect(try await stage.requests().allSatisfy { !$0.isWrite })
        }
    }

    @Test("The lists an account may have are used up")
    func tooManyLists() async throws {
        try await withStage { stage in
            let run = try await stage.run("for i = 1, 9 do trakt.list('List ' .. i) end")
            #expect(try run.failure.kind == "account_limit")
            #expect(try run.failure.place == "test.lua:1")
            #expect(try run.failureFields["account_limit"] == 5)
            #expect(try run.failureFields["upgrade_url"] == "https://trakt.tv/vip")
        }
    }

    @Test(
        "Options that a list does not take",
        arguments: [
            ("trakt.list { nam = 'x' }", "trakt.list does not take nam"),
            ("trakt.list(5)", "trakt.list expects a name or { name = ... }, not 5"),
            ("trakt.list '  '", "expects the list's name as text"),
            ("trakt.list {}", "expects the list's name as text"),
        ])
    func wrongOptions(_ call: String, _ says: String) async throws {
        try await withStage { stage in
            let failure = try await stage.run("\n" + call).failure
            #expect(failure.kind == "invalid_argument")
            #expect(failure.message.contains(says), "\(failure)")
            #expect(failure.place == "test.lua:2")
            #expect(try await stage.requests().isEmpty)
        }
    }

    @Test("Two branches of `all` that make the same list: it is made once")
    func branches() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local make = function() return trakt.list("Race").ids.trakt end
                local ok, a, b = pcall(all, { make, make })
                if ok then assert(a == b) else assert(a.kind == "conflict", tostring(a)) end
                return trakt.list("Race").name
                """)
            #expect(try run.value == "Race")
            #expect(try await stage.requests().filter(\.isWrite).count == 1)
        }
    }
}
