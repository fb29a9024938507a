import Foundation
import Journal
import Lua
import Storage
import TestSupport
import Testing
import Trakt

@testable import Automation

/// Single messages of a script that is not the program's own any more, each of which would once have got it something.
@Suite("A message that breaks a rule", .timeLimit(.minutes(10)))
struct HostileMessageTests {
    private static let script = "/nowhere/hostile.lua"

    private func message(_ name: String, _ document: JSONValue) -> Message {
        Message(ticket: 1, name: name, document: document.encoded)
    }

    private func call(_ name: String, _ arguments: JSONValue..., walk: JSONValue? = nil) -> Message {
        var document: [String: JSONValue] = ["arguments": .array(arguments)]
        document["walk"] = walk
        return message("trakt." + name, .object(document))
    }

    private let rating = JSONValue.object(["movies": [["ids": ["trakt": 507], "rating": 9]]])

    private struct Told {
        /// What each message was answered: an error's kind, or nothing for an answer.
        var kinds: [String?]
        var messages: [String?]
        let writes: [String]
        let report: RunReport
    }

    /// Says these one after the other, in a run of a rule that promised to write only so much, or of any script.
    private func tell(
        _ messages: [Message], promised: Set<Surface>?? = nil, in world: GateWorld, ending: Outcome = .finished([])
    ) async throws -> Told {
        let runner = HostileRunner(messages.map { .ask([$0]) }, ending: ending)
        let context = try world.context(runner)
        var run = Run(
            try ScriptFile(path: Self.script, source: []), now: ScriptStage.now, seed: 7)
        if let promised {
            run.rule = RuleKey(account: context.owner, name: "hostile")
            run.promise = RulePromise(name: nil, writes: promised, mostRemovals: nil)
        }
        return Self.told(try await run.perform(in: context) { _ in }, runner, world)
    }

    private static func told(_ report: RunReport, _ runner: HostileRunner, _ world: GateWorld) -> Told {
        let errors = runner.exchanges.map { exchange -> JSONValue? in
            guard case .failure(let bytes) = exchange.answer else { return nil }
            return try? JSONValue(parsing: bytes)
        }
        return Told(
            kinds: errors.map { $0?["kind"]?.string }, messages: errors.map { $0?["message"]?.string },
            writes: world.takeWrites(), report: report)
    }

    @Test("A rule says once what it may write, and cannot say later that it is more")
    func declaredAgain() async throws {
        let world = try GateWorld(1)
        let told = try await tell(
            [
                message("rule", ["writes": ["lists"]]), message("rule", [:]), message("rule", ["writes": ["ratings"]]),
                call("sync.ratings.add", rating),
            ], in: world)
        #expect(told.kinds == [nil, "invalid_rule", "invalid_rule", "not_allowed"])
        #expect(told.writes == [])
    }

    @Test("A run of a rule writes nothing before it has said that it is that rule, with what was read in its file")
    func bond() async throws {
        let world = try GateWorld(1)
        let told = try await tell(
            [
                call("sync.ratings.add", rating), message("rule", ["writes": ["ratings"]]), message("rule", [:]),
                message("rule", ["name": "another", "writes": ["lists"]]),
                message("rule", ["writes": ["lists"], "removes": ["most": 1000]]), call("sync.ratings.add", rating),
                message("rule", ["writes": ["lists"]]), call("sync.ratings.add", rating),
            ], promised: [.lists], in: world)
        let invalid = "invalid_rule"
        #expect(told.kinds == [invalid, invalid, invalid, invalid, invalid, invalid, nil, "not_allowed"])
        #expect(told.writes == [])
        #expect(told.messages[1]?.contains("hostile") == true)

        let honest = try await tell(
            [message("rule", ["writes": ["ratings"]]), call("sync.ratings.add", rating)], promised: [.ratings],
            in: world)
        #expect(honest.kinds == [nil, nil] && honest.writes.count == 1)
    }

    @Test("A run of a rule that is gone on with is held to what its text says")
    func resumed() async throws {
        let world = try GateWorld(1)
        let first = try await tell(
            [message("rule", ["writes": ["lists"]])], promised: [.lists], in: world,
            ending: .failed(ScriptError(kind: "x", message: "y")))
        let id = try #require(first.report.run)
        let record = try #require(try await world.journal.run(id))
        // Looked at it says one thing, and run another.
        for said in [["writes": ["ratings"]], ["writes": ["lists"]]] as [JSONValue] {
            let runner = HostileRunner(
                [.ask([message("rule", said)]), .ask([call("sync.ratings.add", rating)])],
                ending: .failed(ScriptError(kind: "x", message: "y")),
                whenLookedAt: [.ask([message("rule", ["writes": ["lists"]])])])
            let report = try await Resumption(in: world.context(runner)).resume(record) { _ in }
            let told = Self.told(report, runner, world)
            #expect(told.kinds[1] == (said == ["writes": ["lists"]] ? "not_allowed" : "invalid_rule"))
            #expect(told.writes == [])
        }
    }

    @Test("What a rule writes is a list, and its name is one that can be told")
    func declarations() async throws {
        let world = try GateWorld(1)
        for writes in ["lists", ["lists": true], 1, true] as [JSONValue] {
            let told = try await tell(
                [message("rule", ["writes": writes]), message("store.open", [:])], in: world)
            #expect(told.kinds == ["invalid_rule", "invalid_call"])
        }
        for name in ["a\nb", "\u{1B}[2J", "\u{202E}x", String(repeating: "x", count: 201)] {
            let told = try await tell([message("rule", ["name": .string(name)])], in: world)
            #expect(told.kinds == ["invalid_rule"])
            #expect(told.messages[0]?.unicodeScalars.contains { $0.value < 0x20 } == false)
        }
    }

    @Test("What is no message has a kind and a sentence of its own")
    func unreadable() async throws {
        let world = try GateWorld(1)
        let broken = Array("{".utf8)
        let told = try await tell(
            ["trakt.shows.get", "rule", "notify", "store.open", "module", "signed_in", "http.get"].map {
                Message(ticket: 1, name: $0, document: broken)
            }
                + [call("nothing.at.all"), call("shows.get", "x", walk: ["endpoint": "movies.get"])], in: world)
        #expect(told.kinds.allSatisfy { $0 == "invalid_message" }, "\(told.kinds)")
    }

    @Test(
        "Nothing that changes the account is read page by page, and no reading is continued as something else is read")
    func walks() async throws {
        let world = try GateWorld(1)
        let cursor: JSONValue = [
            "endpoint": "sync.ratings.add", "limit": 7, "itemsSeen": 0, "next": ["page": 3, "limit": 7],
            "isPaged": true, "countsItems": true, "firstPage": 1, "page": 3, "hasMoved": false,
        ]
        var other = cursor.object ?? [:]
        other["endpoint"] = "shows.get"
        let told = try await tell(
            [
                call("sync.ratings.add", rating, walk: cursor), call("sync.ratings.add", rating, walk: true),
                call("shows.get", "breaking-bad", walk: .object(other)),
            ], in: world)
        #expect(told.kinds == ["invalid_message", "invalid_message", "invalid_message"])
        #expect(told.writes == [])
    }

    @Test("A notice is as long as a notice may be, and for channels that there are")
    func notices() async throws {
        let world = try GateWorld(1)
        let long = JSONValue.string(String(repeating: "x", count: 16_001))
        let told = try await tell(
            [
                message("notify", ["message": long]), message("notify", ["message": "a", "title": long]),
                message("notify", ["message": "a", "priority": "shrill"]),
                message("notify", ["message": "a", "to": "nobody"]), message("notify", ["message": "a", "to": [1]]),
                message("notify", ["message": "a", "link": .string("https://a.example/" + (long.string ?? ""))]),
                message("notify", ["message": "a", "to": "phone"]),
            ], in: world)
        #expect(told.kinds == Array(repeating: "invalid_argument", count: 6) + [nil])
        #expect(told.report.notices.map(\.channels) == [["phone"]])
    }

    @Test("A rule's store grows no larger than it may be, in one run or in several")
    func store() async throws {
        let world = try GateWorld(1)
        let half = JSONValue.string(String(repeating: "x", count: 600_000))
        func keep(_ keys: String...) -> Message {
            message("store.keep", ["changes": .array(keys.map { [.string($0), half] })])
        }
        let rule = message("rule", ["name": "Hoard"])
        #expect(try await tell([rule, keep("a", "b")], in: world).kinds == [nil, "too_large"])
        #expect(try await tell([rule, keep("a")], in: world).kinds == [nil, nil])
        #expect(try await tell([rule, keep("b")], in: world).kinds == [nil, "too_large"])
        let swap = message("store.keep", ["changes": [["a"], ["b", half]]])
        #expect(try await tell([rule, keep("a"), swap], in: world).kinds == [nil, nil, nil])
        #expect(try await tell([rule, keep("b")], in: world).kinds == [nil, nil])
    }

    @Test("Modules are given out only so often, to a run and to a file that is looked at")
    func modules() async throws {
        let world = try GateWorld(1)
        let directory = NSTemporaryDirectory() + "modules-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try Data("return 1".utf8).write(to: URL(filePath: directory + "/one.lua"))
        let asked = (0..<1100).map { HostileRunner.Turn.ask([message("module", ["name": .string("none\($0)")])]) }
        let one = HostileRunner.Turn.ask([message("module", ["name": "one"])])
        let script = try ScriptFile(path: directory + "/hostile.lua", source: [])

        let runner = HostileRunner([one] + asked + [one])
        _ = try await Run(script, now: ScriptStage.now, seed: 7).perform(in: world.context(runner)) { _ in }
        let looking = HostileRunner([one] + asked + [one])
        let inspection = await RuleInspection(of: script, by: looking)
        #expect(inspection.modules.count <= 1000)
        for runner in [runner, looking] {
            guard case .document? = runner.exchanges.first?.answer,
                case .failure(let bytes)? = runner.exchanges.last?.answer
            else {
                Issue.record("the first is given, and the last is not")
                return
            }
            #expect(try JSONValue(parsing: bytes)["message"]?.string?.contains("more than 1000 modules") == true)
        }
    }

    @Test("A word that is longer than any that there is is compared with none")
    func longWords() async throws {
        let world = try GateWorld(1)
        let long = JSONValue.string(String(repeating: "x", count: 1 << 20))
        let told = try await tell(
            [
                message("rule", ["on_change": [long]]), message("rule", ["writes": [long]]),
                call("search.text", [long.string ?? "": 1]), call("shows.get", "x", ["extended": long]),
            ], in: world)
        #expect(told.kinds == ["invalid_rule", "invalid_rule", "unknown_parameter", "unknown_value"])
        #expect(told.messages.prefix(2).allSatisfy { ($0?.utf8.count ?? .max) < 2000 })
    }
}
