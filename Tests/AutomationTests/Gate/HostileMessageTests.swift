import Foundation
import Journal
import Lua
import Storage
import Synchronization
import TestSupport
import Testing
import Trakt

@testable import Automation

/// Single messages of a script that is not the program's own any more, each of which would once have got it something.
@Suite("A message that breaks a rule", .timeLimit(.minutes(10)))
struct HostileMessageTests: SingleMessages {
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

    @Test("What takes far more memory than it has bytes is not read, whatever it is")
    func heavy() async throws {
        let world = try GateWorld(1)
        let tables = Array(("[" + String(repeating: #"{"":0},"#, count: 250_000) + "0]").utf8)
        let numbers = Array(("[" + String(repeating: "0,", count: 500_000) + "0]").utf8)
        let names = ["rule", "store.keep", "notify", "http.post", "module", "trakt.sync.history.add", "other"]
        let told = try await tell(
            names.map { Message(ticket: 1, name: $0, document: tables) }
                + [Message(ticket: 1, name: "other", document: numbers)], in: world, ending: .finished(tables))
        #expect(told.kinds == names.map { _ in "too_large" } + ["unknown_message"])
        let noted = HostileRunner([.note(Message(ticket: 1, name: "log", document: tables))])
        let lines = Mutex<[String]>([])
        let script = try ScriptFile(path: "/nowhere/hostile.lua", source: [])
        _ = try await Run(script, now: ScriptStage.now, seed: 7).perform(in: world.context(noted)) { line in
            lines.withLock { $0.append(line.message) }
        }
        #expect(lines.withLock { $0 } == ["a line of the script was dropped: it has too many values in it"])
        guard case .failed(let error) = told.report.outcome else {
            Issue.record("\(told.report.outcome)")
            return
        }
        #expect(error.kind == "too_large" && error.message.hasPrefix("what the script returns has too many"))
        let long = Array(#"{"kind":"own","message":"m","list":"#.utf8) + tables + Array("}".utf8)
        let failed = try await tell([], in: world, ending: .failed(ScriptError(document: long)))
        #expect(failed.report.document(output: nil)["error"] == ["kind": "own", "message": "m", "traceback": []])
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
