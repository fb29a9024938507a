import Testing

@Suite("Taking a run back on the command line")
struct UndoCommandTests {
    /// What there is before: two lists, something on the watchlist, ratings, and a play.
    private static let before = """
        trakt.lists.create("me", { name = "Kept" })
        local gone = trakt.lists.create("me", { name = "Gone", description = "Soon" })
        trakt.lists.items.add("me", gone.ids.trakt, { movies = { { ids = { trakt = 507 } }, { ids = { trakt = 622 } } } })
        trakt.lists.items.add("me", "kept", { movies = { { ids = { trakt = 507 } } } })
        trakt.sync.watchlist.add { movies = { { ids = { trakt = 622 } }, { ids = { trakt = 219 } } } }
        trakt.sync.ratings.add {
          movies = { { ids = { trakt = 507 }, rating = 6 }, { ids = { trakt = 622 }, rating = 5 } },
        }
        trakt.sync.history.add { movies = { { ids = { trakt = 507 }, watched_at = "2011-01-01T10:07:00.000Z" } } }
        """

    /// Some of it changes what was there, some of it does not.
    private static let change = """
        trakt.lists.items.add("me", "kept", { movies = { { ids = { trakt = 507 } }, { ids = { trakt = 219 } } } })
        trakt.lists.delete("me", "gone")
        trakt.lists.items.add("me", trakt.lists.create("me", { name = "Made" }).ids.trakt, {
          movies = { { ids = { trakt = 219 } } },
        })
        trakt.sync.watchlist.remove { movies = { { ids = { trakt = 622 } } } }
        trakt.sync.ratings.add {
          movies = {
            { ids = { trakt = 507 }, rating = 9 }, { ids = { trakt = 622 }, rating = 9 },
            { ids = { trakt = 219 }, rating = 9 },
          },
        }
        print(#trakt.watchlist:items())
        trakt.sync.history.add { movies = { { ids = { trakt = 219 }, watched_at = "2011-01-02T10:07:00.000Z" } } }
        trakt.sync.history.remove { movies = { { ids = { trakt = 507 } } } }
        """

    /// What somebody does afterwards.
    private static let since = """
        trakt.sync.ratings.add { movies = { { ids = { trakt = 622 }, rating = 2 } } }
        trakt.lists.items.add("me", "kept", { movies = { { ids = { trakt = 1 } } } })
        """

    /// The account without what nobody can bring back: ids, and when something was put on a list.
    private static let picture = """
        local lines = {}
        local function note(place, entries, value)
          for _, entry in ipairs(entries) do
            local thing = entry[entry.type]
            lines[#lines + 1] = table.concat({ place, entry.type, thing.ids.trakt, value and entry[value] }, " ")
          end
        end
        for _, list in ipairs(trakt.users.lists.all("me")) do
          lines[#lines + 1] = "list " .. list.name .. " " .. tostring(list.description) .. " " .. list.privacy
          note("on " .. list.name, trakt.users.lists.items:all("me", list.ids.trakt))
        end
        note("watchlist", trakt.sync.watchlist.get:all())
        note("ratings", trakt.sync.ratings.get:all(), "rating")
        note("history", trakt.sync.history.get:all(), "watched_at")
        table.sort(lines)
        for _, line in ipairs(lines) do print(line) end
        """

    /// A directory with a kept sandbox and these scripts.
    private func withAccount(_ body: (Account) async throws -> Void) async throws {
        let files = [
            "before.lua": Self.before, "change.lua": Self.change, "since.lua": Self.since, "picture.lua": Self.picture,
        ]
        try await withWorkspace(files) { try await body(Account(workspace: $0)) }
    }

    private struct Account {
        let workspace: Workspace

        func run(_ script: String) async throws {
            let ended = try await Program.run(
                ["run", "--sandbox", "--sandbox-state", "kept.json", script], in: workspace)
            #expect(ended.code == 0, "\(script): \(ended.errors)")
        }

        /// Asked with a journal of its own, so that the runs keep their numbers.
        func picture() async throws -> [String] {
            let ended = try await Program.run(
                ["run", "--sandbox", "--sandbox-state", "kept.json", "picture.lua"],
                environment: ["XDG_DATA_HOME": workspace.path + "/elsewhere"], in: workspace)
            #expect(ended.code == 0, "\(ended.errors)")
            return ended.outputLines
        }

        func undo(_ arguments: String...) async throws -> Program.Ended {
            try await Program.run(["undo"] + arguments, in: workspace)
        }
    }

    @Test("undo makes of the account what it was before the run, and leaves what was changed since")
    func whole() async throws {
        try await withAccount { account in
            try await account.run("before.lua")
            let before = try await account.picture()
            try await account.run("change.lua")
            try await account.run("since.lua")
            let changed = try await account.picture()
            #expect(changed != before)

            let plan = try await account.undo("2", "--plan")
            #expect(plan.code == 0, "\(plan.errors)")
            for line in ["list \"Gone\"", "  + the list itself, private", "list \"Made\"", "ratings"] {
                #expect(plan.outputLines.contains(line), "\(plan.output)")
            }
            #expect(try await account.picture() == changed)

            let undone = try await account.undo("2")
            #expect(undone.code == 0, "\(undone.errors)")
            #expect(undone.output.hasPrefix("Took run 2 back with "))
            var expected = Set(before)
            expected.remove("ratings movie 622 5")
            expected.formUnion(["ratings movie 622 2", "on Kept movie 1"])
            let after = try await account.picture()
            #expect(Set(after) == expected, "\(Set(after).symmetricDifference(expected).sorted())")
            #expect(after.count == expected.count)

            for arguments in [["2"], ["2", "--plan"]] {
                let again = try await Program.run(["undo"] + arguments, in: account.workspace)
                #expect(again.code == 0)
                #expect(again.output == "")
                #expect(
                    again.errors
                        == "moonreel: Run 4 took run 2 back; there is nothing left of it to take back.\n")
            }
            #expect(try await account.picture() == after)
        }
    }

    @Test("A run of one server is not taken back, resumed or settled at another that is configured by now")
    func elsewhere() async throws {
        try await withSandboxProcess { sandbox in
            try await withSandboxProcess { other in
                let script = "trakt.watchlist:add { type = 'movie', trakt = 507 } error('oh')"
                try await withWorkspace(["change.lua": script]) { workspace in
                    let ran = try await Program.run(
                        ["run", "change.lua"], environment: sandbox.environment, in: workspace)
                    #expect(ran.code == 1, "\(ran.errors)")
                    for command in [["undo", "1"], ["undo", "1", "--plan"], ["resume", "1"]] {
                        let ended = try await Program.run(command, environment: other.environment, in: workspace)
                        #expect(ended.code != 0)
                        #expect(ended.errors.contains("belongs to the account"), "\(ended.errors)")
                        #expect(ended.errors.contains(sandbox.address))
                    }
                    #expect(try await other.requests().isEmpty)
                    let undone = try await Program.run(["undo", "1"], environment: sandbox.environment, in: workspace)
                    #expect(undone.code == 0, "\(undone.errors)")
                }
            }
        }
    }

    @Test("A run that changed nothing has nothing to be taken back")
    func nothing() async throws {
        try await withAccount { account in
            try account.workspace.write("read.lua", "print(#trakt.watchlist:items())")
            try await account.run("read.lua")
            let ended = try await account.undo("last")
            #expect(ended.code == 0)
            #expect(ended.errors == "moonreel: There is nothing of run 1 to take back.\n")
        }
    }
}
