import Foundation
import Journal
import Lua
import Scheduling
import Synchronization
import TestSupport
import Testing
import Trakt

@testable import Automation

/// Runs whose scripts say whatever they like, behind frames that are in order. `MOONREEL_GATE_MESSAGES` says how many messages,
/// `MOONREEL_TEST_SEED` which.
@Suite("What comes through the gate", .serialized, .timeLimit(.minutes(60)))
struct GateMessageTests {
    private static let seed = RandomSeeds.some(1)[0]
    private static let count =
        ProcessInfo.processInfo.environment["MOONREEL_GATE_MESSAGES"].flatMap(Int.init) ?? 1000
    private static let messagesOfRun = 60

    @Test("Whatever a script says is answered, and nothing happens that its rule may not do")
    func messages() async throws {
        var maker = MessageMaker(Self.seed)
        var tally = Tally()
        var world = try GateWorld(Self.seed)
        while tally.messages < Self.count {
            // An account that has seen some thousands of these is no example any more.
            if tally.messages % 6000 == 0 { world = try GateWorld(Self.seed &+ UInt64(tally.messages)) }
            try await run(&maker, &tally, in: world)
        }
        print("seed \(Self.seed): \(tally)")
        #expect(tally.answers > tally.messages / 10 && tally.writes > 0, "seed \(Self.seed): \(tally)")
    }

    private struct Tally {
        var messages = 0
        var answers = 0
        var writes = 0
        var kinds: Set<String> = []
    }

    private func run(_ maker: inout MessageMaker, _ tally: inout Tally, in world: GateWorld) async throws {
        // What the file of a rule promised, for a run of one.
        let promised = maker.below(2) == 0 ? maker.writes() : nil
        let turns = Self.turns(&maker, promised)
        let runner = HostileRunner(turns, ending: maker.outcome())
        let context = try world.context(runner)
        let before = try world.account()
        let lines = Mutex(0)
        let script = try ScriptFile(path: "/nowhere/hostile.lua", source: [])
        var run = Run(script, now: ScriptStage.now, seed: 7)
        if let promised {
            run.rule = RuleKey(account: context.owner, name: "hostile")
            run.promise = RulePromise(
                name: nil, writes: Set(promised.compactMap { Surface(rawValue: $0) }), mostRemovals: nil)
        }
        let report = try await run.perform(in: context) { line in
            lines.withLock { $0 += line.text.utf8.count }
        }
        let place = "seed \(Self.seed), message \(tally.messages)"
        let exchanges = runner.exchanges
        #expect(exchanges.count == turns.reduce(0) { $0 + $1.count }, "\(place)")
        for exchange in exchanges { check(exchange, &tally, world, place) }

        let writes = promised.map(Set.init) ?? Self.declared(in: exchanges)
        let sent = world.takeWrites()
        check(sent, writes, place)
        try check(before, world.account(), writes, place)
        for address in world.web.takeAsked() { #expect(FakeWeb.mayAsk(address), "\(place): \(address)") }
        #expect(
            (0...exchanges.count).contains(report.reads) && (0...exchanges.count).contains(report.writes), "\(place)")
        #expect(report.writes + report.unsettledWrites <= sent.count + exchanges.count, "\(place)")
        #expect(report.notices.count <= exchanges.count, "\(place)")
        _ = report.document(output: []).encoded
        if let run = report.run { try await checkJournal(of: run, in: context, exchanges.count, place) }
        tally.messages += exchanges.count
        tally.writes += sent.count
    }

    /// A rule mostly says what it is first; at the end comes what always works.
    private static func turns(_ maker: inout MessageMaker, _ promised: [String]?) -> [HostileRunner.Turn] {
        var turns: [HostileRunner.Turn] = []
        if maker.below(5) > 0 { turns.append(.ask([maker.declaration(promised ?? maker.writes())])) }
        while turns.count < messagesOfRun {
            switch maker.below(10) {
            case 0: turns.append(.note(maker.note()))
            case 1: turns.append(.ask((0..<maker.below(5)).map { _ in maker.question() }))
            case 2:
                let message = maker.question()
                turns += [.ask([message]), .ask([message])]
            default: turns.append(.ask([maker.question()]))
            }
        }
        let valid = JSONValue.object(["arguments": ["breaking-bad"]]).encoded
        return turns + [.ask([maker.message("trakt.shows.get", valid)])]
    }

    // MARK: Checks

    private func check(_ exchange: Exchange, _ tally: inout Tally, _ world: GateWorld, _ place: String) {
        let bytes: [UInt8]
        switch exchange.answer {
        case .document(let document):
            bytes = document
            tally.answers += 1
            #expect((try? JSONValue(parsing: document)) != nil, "\(place)")
        case .failure(let document):
            bytes = document
            let error = try? JSONValue(parsing: document)
            let told = "\(place): \(exchange.message.name) \(String(decoding: document.prefix(300), as: UTF8.self))"
            #expect(error?["message"]?.string?.isEmpty == false, "\(told)")
            #expect(error?["kind"]?.string?.isEmpty == false, "\(told)")
            tally.kinds.insert(error?["kind"]?.string ?? "")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        for secret in world.secrets { #expect(!text.contains(secret), "\(place): \(exchange.message.name)") }
    }

    /// What the rule says that it may change, by the first declaration that was taken; nil where it may change everything.
    private static func declared(in exchanges: [Exchange]) -> Set<String>? {
        for exchange in exchanges where exchange.message.name == "rule" {
            guard case .document = exchange.answer, let rule = try? JSONValue(parsing: exchange.message.document) else {
                continue
            }
            guard let writes = rule["writes"], !writes.isNull else { return nil }
            return Set(writes.array?.compactMap(\.string) ?? [])
        }
        return nil
    }

    private func check(_ sent: [String], _ writes: Set<String>?, _ place: String) {
        guard let writes else { return }
        for line in sent {
            let parts = line.split(separator: " ")
            let path = parts[1].dropFirst("http://sandbox.invalid".count).prefix { $0 != "?" }
            let endpoints = Catalogue.all.filter {
                $0.method.rawValue == parts[0] && $0.takes(path: String(path))
            }
            let surfaces = endpoints.compactMap { Surface(changedBy: $0)?.rawValue }
            #expect(!writes.isDisjoint(with: surfaces), "\(place): \(line), and the rule writes \(writes)")
        }
    }

    private func check(
        _ before: [String: String], _ after: [String: String], _ writes: Set<String>?, _ place: String
    ) throws {
        guard let writes else { return }
        for (part, surfaces) in GateWorld.places where writes.isDisjoint(with: surfaces) {
            #expect(before[part] == after[part], "\(place): \(part), and the rule writes \(writes)")
        }
    }

    private func checkJournal(of run: RunID, in context: RunContext, _ asked: Int, _ place: String) async throws {
        let steps = try await context.journal.steps(of: run)
        #expect(steps.count <= asked, "\(place)")
        #expect(Set(steps.map(\.order)).count == steps.count && steps.allSatisfy { $0.order >= 1 }, "\(place)")
        for step in steps { _ = StepSummary(step).document.encoded }
        let valid = steps.last
        #expect(valid?.name == "trakt.shows.get", "\(place)")
        guard case .document? = valid?.result else {
            Issue.record("\(place): a call that always works was refused at the end")
            return
        }
    }
}

extension HostileRunner.Turn {
    fileprivate var count: Int {
        switch self {
        case .ask(let messages): messages.count
        case .note: 0
        }
    }
}
