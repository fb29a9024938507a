import Automation
import Foundation
import Journal
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
        _ bodies: [String], merging: Bool = true, _ check: (RuleStage, ServedRules, [SentRequest]) async throws -> Void
    ) async throws {
        try await withRules { rules in
            for (place, body) in bodies.enumerated() {
                try rules.write(rule("rule \(place)", body), to: "\(place).lua")
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
        try await withRules { rules in
            let before = try await rules.stage.run("trakt.watchlist:add { { type = 'movie', trakt = 507 } }")
            #expect(before.report.state == .finished)
            try await rules.stage.setClock("2026-03-04T12:36:00.000Z")
            try rules.write(rule("a", Self.add(507, 268)), to: "a.lua")
            try rules.write(rule("b", Self.add(455)), to: "b.lua")
            let served = try await rules.server(Self.merging)
            try await rules.stage.forgetRequests()
            await rules.pass(600, served)
            #expect(Set(served.printed) == ["1\t1\t0", "1\t0\t0"])
            #expect(try await rules.stage.requests().filter(\.isWrite).count == 1)
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
        let merged = try await outcome(bodies, merging: true)
        let apart = try await outcome(bodies, merging: false)
        let rules: Testing.Comment = "seed \(seed):\n\(bodies.joined(separator: "\n--\n"))"
        print("seed \(seed): \(merged.requests) requests in place of \(apart.requests)")
        #expect(merged.requests <= apart.requests, rules)
        #expect(merged.printed == apart.printed, rules)
        #expect(merged.effects == apart.effects, rules)
        #expect(merged.account == apart.account, rules)
    }

    /// How many sets of rules are tried; `MOONREEL_MERGES` says another number.
    private static let samples = ProcessInfo.processInfo.environment["MOONREEL_MERGES"].flatMap { Int($0) } ?? 12

    private struct Outcome: Equatable {
        var requests = 0
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

    private func outcome(_ bodies: [String], merging: Bool) async throws -> Outcome {
        var outcome = Outcome()
        try await serve(bodies, merging: merging) { rules, served, writes in
            outcome.requests = writes.count
            for event in served.events {
                if case .printed(let rule, let line) = event { outcome.printed[rule, default: []].append(line.text) }
            }
            outcome.account = try await account(rules)
            for run in try await rules.journal.runs(RunQuery()) {
                outcome.effects[run.rule ?? ""] = try await rules.journal.effects(of: run.id).map { effect in
                    let body = effect.response.map { String(decoding: $0.body, as: UTF8.self) } ?? ""
                    return "\(effect.effect.request.endpoint) \(effect.state) \(body.count)"
                }
            }
        }
        return outcome
    }
}

/// Scripts that read and write here and there.
private enum RandomRule {
    static func body(_ chance: inout SeededChance) -> String {
        let count = 1 + chance.below(3)
        return (0..<count).map { _ in statement(&chance) }.joined(separator: "\n")
    }

    private static func statement(_ chance: inout SeededChance) -> String {
        let items = (0...chance.below(3)).map { _ in "{ type = 'movie', trakt = \(chance.one(of: ids)) }" }
        let list = chance.one(of: ["trakt.watchlist", "trakt.watchlist", "trakt.list('A')", "trakt.list('B')"])
        let adding = "\(list):add { \(items.joined(separator: ", ")) }"
        switch chance.below(8) {
        case 0: return "print(#\(list):items())"
        case 1: return "print(trakt.list('A').item_count)"
        case 2: return "print(#trakt.movies.trending())"
        case 3: return "\(adding)\nprint('over')"
        case 4: return "local a = \(adding)\nprint(a.added, a.existing, #a.not_found)"
        case 5: return "if \(chance.one(of: ["true", "false"])) then \(adding) end"
        case 6:
            return "trakt.sync.ratings.add { movies = { { ids = { trakt = \(chance.one(of: ids)) }, rating = 7 } } }"
        default: return adding
        }
    }

    private static let ids = [507, 268, 455, 1231, 12, 99_999_999]
}

extension EffectRequest {
    fileprivate var bodyDocument: JSONValue { body.flatMap { try? JSONValue(parsing: $0) } ?? .null }
}
