import Journal
import Lua
import TestSupport
import Trakt

@testable import Automation

/// What came of some messages.
struct WhatWasTold {
    /// What each message was answered: an error's kind, or nothing for an answer.
    var kinds: [String?]
    var messages: [String?]
    let writes: [String]
    let report: RunReport
}

/// Tests that say single messages to a gate.
protocol SingleMessages {}

extension SingleMessages {
    func message(_ name: String, _ document: JSONValue) -> Message {
        Message(ticket: 1, name: name, document: document.encoded)
    }

    func call(_ name: String, _ arguments: JSONValue..., walk: JSONValue? = nil) -> Message {
        var document: [String: JSONValue] = ["arguments": .array(arguments)]
        document["walk"] = walk
        return message("trakt." + name, .object(document))
    }

    var rating: JSONValue { ["movies": [["ids": ["trakt": 507], "rating": 9]]] }

    /// Says these one after the other, in a run of a rule that promised to write only so much, or of any script.
    func tell(
        _ messages: [Message], promised: Set<Surface>?? = nil, in world: GateWorld, ending: Outcome = .finished([])
    ) async throws -> WhatWasTold {
        let runner = HostileRunner(messages.map { .ask([$0]) }, ending: ending)
        let context = try world.context(runner)
        var run = Run(
            try ScriptFile(path: "/nowhere/hostile.lua", source: []), now: ScriptStage.now, seed: 7)
        if let promised {
            run.rule = RuleKey(account: context.owner, name: "hostile")
            run.promise = RulePromise(name: nil, writes: promised, mostRemovals: nil)
        }
        return Self.told(try await run.perform(in: context) { _ in }, runner, world)
    }

    static func told(_ report: RunReport, _ runner: HostileRunner, _ world: GateWorld) -> WhatWasTold {
        let errors = runner.exchanges.map { exchange -> JSONValue? in
            guard case .failure(let bytes) = exchange.answer else { return nil }
            return try? JSONValue(parsing: bytes)
        }
        return WhatWasTold(
            kinds: errors.map { $0?["kind"]?.string }, messages: errors.map { $0?["message"]?.string },
            writes: world.takeWrites(), report: report)
    }
}
