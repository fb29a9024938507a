import Automation
import Foundation
import Journal
import Lua
import TestSupport
import Testing
import Trakt

@Suite("Writes of one moment to one list", .timeLimit(.minutes(10)))
struct MergingTests {
    private static var merging: Dispatcher.Settings {
        var settings = Dispatcher.Settings()
        settings.mergesWrites = true
        return settings
    }

    private func rule(_ name: String, _ body: String) -> String {
        "return { name = '\(name)', schedule = 'every 10m', run = function()\n\(body)\nend }"
    }

    /// Runs rules once, all at one moment, and says what they printed and what was written.
    private func serve(
        _ bodies: [String], after beforehand: String? = nil, merging: Bool = true,
        _ check: (RuleStage, ServedRules, [SentRequest]) async throws -> Void
    ) async throws {
        try await withRules { rules in
            for (place, body) in bodies.enumerated() {
                try rules.write(rule("rule \(place)", body), to: "\(place).lua")
            }
            if let beforehand {
                _ = try await rules.stage.run(beforehand)
                try await rules.stage.setClock("2026-03-04T12:36:00.000Z")
            }
            var settings = Dispatcher.Settings()
            settings.mergesWrites = merging
            let served = try await rules.server(settings)
            try await rules.stage.forgetRequests()
            await rules.pass(600, served)
            try await check(rules, served, try await rules.stage.requests().filter(\.isWrite))
        }
    }

    private func listed(_ rules: RuleStage) async throws -> Set<Int64> {
        let entries = try await rules.stage.answer("/sync/watchlist/movies?limit=100").array ?? []
        return Set(entries.compactMap { $0["movie"]?["ids"]?["trakt"]?.integer })
    }

    private static func add(_ ids: Int...) -> String {
        let items = ids.map { "{ type = 'movie', trakt = \($0) }" }.joined(separator: ", ")
        return "local a = trakt.watchlist:add { \(items) }\nprint(a.added, a.existing, #a.not_found)"
    }

    @Test("are one request, and each rule gets the answer of its own, and has an effect of its own")
    func one() async throws {
        try await serve([Self.add(507, 268), Self.add(455, 99_999_999), Self.add(1231)]) { rules, served, writes in
            #expect(writes.count == 1, "\(writes)")
            #expect(Set(served.printed) == ["2\t0\t0", "1\t0\t1", "1\t0\t0"])
            #expect(try await listed(rules).isSuperset(of: [507, 268, 455, 1231]))
            for run in try await rules.journal.runs(RunQuery()) {
                let effects = try await rules.journal.effects(of: run.id)
                #expect(effects.map(\.state) == [.done])
                #expect(run.state == .finished)
            }
        }
    }

    @Test("are one request for a list that each of the rules looks up by its name")
    func named() async throws {
        let body = { (id: Int) in
            "local list = trakt.list('Inbox')\nlist:add { type = 'movie', trakt = \(id) }\nprint('added to', list.name)"
        }
        try await serve(["trakt.list('Inbox')", body(507), body(268)]) { rules, served, writes in
            #expect(writes.count == 2, "the list, and what is on it: \(writes)")
            #expect(served.printed == ["added to\tInbox", "added to\tInbox"])
        }
    }

    @Test("tell a rule whether its own things were new, where others' were not")
    func partlyThere() async throws {
        let before = "trakt.watchlist:add { { type = 'movie', trakt = 507 } }"
        try await serve([Self.add(507, 268), Self.add(455)], after: before) { _, served, writes in
            #expect(Set(served.printed) == ["1\t1\t0", "1\t0\t0"])
            #expect(writes.count == 1)
        }
    }

    @Test("are made apart where a rule could tell: it reads what the other changes, or goes on to ask")
    func visible() async throws {
        let reading = "print(#trakt.watchlist:items())\n" + Self.add(268)
        try await serve([Self.add(507), reading]) { _, served, writes in
            #expect(writes.count == 2)
            let alone = served.printed
            try await serve([Self.add(507), reading], merging: false) { _, served, _ in
                #expect(served.printed == alone)
            }
        }
        try await serve([Self.add(507) + "\nprint(#trakt.watchlist:items())", Self.add(268)]) { _, _, writes in
            #expect(writes.count == 2)
        }
        try await serve([Self.add(507), Self.add(507, 268)]) { _, served, writes in
            #expect(writes.count == 2, "the same thing")
            #expect(Set(served.printed) == ["1\t0\t0", "1\t1\t0"])
        }
    }

    @Test("are made before another write, and before the last run of the moment is over")
    func before() async throws {
        let other = "trakt.sync.ratings.add { movies = { { ids = { trakt = 507 }, rating = 7 } } }"
        try await serve([Self.add(507), other, "print('nothing')"]) { _, served, writes in
            #expect(writes.map(\.path) == ["/sync/watchlist", "/sync/ratings"])
            #expect(served.outcomes.count == 3)
        }
        try await serve([Self.add(507), "print('nothing')"]) { rules, served, writes async throws in
            #expect(writes.count == 1)
            #expect(served.outcomes == ["rule 1 finished", "rule 0 finished"])
            #expect(try await listed(rules).contains(507))
        }
    }

    @Test("are made one by one when they are refused together: what is wrong with one is not the others'")
    func refused() async throws {
        try await withRules { rules in
            for (place, id) in [507, 268].enumerated() {
                try rules.write(rule("rule \(place)", Self.add(id)), to: "\(place).lua")
            }
            let served = try await rules.server(Self.merging)
            try await rules.stage.fault(
                ["method": "POST", "path": "/sync/watchlist", "kind": "status", "status": 420, "count": 1])
            try await rules.stage.forgetRequests()
            await rules.pass(600, served)
            #expect(try await rules.stage.requests().filter(\.isWrite).map(\.status) == [420, 201, 201])
            #expect(served.printed == ["1\t0\t0", "1\t0\t0"])
            #expect(try await listed(rules).isSuperset(of: [507, 268]))
        }
    }

    @Test(
        "are settled one by one when nobody answers",
        arguments: ["apply_then_cut", "cut_before_headers", "cut_body"])
    func unanswered(_ kind: String) async throws {
        try await withRules { rules in
            for (place, id) in [507, 268].enumerated() {
                try rules.write(rule("rule \(place)", Self.add(id)), to: "\(place).lua")
            }
            let served = try await rules.server(Self.merging)
            try await rules.stage.fault(
                ["method": "POST", "path": "/sync/watchlist", "kind": .string(kind), "count": 1])
            try await rules.stage.forgetRequests()
            await rules.pass(600, served)
            #expect(try await rules.stage.requests().filter(\.isWrite).count == 3)
            #expect(try await listed(rules).isSuperset(of: [507, 268]))
            for run in try await rules.journal.runs(RunQuery()) {
                #expect(run.state == .finished)
                #expect(try await rules.journal.effects(of: run.id).map(\.state) == [.done])
            }
        }
    }

    @Test("are made apart for a list that may be gone, which is looked up and made anew, once")
    func gone() async throws {
        let body = { (id: Int) in
            "local list = trakt.list { name = 'Inbox', ids = { trakt = 99999999 } }\n"
                + "list:add { type = 'movie', trakt = \(id) }"
        }
        try await serve([body(507), body(268), body(455)]) { rules, served, writes in
            let lists = try await rules.stage.answer("/users/me/lists").array ?? []
            #expect(lists.filter { $0["name"] == "Inbox" }.count == 1)
            #expect(lists.first { $0["name"] == "Inbox" }?["item_count"] == 3)
            #expect(served.outcomes.allSatisfy { $0.hasSuffix("finished") })
        }
    }

    @Test("are more than one request where somebody adds more than one carries, and the last of these may be held")
    func many() async throws {
        let many = """
            local movies = {}
            for number = 1, 450 do movies[number] = { type = 'movie', trakt = 1000000 + number } end
            local a = trakt.watchlist:add(movies)
            print(a.added, a.existing, #a.not_found)
            """
        try await serve([many, Self.add(507)]) { _, served, writes in
            #expect(writes.count == 3)
            #expect(Set(served.printed) == ["0\t0\t450", "1\t0\t0"])
        }
    }

    @Test("are made before what a run does at once, each of which waits for its turn")
    func branches() async throws {
        let branches = """
            all {
              function() trakt.list('A'):add { type = 'movie', trakt = 507 } end,
              function() trakt.list('B'):add { type = 'movie', trakt = 268 } end,
              function() trakt.favorites:add { type = 'movie', trakt = 455 } end,
              function() trakt.watchlist:add { type = 'movie', trakt = 455 } end,
            }
            """
        let lists = "trakt.list('A') trakt.list('B')"
        for merging in [true, false] {
            try await serve([lists, Self.add(507), branches], merging: merging) { rules, served, writes async throws in
                #expect(served.outcomes.allSatisfy { $0.hasSuffix("finished") })
                #expect(writes.filter { $0.path.hasSuffix("/items") }.count == 2)
                #expect(writes.filter { $0.path == "/sync/favorites" }.count == 1)
                #expect(try await listed(rules).isSuperset(of: [507, 455]))
            }
        }
    }

    @Test("are not made together by two names of one user, each of which may write by itself")
    func names() async throws {
        try await withRules { rules in
            try rules.write(rule("rule 0", Self.add(507)), to: "0.lua")
            let other = "return { name = 'rule 1', account = 'second', schedule = 'every 10m', run = function()\n"
            try rules.write(other + Self.add(268) + "\nend }", to: "1.lua")
            let user = AccountUser(id: "7", slug: "somebody")
            let served = try await rules.server(users: ["sandbox": user, "second": user])
            try await rules.stage.forgetRequests()
            await rules.pass(600, served)
            #expect(try await rules.stage.requests().filter(\.isWrite).count == 2)
            #expect(served.printed == ["1\t0\t0", "1\t0\t0"])
        }
    }

    @Test("are taken back run by run")
    func undone() async throws {
        try await serve([Self.add(507, 268), Self.add(455)]) { rules, _, writes in
            #expect(writes.count == 1)
            let runs = try await rules.journal.runs(RunQuery())
            let run = try #require(runs.first { $0.rule == "rule 0" })
            let context = try rules.stage.context(journal: rules.journal)
            let undoing = try await Undoing(of: run.id, in: context)
            let items = undoing.changes.changes.flatMap { $0.request.bodyDocument["movies"]?.array ?? [] }
            #expect(Set(items.compactMap { $0["ids"]?["trakt"]?.integer }) == [507, 268])
        }
    }

    @Test("are made when the server is to end, and a run that waits with one is over then")
    func closing() async throws {
        try await withRules { rules in
            try rules.write(rule("rule 0", Self.add(507)), to: "0.lua")
            try rules.write(rule("rule 1", "trakt.lists.trending()\nprint('never')\n" + Self.add(268)), to: "1.lua")
            let transport = ParkingTransport(rules.stage.transport)
            let served = try await rules.server(client: rules.stage.client(through: transport), Self.merging)
            transport.atTrending = {
                Task { await served.server.close(within: .seconds(300)) }
                while await !served.server.isClosed { await Task.yield() }
            }
            rules.clock.pass(600)
            await served.server.turn()
            await served.server.settled()
            #expect(served.outcomes.contains("rule 0 finished"))
            #expect(served.outcomes.contains("rule 1 parked"))
            #expect(try await listed(rules).contains(507))
        }
    }

    @Test("are not made any later than the run's time allows: what it waits for others does not count")
    func time() async throws {
        try await withRules { rules in
            let first = "return { name = 'rule 0', schedule = { every = '10m', timeout = '1s' }, run = function()\n"
            try rules.write(first + Self.add(507) + "\nend }", to: "0.lua")
            try rules.write(rule("rule 1", "trakt.movies.trending()\n" + Self.add(268)), to: "1.lua")
            let transport = ParkingTransport(rules.stage.transport)
            let served = try await rules.server(client: rules.stage.client(through: transport), Self.merging)
            transport.atTrending = {
                let later = StopSwitch()
                later.stop(after: .milliseconds(1500))
                await later.thrown()
            }
            try await rules.stage.forgetRequests()
            await rules.pass(600, served)
            #expect(served.outcomes.sorted() == ["rule 0 finished", "rule 1 finished"])
            #expect(try await rules.stage.requests().filter(\.isWrite).count == 1)
        }
    }

    @Test("are made before a rule begins that may ask other hosts, or sign out")
    func elsewhere() async throws {
        try await serve([Self.add(507), "if false then http.get('x') end\n" + Self.add(268)]) { _, served, writes in
            #expect(writes.count == 2)
            #expect(served.outcomes.allSatisfy { $0.hasSuffix("finished") })
        }
    }

    @Test("are not held for long by a rule that takes its time")
    func patience() async throws {
        try await withRules { rules in
            try rules.write(rule("rule 0", Self.add(507)), to: "0.lua")
            try rules.write(rule("rule 1", "trakt.lists.trending()\n" + Self.add(268)), to: "1.lua")
            let (ends, end) = AsyncStream.makeStream(of: Void.self)
            let transport = ParkingTransport(rules.stage.transport)
            var impatient = rules
            impatient.patience = { for await _ in ends { return } }
            let served = try await impatient.server(client: rules.stage.client(through: transport), Self.merging)
            try await rules.stage.forgetRequests()
            transport.atTrending = {
                end.yield()
                while served.printed.isEmpty { await Task.yield() }
            }
            await rules.pass(600, served)
            #expect(served.outcomes == ["rule 0 finished", "rule 1 finished"])
            #expect(try await rules.stage.requests().filter(\.isWrite).count == 2)
        }
    }

    @Test("change nothing for rules, whatever these are", arguments: RandomSeeds.some(Self.samples))
    func same(_ seed: UInt64) async throws {
        var chance = SeededChance(seed)
        let bodies = (0..<2 + chance.below(3)).map { _ in RandomRule.body(&chance) }
        let before = (0..<chance.below(3)).map { _ in RandomRule.adding(&chance) }.joined(separator: "\n")
        let merged = try await outcome(bodies, after: before, merging: true)
        let apart = try await outcome(bodies, after: before, merging: false)
        let rules: Testing.Comment = "seed \(seed):\n\(([before] + bodies).joined(separator: "\n--\n"))"
        print("seed \(seed): \(merged.requests) requests in place of \(apart.requests)")
        // What is refused together is sent again alone.
        #expect(merged.requests <= apart.requests + merged.refused, rules)
        #expect(merged.printed == apart.printed, rules)
        #expect(merged.effects == apart.effects, rules)
        #expect(merged.account == apart.account, rules)
    }

    /// How many sets of rules are tried; `MOONREEL_MERGES` says another number.
    private static let samples = ProcessInfo.processInfo.environment["MOONREEL_MERGES"].flatMap { Int($0) } ?? 12

    private struct Outcome: Equatable {
        var requests = 0
        var refused = 0
        var printed: [String: [String]] = [:]
        var account: [String] = []
        var effects: [String: [String]] = [:]
    }

    /// What is on its lists, in their order, and what it rated.
    private func account(_ rules: RuleStage) async throws -> [String] {
        func things(_ path: String) async throws -> [String] {
            try await (rules.stage.answer(path).array ?? []).compactMap { entry in
                let id = (entry["movie"] ?? entry["show"])?["ids"]?["trakt"]?.integer
                return id.map { "\(path) \($0) \(entry["listed_at"]?.string ?? "")" }
            }
        }
        var account = try await things("/sync/watchlist?limit=500") + things("/sync/ratings")
        for list in try await rules.stage.answer("/users/me/lists").array ?? [] {
            account.append("\(list["name"]?.string ?? "") \(list["item_count"]?.integer ?? 0)")
            account += try await things("/users/me/lists/\(list["ids"]?["trakt"]?.integer ?? 0)/items?limit=500")
        }
        return account
    }

    /// A document with its members in the order of their names, without when a list was last changed, which no set shows.
    private static func sorted(_ value: JSONValue) -> String {
        guard let members = value.object else { return value.encodedText }
        let sorted = members.filter { $0.key != "updated_at" }.sorted { $0.key < $1.key }
        return "{\(sorted.map { "\($0.key):\(Self.sorted($0.value))" }.joined(separator: ","))}"
    }

    private func outcome(_ bodies: [String], after before: String, merging: Bool) async throws -> Outcome {
        var outcome = Outcome()
        try await serve(bodies, after: before, merging: merging) { rules, served, writes in
            outcome.requests = writes.count
            outcome.refused = writes.count { ($0.status ?? 0) >= 400 }
            for event in served.events {
                if case .printed(let rule, let line) = event { outcome.printed[rule, default: []].append(line.text) }
            }
            outcome.account = try await account(rules)
            for run in try await rules.journal.runs(RunQuery()) {
                outcome.effects[run.rule ?? ""] = try await rules.journal.effects(of: run.id).map { effect in
                    let body = effect.response.flatMap { try? JSONValue(parsing: $0.body) } ?? .null
                    return "\(effect.effect.request.endpoint) \(effect.state) \(Self.sorted(body))"
                }
            }
        }
        return outcome
    }
}

/// Scripts that read and write here and there.
private enum RandomRule {
    static func body(_ chance: inout SeededChance) -> String {
        let before = (0..<chance.below(3)).map { _ in statement(&chance) }
        let last = chance.below(3) == 0 ? statement(&chance) : adding(&chance)
        return (before + [last]).joined(separator: "\n")
    }

    static func adding(_ chance: inout SeededChance) -> String {
        let adding = "\(chance.one(of: lists)):\(chance.below(4) == 0 ? "set" : "add") { \(items(&chance)) }"
        return "local a = \(adding)\nprint(a.added, a.existing, #a.not_found)"
    }

    private static func statement(_ chance: inout SeededChance) -> String {
        let list = chance.one(of: lists)
        let adding = "\(list):\(chance.one(of: ["add", "add", "add", "set"])) { \(items(&chance)) }"
        switch chance.below(14) {
        case 0: return "print(#\(list):items())"
        case 1: return chance.one(of: looks)
        case 2: return "print(#trakt.movies.trending())"
        case 3: return "\(adding)\nprint('over')"
        case 4, 5: return "local a = \(adding)\nprint(a.added, a.existing, #a.not_found)"
        case 6: return "if \(chance.one(of: ["true", "false"])) then \(adding) end"
        case 7:
            return "trakt.sync.ratings.add { movies = { { ids = { trakt = \(chance.one(of: ids)) }, rating = 7 } } }"
        case 8: return chance.one(of: walks).replacingOccurrences(of: "ADDING", with: adding)
        case 9: return "local ok = pcall(function() \(adding) end)\nprint(ok)"
        case 10:
            let count = 199 + chance.below(4)
            return "local movies = {}\nfor n = 1, \(count) do movies[n] = { type = 'movie', trakt = 900 + n } end\n"
                + "trakt.watchlist:add(movies)"
        case 11: return "local list = \(list)\nlist:add { \(items(&chance)) }\nprint(list.name)"
        default: return adding
        }
    }

    private static func items(_ chance: inout SeededChance) -> String {
        if chance.below(12) == 0 { return chance.one(of: odd) }
        let kinds = chance.below(5) == 0 ? ["movie", "show"] : ["movie"]
        let items = (0...chance.below(3)).map { _ in
            "{ type = '\(chance.one(of: kinds))', trakt = \(chance.one(of: ids)) }"
        }
        return items.joined(separator: ", ")
    }

    /// Parts of a show, and what is named by more than one id.
    private static let odd = [
        "{ type = 'episode', show = { trakt = 1388 }, season = 77, number = 1 }",
        "{ type = 'episode', show = { trakt = 1388 }, season = 1, number = 1 }",
        "{ type = 'season', show = { trakt = 99999999 }, season = 1 }",
        "{ type = 'movie', ids = { trakt = 99999999, tmdb = 550 } }",
    ]
    private static let lists = [
        "trakt.watchlist", "trakt.watchlist", "trakt.watchlist", "trakt.list('A')", "trakt.list('A')",
        "trakt.list('B')", "trakt.favorites", "trakt.list { name = 'A', ids = { trakt = 99999999 } }",
    ]
    private static let looks = [
        "print(trakt.list('A').item_count)",
        "local l = trakt.list('B')\nfor k, v in pairs { l } do print(v.item_count) end",
        "print(json.encode(trakt.list('A').item_count))", "print(#trakt.users.lists.all('me'))",
        "print(#trakt.calendars.my_movies:all())",
    ]
    private static let walks = [
        "for _, x in ipairs { 1, 2 } do ADDING end",
        "for entry in trakt.sync.watchlist.get:each() do print(entry.type) end\nADDING", "do ADDING end", "ADDING",
        "local each = trakt.sync.watchlist.get:each()\nADDING\nfor entry in each do print(entry.type) end",
        "for _, x in ipairs { 1, 2 } do\n if x == 1 then\n ADDING\n return\n end\nend",
    ]
    private static let ids = [
        507, 622, 219, 1231, 268, 455, 308, 427, 342, 44, 186, 188, 466, 12, 295, 550, 306, 66, 59, 484, 83, 450, 111,
        515, 99_999_998, 99_999_999,
    ]
}

extension EffectRequest {
    fileprivate var bodyDocument: JSONValue { body.flatMap { try? JSONValue(parsing: $0) } ?? .null }
}
