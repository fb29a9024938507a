import Automation
import Foundation
import Journal
import Storage
import Synchronization
import TestSupport
import Testing
import Trakt

@Suite("Serving: rules on their schedules")
struct RuleServerTests {
    private func rule(_ body: String, _ fields: String = "schedule = 'every 10m'") -> String {
        "return { name = 'Rule', \(fields), run = function(options, occasion)\n\(body)\nend }"
    }

    /// When what is due at midnight has begun, however it is spread.
    private static let afterMidnight = Date(timeIntervalSince1970: 1_772_668_860)

    private func runs(_ rules: RuleStage) async throws -> [RunRecord] {
        try await rules.journal.runs(RunQuery()).reversed()
    }

    @Test("A rule runs for each of its times, is told which, and the journal has it")
    func runs() async throws {
        try await withRules { rules in
            try rules.write(rule("print(occasion.slot, occasion.missed, #occasion.changed)"))
            let served = try await rules.server()
            await rules.pass(1800, served)
            #expect(
                served.printed == [
                    "2026-03-04T12:40:00.000Z\t0\t0", "2026-03-04T12:50:00.000Z\t0\t0",
                    "2026-03-04T13:00:00.000Z\t0\t0",
                ])
            let records = try await runs(rules)
            #expect(records.map(\.rule) == ["Rule", "Rule", "Rule"])
            #expect(records.allSatisfy { $0.state == .finished })
            #expect(
                records.first?.run.trigger == .schedule(slot: Date(timeIntervalSince1970: 1_772_628_000), missed: 0))
        }
    }

    @Test("What was missed while nobody served is one run, and it is told how many there were")
    func catchesUp() async throws {
        try await withRules { rules in
            try rules.write(rule("print(occasion.slot, occasion.missed)"))
            _ = try await rules.server()
            rules.clock.pass(3600)
            let served = try await rules.server()
            #expect(served.printed == ["2026-03-04T13:30:00.000Z\t5"])
        }
    }

    @Test("A rule that nobody served before catches up with nothing")
    func isNew() async throws {
        try await withRules { rules in
            try rules.write(rule("print('ran')"))
            #expect(try await rules.server().printed.isEmpty)
        }
    }

    @Test("Two servers on one journal run each time once")
    func once() async throws {
        try await withRules { rules in
            try rules.write(rule("print(occasion.slot)"))
            let one = try await rules.server()
            let other = try await rules.server()
            rules.clock.pass(600)
            await one.server.turn()
            await other.server.turn()
            await one.server.settled()
            await other.server.settled()
            #expect(one.printed.count + other.printed.count == 1)
            #expect(try await runs(rules).count == 1)
            let taken = (one.events + other.events).count { if case .taken = $0 { true } else { false } }
            #expect(taken == 1)
        }
    }

    @Test("A run that fails is tried again from where it failed: its write is not made twice")
    func triedAgain() async throws {
        try await withRules { rules in
            try rules.write(
                rule(
                    """
                    trakt.watchlist:add { type = 'movie', trakt = 507 }
                    print(#trakt.lists.trending())
                    """, "schedule = 'every 24h'"))
            let served = try await rules.server()
            try await rules.stage.fault(["path": "/lists/trending", "kind": "status", "status": 404])
            await rules.pass(86_400, served)
            #expect(served.outcomes.prefix(3) == ["Rule failed", "Rule failed", "Rule failed"])
            let writes = try await rules.stage.requests().filter { $0.path == "/sync/watchlist" && $0.isWrite }
            #expect(writes.count == 1)
            #expect(try await runs(rules).count == 1)
        }
    }

    @Test("A run that failed is tried again also by the next server")
    func triedAgainAfterRestart() async throws {
        try await withRules { rules in
            try rules.write(rule("print(#trakt.lists.trending())", "schedule = 'every 24h'"))
            try await rules.stage.fault(["path": "/lists/trending", "kind": "status", "status": 404])
            let served = try await rules.server()
            rules.clock.set(Self.afterMidnight)
            await served.server.turn()
            await served.server.settled()
            #expect(served.outcomes == ["Rule failed"])
            try await rules.stage.removeFaults()
            let next = try await rules.server()
            await rules.pass(60, next)
            #expect(next.outcomes == ["Rule finished"])
            #expect(try await runs(rules).count == 1)
        }
    }

    @Test("A run that somebody else brought to its end meanwhile is not tried again, and keeps no other from its turn")
    func finishedElsewhere() async throws {
        try await withRules { rules in
            try rules.write(rule("print(#trakt.lists.trending())"))
            try await rules.stage.fault(["path": "/lists/trending", "kind": "status", "status": 404])
            let served = try await rules.server()
            rules.clock.pass(304)  // 12:40
            await served.server.turn()
            await served.server.settled()
            #expect(served.outcomes == ["Rule failed"])
            try await rules.stage.removeFaults()
            var context = try rules.stage.context(journal: rules.journal)
            context.now = { rules.clock.now }
            let record = try #require(try await runs(rules).first)
            #expect(try await Resumption(in: context).resume(record) { _ in }.state == .finished)
            await rules.pass(600, served)
            #expect(served.outcomes == ["Rule failed", "Rule finished"])
        }
    }

    @Test("After a clock that was a year ahead is right again, the next server makes up for what it missed")
    func clockWasAhead() async throws {
        try await withRules { rules in
            try rules.write(rule("print(occasion.slot, occasion.missed)"))
            let ahead = try await rules.server()
            let now = rules.clock.now
            rules.clock.pass(365 * 86_400)
            await ahead.server.turn()
            await ahead.server.settled()
            rules.clock.set(now)
            _ = try await rules.server()
            rules.clock.pass(3600)
            #expect(try await rules.server().printed == ["2026-03-04T13:30:00.000Z\t5"])
        }
    }

    @Test("A clock that is set back is told of, and one that is put right by seconds is not")
    func clockSetBack() async throws {
        try await withRules { rules in
            try rules.write(rule("print(occasion.slot)"))
            let served = try await rules.server()
            for step in [30.0, 7200.0] {
                rules.clock.pass(-step)
                await served.server.turn()
            }
            let told = served.events.compactMap { event -> TimeInterval? in
                guard case .clockSetBack(let step) = event else { return nil }
                return step
            }
            #expect(told == [7200])
        }
    }

    @Test("What comes due between a person's word to go on and the next look is made up for")
    func resumedBefore() async throws {
        try await withRules { rules in
            try rules.write(rule("print(occasion.slot)"))
            let served = try await rules.server()
            let key = try #require(try await rules.journal.rules().first?.key)
            try await rules.journal.pause(key, RulePause(reason: "rest", since: rules.clock.now))
            await served.server.look()
            try await rules.journal.resume(key, at: rules.clock.now)
            rules.clock.pass(310)
            await served.server.look()
            await rules.pass(0, served)
            #expect(served.printed == ["2026-03-04T12:40:00.000Z"])
        }
    }

    @Test("A failure that will stay one is not tried again")
    func hopeless() async throws {
        try await withRules { rules in
            try rules.write(
                rule("trakt.watchlist:add { type = 'movie', trakt = 507 }", "schedule = 'every 24h', writes = {}"))
            let served = try await rules.server()
            await rules.pass(86_400, served)
            #expect(served.outcomes == ["Rule failed"])
        }
    }

    @Test("A rule that fails too often in a row is paused, with the reason, and stays so after a restart")
    func pausedByFailures() async throws {
        try await withRules { rules in
            try rules.write(
                rule("error('no')", "schedule = { every = '10m', retries = 0, pause_after = 3 }"))
            let served = try await rules.server()
            await rules.pass(7200, served)
            #expect(served.outcomes == ["Rule failed", "Rule failed", "Rule failed"])
            let record = try #require(try await rules.journal.rules().first)
            #expect(record.pause?.reason == "3 runs failed in a row")
            #expect(record.pause?.isAutomatic == true)
            let again = try await rules.server()
            await rules.pass(3600, again)
            #expect(again.outcomes.isEmpty)
            try await rules.journal.resume(record.key, at: rules.clock.now)
            await again.server.look()
            await rules.pass(600, again)
            #expect(again.outcomes == ["Rule failed"])
        }
    }

    @Test("Somebody's request runs a rule at once, whatever its schedule says")
    func requested() async throws {
        try await withRules { rules in
            try rules.write(rule("print(occasion.slot)"))
            let served = try await rules.server()
            let key = try #require(try await rules.journal.rules().first?.key)
            _ = try await rules.journal.ask(.trigger, of: key, at: rules.clock.now)
            await served.server.look()
            await served.server.settled()
            #expect(served.printed == ["nil"])
        }
    }

    @Test("What somebody asked for is run once, also when the server that had heard of it ended before its turn came")
    func requestedBeforeTheEnd() async throws {
        try await withRules { rules in
            try rules.write(rule("print(#trakt.lists.trending())"))
            try rules.write("return { name = 'Asked', run = function() print('asked') end }", to: "asked.lua")
            let transport = ParkingTransport(rules.stage.transport)
            let first = try await rules.server(client: rules.stage.client(through: transport))
            let key = try #require(try await rules.journal.rules().map(\.key).first { $0.name == "Asked" })
            transport.atTrending = {
                _ = try? await rules.journal.ask(.trigger, of: key, at: rules.clock.now)
                await first.server.look()
                Task { await first.server.close(within: .zero) }
                while await !first.server.isClosed { await Task.yield() }
                await ParkingTransport.untilCancelled()
            }
            rules.clock.pass(600)
            await first.server.turn()
            await first.server.settled()
            #expect(first.outcomes == ["Rule parked"])
            let next = try await rules.server()
            #expect(next.printed.count { $0 == "asked" } == 1)
            let last = try await rules.server()
            #expect(!last.printed.contains("asked"))
        }
    }

    @Test("Two names of one user at Trakt are one account: of its rules that write one runs at a time")
    func oneOwner() async throws {
        try await withRules { rules in
            try rules.write(
                "return { name = 'a', schedule = 'every 10m', run = function() trakt.lists.trending() end }")
            try rules.write(
                "return { name = 'b', account = 'other', schedule = 'every 10m', run = function() end }", to: "z.lua")
            let user = AccountUser(id: "7", slug: "somebody")
            let transport = ParkingTransport(rules.stage.transport)
            let served = try await rules.server(
                client: rules.stage.client(through: transport), users: ["sandbox": user, "other": user])
            let begun = Mutex(0)
            transport.atTrending = {
                let count = served.events.count { if case .began = $0 { true } else { false } }
                begun.withLock { $0 = count }
            }
            await rules.pass(600, served)
            #expect(begun.withLock { $0 } == 1)
            #expect(served.outcomes == ["a finished", "b finished"])
        }
    }

    @Test("One poll tells every rule what changed; a rule that nothing concerns does not run")
    func polls() async throws {
        try await withRules { rules in
            for name in ["a", "b"] {
                try rules.write(
                    "return { name = '\(name)', on_change = { 'watchlist.updated_at' }, run = function(_, o)"
                        + " print('\(name)', o.changed[1]) end }", to: "\(name).lua")
            }
            try rules.write(rule("print('no')", "on_change = { 'lists.liked_at' }"))
            let served = try await rules.server()
            await rules.pass(300, served)
            #expect(served.printed.isEmpty)
            try await rules.stage.forgetRequests()
            await rules.pass(600, served)
            #expect(try await rules.stage.requests().map(\.path) == ["/sync/last_activities", "/sync/last_activities"])
            _ = try await rules.stage.run("trakt.watchlist:add { type = 'movie', trakt = 507 }")
            await rules.pass(300, served)
            #expect(served.printed == ["a\twatchlist.updated_at", "b\twatchlist.updated_at"])
            // What changed while nobody served counts.
            _ = try await rules.stage.run("trakt.watchlist:remove { type = 'movie', trakt = 507 }")
            let again = try await rules.server()
            await rules.pass(300, again)
            #expect(again.printed == ["a\twatchlist.updated_at", "b\twatchlist.updated_at"])
        }
    }

    @Test("What several rules read in one tick is asked once, and anew in the next")
    func sharedReads() async throws {
        try await withRules { rules in
            for name in ["a", "b", "c"] {
                try rules.write(
                    "return { name = '\(name)', schedule = 'every 10m', writes = {}, run = function()"
                        + " return trakt.sync.last_activities().all end }", to: "\(name).lua")
            }
            let served = try await rules.server()
            try await rules.stage.forgetRequests()
            await rules.pass(600, served)
            #expect(served.outcomes.count == 3)
            #expect(try await rules.stage.requests().map(\.path) == ["/sync/last_activities"])
            await rules.pass(600, served)
            #expect(try await rules.stage.requests().count == 2)
        }
    }

    @Test("A server that is closed leaves what runs at its next call, and the next one goes on with it")
    func parked() async throws {
        try await withRules { rules in
            try rules.write(
                rule(
                    """
                    trakt.watchlist:add { type = 'movie', trakt = 507 }
                    print(#trakt.lists.trending())
                    trakt.watchlist:add { type = 'movie', trakt = 530 }
                    """))
            let clock = StoreClock()
            var parameters = SQLiteStore.Parameters()
            parameters.now = { clock.now }
            let journal = try SQLiteStore.inMemory(parameters)
            let transport = ParkingTransport(rules.stage.transport)
            let served = try await rules.server(journal: journal, client: rules.stage.client(through: transport))
            transport.atTrending = {
                Task { await served.server.close(within: .seconds(60)) }
                while await !served.server.isClosed { await Task.yield() }
            }
            rules.clock.pass(600)
            await served.server.turn()
            await served.server.settled()
            #expect(served.outcomes == ["Rule parked"])
            #expect(try await journal.runs(RunQuery()).map(\.state) == [.running])
            // Its process is gone by now.
            clock.pass(100)
            let next = try await rules.server(journal: journal)
            let resumed = next.events.compactMap { event -> RunRecord.State? in
                guard case .resumed(_, let report) = event else { return nil }
                return report.state
            }
            #expect(resumed == [.finished])
            let writes = try await rules.stage.requests().filter { $0.path == "/sync/watchlist" && $0.isWrite }
            #expect(writes.count == 2)
        }
    }

    @Test("Five orderly ends during one run do not count as deaths: it is gone on with")
    func parkedOften() async throws {
        try await withRules { rules in
            try rules.write(rule("print(#trakt.lists.trending())", "schedule = 'every 24h'"))
            @Sendable func closing(_ transport: ParkingTransport, _ server: RuleServer) {
                transport.atTrending = {
                    Task { await server.close(within: .zero) }
                    while await !server.isClosed { await Task.yield() }
                    await ParkingTransport.untilCancelled()
                }
            }
            let transport = ParkingTransport(rules.stage.transport)
            let first = try await rules.server(client: rules.stage.client(through: transport))
            closing(transport, first.server)
            rules.clock.set(Self.afterMidnight)
            await first.server.turn()
            await first.server.settled()
            for _ in 1...6 {
                #expect(try await runs(rules).map(\.state) == [.running])
                let transport = ParkingTransport(rules.stage.transport)
                _ = try await rules.server(client: rules.stage.client(through: transport)) { closing(transport, $0) }
            }
            #expect(try await runs(rules).first?.attempt ?? 0 <= 1)
            _ = try await rules.server()
            #expect(try await runs(rules).map(\.state) == [.finished])
        }
    }

    @Test("A parked run that fails when it is gone on with is tried again like any other")
    func parkedThenFailed() async throws {
        try await withRules { rules in
            try rules.write(rule("print(#trakt.lists.trending())", "schedule = 'every 24h'"))
            let transport = ParkingTransport(rules.stage.transport)
            let first = try await rules.server(client: rules.stage.client(through: transport))
            transport.atTrending = {
                Task { await first.server.close(within: .zero) }
                while await !first.server.isClosed { await Task.yield() }
                await ParkingTransport.untilCancelled()
            }
            rules.clock.set(Self.afterMidnight)
            await first.server.turn()
            await first.server.settled()
            try await rules.stage.fault(["path": "/lists/trending", "kind": "status", "status": 404])
            let next = try await rules.server()
            #expect(try await runs(rules).map(\.state) == [.failed])
            try await rules.stage.removeFaults()
            await rules.pass(120, next)
            #expect(try await runs(rules).map(\.state) == [.finished])
        }
    }

    @Test("A rule whose every run fails is paused also where each next time comes before the last one is tried again")
    func failsFast() async throws {
        try await withRules { rules in
            try rules.write(rule("error('no')", "schedule = { every = '5s', pause_after = 3 }"))
            let served = try await rules.server()
            await rules.pass(600, served)
            #expect(try await rules.journal.rules().first?.pause?.isAutomatic == true)
        }
    }

    @Test("Rules whose files went while nobody served are shown as gone, and so are those that broke")
    func goneMeanwhile() async throws {
        try await withRules { rules in
            for name in ["a", "b", "c"] {
                try rules.write("return { name = '\(name)', run = function() end }", to: "\(name).lua")
            }
            _ = try await rules.server()
            try FileManager.default.removeItem(atPath: rules.folder + "/a.lua")
            try rules.write("return {", to: "b.lua")
            _ = try await rules.server()
            let present = try await rules.journal.rules().filter(\.isPresent).map(\.key.name)
            #expect(present == ["c"])
        }
    }

    @Test("A start notes all rules with one write; what the journal cannot keep of one is told, and the others run")
    func notedTogether() async throws {
        try await withRules { rules in
            for name in ["a", "b", "c"] {
                try rules.write(
                    "return { name = '\(name)', schedule = 'every 10m', run = function() print('\(name)') end }",
                    to: "\(name).lua")
            }
            let journal = CarefulStore(rules.journal)
            _ = try await rules.server(journal: journal)
            #expect(journal.notes == [["a", "b", "c"]])
            journal.damaged = "b"
            let served = try await rules.server(journal: journal)
            #expect(journal.notes.dropFirst() == [["a", "b", "c"], ["a"], ["b"], ["c"]])
            let problems = served.events.compactMap { if case .problem(let text) = $0 { text } else { nil } }
            #expect(problems.count == 1 && problems.first?.contains("the rule b") == true)
            await rules.pass(600, served)
            #expect(Set(served.printed).isSuperset(of: ["a", "c"]))
        }
    }

    @Test("That a run waits for a full journal is told once, and so is that it goes on")
    func fullJournal() async throws {
        try await withRules { rules in
            try rules.write(rule("print('run')"))
            let journal = CarefulStore(rules.journal)
            let served = try await rules.server(journal: journal)
            for _ in 0..<2 {
                journal.fullTimes = 9
                await rules.pass(600, served)
            }
            let told = served.events.compactMap { if case .journal(let news) = $0 { news } else { nil } }
            #expect(told == [.waits(CarefulStore.full), .goesOn, .waits(CarefulStore.full), .goesOn])
            let problems = served.events.compactMap { if case .problem(let text) = $0 { text } else { nil } }
            #expect(problems == [])
            #expect(served.printed == ["run", "run"])
        }
    }

    @Test("By another schedule nothing was missed, also when the server was started anew with it")
    func otherSchedule() async throws {
        try await withRules { rules in
            try rules.write(rule("print(occasion.slot)", "schedule = 'every 24h'"))
            _ = try await rules.server()
            rules.clock.pass(7200)
            try rules.write(rule("print(occasion.slot)", "schedule = 'every 10m'"))
            #expect(try await rules.server().printed.isEmpty)
        }
    }

    @Test("A script that computes without end keeps no other rule waiting", .timeLimit(.minutes(10)))
    func endless() async throws {
        try await withRules { rules in
            let fields = "schedule = 'every 10m', writes = {}"
            let endless = "run = function() while true do end end"
            try rules.write("return { name = 'endless', \(fields), \(endless) }", to: "a.lua")
            try rules.write("return { name = 'quick', \(fields), run = function() print('quick') end }", to: "b.lua")
            let served = try await rules.server()
            rules.clock.pass(600)
            await served.server.turn()
            while served.outcomes.isEmpty { await Task.yield() }
            await served.server.close(within: .zero)
            #expect(served.outcomes == ["quick finished", "endless parked"])
        }
    }

    @Test("A run finishes on the text that it began with; the next one has the new text")
    func changedFile() async throws {
        try await withRules { rules in
            try rules.write(rule("print(#trakt.lists.trending(), 'old')"))
            let transport = ParkingTransport(rules.stage.transport)
            let served = try await rules.server(client: rules.stage.client(through: transport))
            let new = rule("print('new')")
            transport.atTrending = {
                try? rules.write(new)
                await served.server.look()
            }
            await rules.pass(1200, served)
            #expect(served.printed.count == 2)
            #expect(served.printed.first?.hasSuffix("old") == true)
            #expect(served.printed.last == "new")
        }
    }
}
