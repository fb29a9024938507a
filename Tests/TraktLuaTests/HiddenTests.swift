import Automation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("`trakt.hidden(section)` and `trakt.followed()`")
struct HiddenTests {
    /// What each section may hide, from the API's documentation.
    static let sections: [(String, Set<String>)] = [
        ("calendar", ["movie", "show"]), ("progress_watched", ["show", "season"]),
        ("progress_collected", ["show", "season"]), ("recommendations", ["movie", "show"]), ("comments", ["user"]),
        ("dropped", ["show"]),
    ]

    @Test(
        "A section hides what it may hide, and refuses the rest in a sentence that says what it takes",
        arguments: sections)
    func takes(_ section: String, _ kinds: Set<String>) async throws {
        let values = [
            ("movie", "{ type = 'movie', trakt = 16662 }"), ("show", "{ type = 'show', trakt = 142206 }"),
            ("season", "{ type = 'season', show = 'breaking-bad', season = 1 }"),
            ("user", "{ type = 'user', slug = 'ada-marlow' }"),
            ("episode", "{ type = 'episode', show = 'breaking-bad', season = 1, number = 1 }"),
        ]
        try await withStage { stage in
            for (kind, value) in values {
                let script = """
                    local section, value = trakt.hidden "\(section)", \(value)
                    section:add(value)
                    local there = section:contains(value)
                    return { there, section:remove(value).deleted, section:contains(value) }
                    """
                let run = try await stage.run(script)
                if kinds.contains(kind) {
                    #expect(try run.value == [true, 1, false], "\(kind)")
                } else {
                    let says = try run.failure.message.split(separator: "it takes ").last ?? ""
                    #expect(kinds.allSatisfy { says.contains($0 + "s") }, "\(says)")
                    #expect(run.report.writes == 0)
                }
            }
        }
    }

    @Test("Where only one kind of thing can be meant, a bare id needs no type and no look-up")
    func bare() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local comment = { id = 5, comment = "What a film this is", user = { username = "nils-quiet",
                  ids = { slug = "nils-quiet" } } }
                trakt.hidden("comments"):set { "ada-marlow", comment }
                trakt.hidden("dropped"):set { "chernobyl", 1388 }
                local names = {}
                for _, entry in ipairs(trakt.hidden("comments"):items()) do names[#names + 1] = entry.user.ids.slug end
                table.sort(names)
                return { names, #trakt.hidden("dropped"):items() }
                """)
            #expect(try run.value == [["ada-marlow", "nils-quiet"], 2])
            let paths = try await stage.requests().map(\.path)
            #expect(paths.allSatisfy { $0.hasPrefix("/users/hidden/") })
        }
    }

    @Test("A section that is none is refused with the nearest name; one that is read only has no changes")
    func wrongSections() async throws {
        try await withStage { stage in
            let wrong = try await stage.failure(of: "trakt.hidden 'calender'")
            #expect(wrong.kind == "invalid_argument")
            #expect(wrong.message.contains(#"did you mean "calendar"?"#), "\(wrong)")
            let add = try await stage.failure(of: "trakt.hidden('progress_watched_reset'):add 'x'")
            #expect(add.kind == "unknown_name")
            #expect(try await stage.value(of: "return #trakt.hidden('progress_watched_reset'):items()") == 0)
        }
    }

    @Test("Followed are shows watched, watchlisted or collected, less those dropped or hidden from the calendar")
    func followed() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                for _, name in ipairs { "watchlist", "collection", "ratings" } do trakt[name]:set {} end
                trakt.history:remove(trakt.history:items())
                for _, section in ipairs { "dropped", "calendar", "progress_watched" } do trakt.hidden(section):set {} end
                assert(#trakt.followed() == 0)

                trakt.history:add { type = "episode", show = "breaking-bad", season = 1, number = 1 }
                trakt.watchlist:add { "chernobyl", "tt1375666" }
                trakt.collection:add { { type = "season", show = "severance", season = 1 },
                  { type = "episode", show = "breaking-bad", season = 1, number = 2 } }
                trakt.watchlist:add { type = "show", slug = "fleabag" }
                trakt.watchlist:add { type = "show", slug = "sherlock" }
                trakt.ratings:add("succession", { rating = 9 })
                trakt.hidden("dropped"):add "fleabag"
                trakt.hidden("calendar"):add { type = "show", slug = "sherlock" }
                trakt.hidden("progress_watched"):add "chernobyl"

                local shows, slugs = trakt.followed(), {}
                for position, show in ipairs(shows) do slugs[position] = show.ids.slug end
                local list = trakt.list "Followed"
                return { slugs, shows.complete, shows.item_count, tostring(list:set(shows)), list:set(shows).sent }
                """)
            #expect(
                try run.value == [["breaking-bad", "chernobyl", "severance"], true, 3, "3 added", 0])
        }
    }

    @Test("Five reads, at once, also inside `all`")
    func calls() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local one, two = all { trakt.followed, function() return #trakt.watchlist:items() end }
                return #one > 0 and two > 0
                """)
            #expect(try run.value == true)
            #expect(run.report.reads == 6)
            #expect(try await stage.requests().allSatisfy { $0.objections.isEmpty })
        }
    }

    @Test(
        "What could not be read completely drives no delete, whichever part it was",
        arguments: [
            "/sync/watched/shows", "/sync/watchlist/shows", "/sync/collection/shows", "/users/hidden/dropped",
            "/users/hidden/calendar",
        ])
    func incomplete(_ path: String) async throws {
        try await withStage { stage in
            // Something is on every page that can be short.
            _ = try await stage.run(
                """
                trakt.hidden("calendar"):add { "fleabag", "sherlock" }
                trakt.hidden("dropped"):add { "fleabag", "sherlock" }
                trakt.watchlist:add { { type = "show", slug = "fleabag" }, { type = "show", slug = "chernobyl" } }
                """
            ).value
            try await stage.forgetRequests()
            try await stage.fault(["path": .string(path), "kind": "short_page"])
            let run = try await stage.run(
                """
                local list, shows = trakt.list { name = "Rainy days", make = false }, trakt.followed()
                local set, problem = pcall(list.set, list, shows)
                local remove, other = pcall(list.remove, list, shows)
                return { shows.complete, set, problem.kind, remove, other.kind }
                """)
            #expect(try run.value == [false, false, "incomplete", false, "incomplete"])
            #expect(try await stage.requests().allSatisfy { !$0.isWrite })
        }
    }

    @Test(
        "Each set is bound by the surface it changes",
        arguments: [
            ("trakt.collection:add { type = 'movie', trakt = 1 }", "collection"),
            ("trakt.favorites:remove { type = 'movie', trakt = 1 }", "favorites"),
            ("trakt.ratings:add({ type = 'movie', trakt = 1 }, { rating = 5 })", "ratings"),
            ("trakt.hidden('dropped'):add 'chernobyl'", "hidden"),
            ("trakt.history:add { type = 'movie', trakt = 1 }", "history"),
            ("trakt.watchlist:set {}", "watchlist"), ("trakt.list('Rainy days'):set {}", "lists"),
        ])
    func surfaces(_ call: String, _ surface: String) async throws {
        try await withStage { stage in
            let others = ["collection", "favorites", "ratings", "hidden", "history", "watchlist", "lists"]
                .filter { $0 != surface }.map { "'\($0)'" }.joined(separator: ", ")
            let refused = try await stage.failure(
                of: "return { writes = { \(others) }, run = function() \(call) end }")
            #expect(refused.kind == "not_allowed")
            #expect(try await stage.requests().allSatisfy { !$0.isWrite })
            let allowed = try await stage.run(
                "return { writes = { '\(surface)' }, run = function() \(call) return true end }")
            #expect(try allowed.value == true)
        }
    }
}
