import Automation
import Foundation
import Journal
import Lua
import Storage
import Synchronization
import TestSupport
import Testing
import Trakt
import TraktSandbox

/// A journal in memory, and runs in it.
private struct Recorder {
    let stage: ScriptStage
    let journal: SQLiteStore

    init(_ stage: ScriptStage) throws {
        self.stage = stage
        journal = try SQLiteStore.inMemory()
    }

    /// Runs a script and replays it.
    func replayed(_ source: String, in directory: String = "", with changed: String? = nil) async throws -> ReplayReport
    {
        _ = try await stage.run(source, in: directory, journal: journal)
        try await stage.forgetRequests()
        return try await replay(with: changed)
    }

    /// Replays the newest run.
    func replay(with changed: String? = nil) async throws -> ReplayReport {
        let record = try #require(try await journal.runs(RunQuery()).first)
        let script = try changed.map { try ScriptFile(path: "changed.lua", source: Array($0.utf8)) }
        let replay = try Replay(of: record, steps: try await journal.steps(of: record.id), with: script)
        return await replay.perform { _ in }
    }
}

@Suite("Replaying a run")
struct ReplayTests {
    private func withRecorder(_ body: (Recorder) async throws -> Void) async throws {
        try await withStage { try await body(Recorder($0)) }
    }

    @Test(
        "A replay prints the same bytes, ends the same way, and sends nothing",
        arguments: [
            "print(trakt.shows.get('breaking-bad').title, os.time(), math.random(), {})",
            "for k, v in pairs(trakt.shows.get('breaking-bad').ids) do print(k, v) end",
            "local n = 0 for _ in trakt.movies.popular:each { limit = 3 } do n = n + 1 if n == 10 then break end end print(n)",
            "print(trakt.list('Space'):add { 'tt0133093', 'tt0111161' }) print(#trakt.list('Space'):items())",
            "print(pcall(trakt.movies.get, 'no-such-movie'))",
            "trakt.movies.get('no-such-movie')",
            "error('oh')",
            "return { name = 'A rule', run = function() print(trakt.shows.get('the-simpsons').title) end }",
        ])
    func same(_ source: String) async throws {
        try await withRecorder { recorder in
            let report = try await recorder.replayed(source)
            #expect(report.isSame, "\(report)")
            #expect(report.output == report.original.output)
            #expect(try await recorder.stage.requests().isEmpty)
        }
    }

    @Test("A run that died before its end was kept is the same as far as it is known")
    func died() async throws {
        try await withRecorder { recorder in
            _ = try await recorder.stage.run(
                "print('so') print(trakt.shows.get('breaking-bad').title)", journal: recorder.journal)
            var record = try #require(try await recorder.journal.runs(RunQuery()).first)
            record.state = .running
            (record.output, record.report, record.endedAt) = ([], nil, nil)
            let replay = try Replay(of: record, steps: try await recorder.journal.steps(of: record.id))
            let report = await replay.perform { _ in }
            #expect(report.isSame, "\(report)")
        }
    }

    @Test("What ran at once runs in the same order again", arguments: 1...5)
    func concurrent(_ attempt: Int) async throws {
        try await withRecorder { recorder in
            let report = try await recorder.replayed(
                """
                local ids = { 'breaking-bad', 'the-simpsons', 'game-of-thrones', 'the-wire' }
                local branches = {}
                for i = 1, 12 do
                  branches[i] = function()
                    for turn = 1, 3 do
                      pcall(trakt.shows.get, ids[(i + turn) % 4 + 1])
                      print(i, turn)
                    end
                    for movie in trakt.movies.popular:each { limit = 2 } do print(i, movie.title) break end
                  end
                end
                all(branches)
                """)
            #expect(report.original.output.count == 48)
            #expect(report.isSame, "\(report.output) \(report.original.output)")
        }
    }

    @Test("Modules come from the journal, not from their files")
    func modules() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "moonreel-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let module = directory.appending(path: "greeting.lua")
        try Data("return 'hello'".utf8).write(to: module)
        try await withRecorder { recorder in
            _ = try await recorder.stage.run(
                "print(require 'greeting')", in: directory.path, journal: recorder.journal)
            try FileManager.default.removeItem(at: directory)
            let report = try await recorder.replay()
            #expect(report.isSame)
            #expect(report.output == ["hello"])
        }
    }

    @Test("A changed script gets the answers of the run, and what it reads besides is refused and told with its place")
    func changed() async throws {
        try await withRecorder { recorder in
            let report = try await recorder.replayed(
                "local show = trakt.shows.get('breaking-bad')\nprint(show.title)\nprint('end')",
                with: """
                    local show = trakt.shows.get('breaking-bad')
                    print(show.title:upper())
                    local ok, problem = pcall(trakt.movies.get, 'heat-1995')
                    print(ok, problem.kind)
                    """)
            #expect(!report.isSame)
            #expect(report.missing.isEmpty)
            #expect(report.asked.map(\.name) == ["trakt.movies.get"])
            #expect(report.asked.first?.place == "changed.lua:3")
            #expect(report.asked.first?.isIntended == false)
            #expect(report.output == ["BREAKING BAD", "false\tnot_recorded"])
            #expect(try await recorder.stage.requests().isEmpty)
        }
    }

    @Test("What a changed script would change besides is noted and not sent, and answered as though it had been done")
    func intended() async throws {
        try await withRecorder { recorder in
            let report = try await recorder.replayed(
                "print(trakt.shows.get('breaking-bad').title)",
                with: """
                    local show = trakt.shows.get('breaking-bad') print(show.title)
                    local added = trakt.sync.watchlist.add { shows = { { ids = show.ids } }, movies = { { ids = { trakt = 1 } } } }
                    print(added.added.shows, added.added.movies, added.added.episodes, #added.not_found.shows)
                    print(trakt.sync.ratings.remove { movies = { { ids = { trakt = 1 } } } }.deleted.movies)
                    print(trakt.sync.history.add { movies = { { ids = { trakt = 1 } } } }.added.movies)
                    print(trakt.sync.history.remove { movies = { { ids = { trakt = 1 } } }, ids = { 5 } }.deleted.movies)
                    local list = trakt.lists.create('me', { name = 'New' })
                    print(list.name, trakt.lists.items.add('me', list.ids.trakt, { movies = { { ids = { trakt = 1 } } } }).added.movies)
                    trakt.lists.delete('me', list.ids.trakt)
                    """)
            guard case .finished = report.report.outcome else {
                Issue.record("it ended so: \(report.report.outcome)")
                return
            }
            #expect(report.output == ["Breaking Bad", "1\t1\t0\t0", "1", "1", "1", "New\t1"])
            #expect(!report.isSame)
            #expect(
                report.asked.map(\.name) == [
                    "trakt.sync.watchlist.add", "trakt.sync.ratings.remove", "trakt.sync.history.add",
                    "trakt.sync.history.remove", "trakt.lists.create", "trakt.lists.items.add", "trakt.lists.delete",
                ])
            #expect(report.asked.allSatisfy { $0.isIntended })
            #expect(report.asked.first?.place == "changed.lua:2")
            #expect(try await recorder.stage.requests().isEmpty)
        }
    }

    @Test("Links lead where they led then, whatever is configured now")
    func website() async throws {
        try await withRecorder { recorder in
            let script = try ScriptFile(
                path: "test.lua", source: Array("print(trakt.url(trakt.movies.get('the-matrix-1999')))".utf8))
            var run = Run(script, now: ScriptStage.now, seed: 7)
            run.websiteURL = "http://elsewhere"
            _ = try await run.perform(in: recorder.stage.context(journal: recorder.journal)) { _ in }
            let report = try await recorder.replay()
            #expect(report.output == ["http://elsewhere/movies/the-matrix-1999"])
            #expect(report.isSame)
        }
    }

    @Test("A script that asks something else instead, or less, ends and says so")
    func diverging() async throws {
        try await withRecorder { recorder in
            let other = try await recorder.replayed(
                "print(trakt.shows.get('breaking-bad').title)", with: "print(trakt.shows.get('the-wire').title)")
            let (asked, instead) = try #require(other.firstDifference)
            #expect(asked?.place == "changed.lua:1")
            #expect(instead?.place == "test.lua:1")
            #expect(!other.hasSameOutcome)
            let less = try await recorder.replay(with: "print('nothing')")
            #expect(less.asked.isEmpty && less.missing.count == 1)
            let concurrent = try await recorder.replay(
                with: """
                    local branches = {}
                    for i = 1, 5 do branches[i] = function() return (pcall(trakt.shows.get, i == 3 and 'breaking-bad' or i)) end end
                    print(all(branches))
                    """)
            #expect(concurrent.output == ["false\tfalse\ttrue\tfalse\tfalse"])
        }
    }

    @Test("A run that was cut off is replayed up to there")
    func cutOff() async throws {
        try await withRecorder { recorder in
            try await recorder.stage.fault(["path": "/shows/the-wire", "kind": "latency", "delay_ms": 60000])
            let script = try ScriptFile(
                path: "test.lua",
                source: Array(
                    "print(trakt.shows.get('breaking-bad').title) trakt.shows.get('the-wire') print('no')".utf8))
            let original = try await recorder.stage.run(
                script, journal: recorder.journal, limits: Limits(time: .seconds(25)))
            guard case .stopped = original.report.outcome else {
                Issue.record("it was not stopped: \(original.report.outcome)")
                return
            }
            let report = try await recorder.replay()
            #expect(report.reachedEnd)
            #expect(report.isSame, "\(report)")
            #expect(report.output == ["Breaking Bad"])
        }
    }
}

@Suite("Looking back")
struct LookingBackTests {
    @Test("Which run put a thing on a list is found by slug, id, address and title")
    func why() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            _ = try await stage.run(
                "local movie = trakt.movies.get('the-matrix-1999') trakt.list('Space'):add { movie }", journal: journal)
            _ = try await stage.run("trakt.watchlist:add { 'tt0133093' }", journal: journal)
            _ = try await stage.run("trakt.watchlist:remove { 'tt0133093' }", journal: journal)
            for name in ["the-matrix-1999", "tt0133093", "https://trakt.tv/movies/the-matrix-1999", "The Matrix"] {
                let everywhere = try await ItemHistory(of: WantedItem(name), journal: journal)
                #expect(everywhere.entries.map(\.place) == ["Space", "watchlist", "watchlist"], "\(name)")
                #expect(everywhere.entries.map(\.change) == [.added, .existing, .removed], "\(name)")
                let list = try await ItemHistory(of: WantedItem(name), in: "space", journal: journal)
                #expect(list.entries.map(\.run.id.number) == [1], "\(name)")
                #expect(list.entries.first?.step?.place == "test.lua:1")
            }
            #expect(try await ItemHistory(of: WantedItem("heat-1995"), journal: journal).entries.isEmpty)
        }
    }

    @Test("A list is called by its name also where the run that changed it never read that")
    func listName() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let made = try await stage.run(
                "return trakt.lists.create('me', { name = 'Space' }).ids.trakt", journal: journal)
            let id = try #require(try made.value.integer)
            _ = try await stage.run("trakt.movies.get('the-matrix-1999')", journal: journal)
            _ = try await stage.run(
                "trakt.lists.items.add('me', \(id), { movies = { { ids = { imdb = 'tt0133093' } } } })",
                journal: journal)
            for place in [nil, "space"] {
                let history = try await ItemHistory(of: WantedItem("THE matrix"), in: place, journal: journal)
                #expect(history.entries.map(\.place) == ["Space"])
                #expect(history.entries.map(\.run.id.number) == [3])
                #expect(history.title == "The Matrix")
            }
        }
    }

    @Test("A show stands for its episodes' plays")
    func plays() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            _ = try await stage.run(
                "trakt.history:add { trakt.shows.get('breaking-bad') }", journal: journal)
            let history = try await ItemHistory(of: WantedItem("breaking-bad"), in: "history", journal: journal)
            #expect(history.entries.map(\.change) == [.added])
            #expect(history.title == "Breaking Bad")
        }
    }

    @Test("A step is told in a few words")
    func summary() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            _ = try await stage.run(
                "trakt.movies.popular { limit = 3 } trakt.watchlist:add { 'tt0133093' } pcall(trakt.movies.get, 'none-such')",
                journal: journal)
            let steps = try await journal.steps(of: RunID(1)).map { StepSummary($0) }
            let told = steps.map { "\($0.name) \($0.answer())" }
            #expect(told.contains { $0.hasPrefix("movies.popular 200, 3 items") }, "\(told)")
            #expect(told.contains("sync.watchlist.add 201, 1 existing"), "\(told)")
            #expect(told.contains { $0.hasPrefix("movies.get error not_found") }, "\(told)")
            #expect(steps.allSatisfy { $0.step.place == "test.lua:1" })
        }
    }

    @Test("A step whose answer counts more than there can be is told all the same")
    func monstrousSummary() async throws {
        try await withStage { stage in
            let journal = try SQLiteStore.inMemory()
            let counts: Trakt.JSONValue = ["added": ["movies": .integer(.max), "shows": .integer(.max)]]
            try await stage.fault(
                ["method": "POST", "path": "/sync/watchlist", "kind": "status", "status": 201, "body": counts])
            _ = try await stage.run(
                "trakt.sync.watchlist.add { movies = { { ids = { trakt = 507 } } } }", journal: journal)
            let steps = try await journal.steps(of: RunID(1)).map { StepSummary($0).answer() }
            #expect(steps == ["201, 9223372036854775807 added"])
        }
    }
}

@Suite("What the journal keeps")
struct KeptTests {
    @Test("No token and no secret is in the journal's file, whatever a script asks of Trakt's sign-in")
    func secrets() async throws {
        try await withStage { stage in
            let directory = FileManager.default.temporaryDirectory.appending(path: "moonreel-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: directory) }
            let journal = try SQLiteStore.open(["XDG_DATA_HOME": directory.path])
            _ = try await stage.run(
                """
                print(pcall(trakt.auth.device.code))
                print(pcall(trakt.auth.authorize, {}))
                trakt.watchlist:add { 'tt0111161' }
                """, journal: journal
            ).value
            let files = try #require(FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil))
            var kept = Data()
            while let file = files.nextObject() as? URL { kept.append((try? Data(contentsOf: file)) ?? Data()) }
            #expect(kept.range(of: Data("sync.watchlist.add".utf8)) != nil)
            for secret in [stage.sandbox.accessToken, stage.sandbox.clientSecret] {
                #expect(kept.range(of: Data(secret.utf8)) == nil)
            }
        }
    }
}
