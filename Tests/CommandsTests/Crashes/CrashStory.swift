/// A command that changes an account, and that a kill comes in the middle of.
struct CrashStory: Sendable {
    let name: String
    private var scripts: [String: String]
    /// What comes before it, undisturbed.
    private var preparation: [[String]] = []
    let command: [String]
    /// Which number its run has in the journal.
    let run: Int

    /// What goes on with it.
    var resumption: [String] { ["resume", "\(run)"] }
    /// What the journal says where the command died before its run began.
    var neverBegan: String { "there is no run \(run)" }
    /// What it says where the command died when all was done.
    var wasFinished: String { "run \(run) came to its end" }

    /// Makes its files, in a directory of its own, and does what comes before.
    func withPreparation<Result>(
        _ environment: [String: String], _ body: (Workspace) async throws -> Result
    ) async throws -> Result {
        try await withWorkspace(scripts) { workspace in
            for arguments in preparation {
                let ended = try await Program.run(arguments, environment: environment, in: workspace)
                guard ended.code == 0 else { throw CrashTrial.Stuck(arguments: arguments, ended: ended) }
            }
            return try await body(workspace)
        }
    }

    /// Three writes.
    static let few = CrashStory(
        name: "a few writes", scripts: ["few.lua": fewWrites], command: ["run", "few.lua"], run: 1)

    /// Writes of every class, and reads between them.
    static let script = CrashStory(
        name: "a script", scripts: ["all.lua": allClasses], command: ["run", "all.lua"], run: 1)

    static let undo = CrashStory(
        name: "undo", scripts: ["all.lua": allClasses], preparation: [["run", "all.lua"]], command: ["undo", "1"],
        run: 2)

    static let apply = CrashStory(
        name: "apply", scripts: ["all.lua": allClasses],
        preparation: [["run", "all.lua", "--plan", "-o", "plan.json"]], command: ["apply", "plan.json"], run: 1)

    private static let fewWrites = """
        trakt.lists.create("me", { name = "Crash" })
        trakt.sync.history.add { movies = { { ids = { trakt = 507 }, watched_at = "2011-01-01T10:07:00.000Z" } } }
        trakt.sync.ratings.add { movies = { { ids = { trakt = 507 }, rating = 9 } } }
        """

    private static let allClasses = """
        local function titles(...)
          local titles = {}
          for _, id in ipairs { ... } do titles[#titles + 1] = { ids = { trakt = id } } end
          return titles
        end
        local list = trakt.lists.create("me", { name = "Crash" }).ids.trakt
        trakt.lists.items.add("me", list, { movies = titles(507, 622, 219) })
        trakt.sync.history.add {
          movies = {
            { ids = { trakt = 507 }, watched_at = "2011-01-01T10:07:00.000Z" },
            { ids = { trakt = 507 }, watched_at = "2012-01-01T10:07:00.000Z" },
            { ids = { trakt = 622 }, watched_at = "2011-01-02T10:07:00.000Z" },
          },
          shows = { { ids = { trakt = 142206 }, watched_at = "2020-01-01T20:00:00.000Z" } },
        }
        trakt.sync.ratings.add { movies = { { ids = { trakt = 507 }, rating = 9 }, { ids = { trakt = 622 }, rating = 4 } } }
        trakt.sync.watchlist.add { movies = titles(268, 455) }
        print(#trakt.sync.history.get { limit = 100 }, #trakt.users.lists.items("me", list, { limit = 100 }))
        trakt.sync.history.remove { movies = titles(622) }
        trakt.lists.items.remove("me", list, { movies = titles(219) })
        trakt.notes.add { movie = { ids = { trakt = 507 } }, notes = "Of the script." }
        trakt.sync.history.add { movies = { { ids = { trakt = 622 }, watched_at = "2013-01-02T10:07:00.000Z" } } }
        trakt.sync.ratings.remove { movies = titles(622) }
        trakt.scrobble.stop { movie = { ids = { trakt = 308 } }, progress = 95 }
        trakt.checkin.add { movie = { ids = { trakt = 427 } } }
        """
}
