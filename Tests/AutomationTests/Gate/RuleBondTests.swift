import Journal
import Lua
import Storage
import TestSupport
import Testing
import Trakt

@testable import Automation

/// What a rule says of itself, and says otherwise another time.
@Suite("A rule that goes back on its word", .timeLimit(.minutes(10)))
struct RuleBondTests: SingleMessages {
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
}
