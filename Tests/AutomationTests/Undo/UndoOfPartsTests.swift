import Journal
import Lua
import Storage
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Undoing what is the run's own, and only that")
struct UndoOfPartsTests {
    private static let play = """
        trakt.sync.history.add { movies = { { ids = { trakt = 507 }, watched_at = "2011-01-02T10:07:00.000Z" } } }
        """

    private func run(_ source: String, in context: RunContext) async throws -> RunID {
        let script = try ScriptFile(path: "test.lua", source: Array(source.utf8))
        let report = try await Run(script, now: ScriptStage.now, seed: 7).perform(in: context) { _ in }
        guard case .finished(_) = report.outcome else {
            Issue.record("the run should have been finished: \(report.outcome)")
            return RunID(0)
        }
        return try #require(report.run)
    }

    @Test("A play that is another run's by now stays")
    func play() async throws {
        try await withStage(limits: .roomy) { stage in
            var context = try stage.context()
            context.timing.settle = .zero
            let first = try await run(Self.play, in: context)
            #expect(try await Undoing(of: first, in: context).changes.changes.count == 1)
            // By hand, at Trakt.
            try await RecordedRun(on: stage).write(
                "sync.history.remove", named: ["movies": [["ids": ["trakt": 507]]]])
            let second = try await run(Self.play, in: context)
            #expect(try await stage.requests().filter { $0.isWrite && $0.path == "/sync/history" }.count == 2)
            #expect(try await Undoing(of: first, in: context).changes.changes.isEmpty)
            #expect(try await Undoing(of: second, in: context).changes.changes.count == 1)
        }
    }

    @Test("A play that the run itself added and removed is not added again")
    func addedAndRemoved() async throws {
        try await withStage(limits: .roomy) { stage in
            let context = try stage.context()
            let id = try await run(
                Self.play + "\ntrakt.sync.history.remove { movies = { { ids = { trakt = 507 } } } }", in: context)
            let changes = try await Undoing(of: id, in: context).changes.changes
            let bodies = changes.map { String(decoding: $0.request.body ?? [], as: UTF8.self) }
            #expect(!bodies.contains { $0.contains("2011-01-02") }, "\(bodies)")
        }
    }

    @Test("A list that the run made stays when nobody can see what others put on it", arguments: [404, 200])
    func list(_ status: Int64) async throws {
        try await withStage(limits: .roomy) { stage in
            let run = RecordedRun(on: stage)
            let made = try await run.write("lists.create", "me", named: ["name": "Made"])
            let id = try #require(made["ids"]?["trakt"]?.integer)
            #expect(try await run.undoing().changes.changes.map(\.request.endpoint) == ["lists.delete"])
            let items = (1...3).map { JSONValue.object(["ids": ["trakt": .integer([507, 622, 219][$0 - 1])]]) }
            try await RecordedRun(on: stage).write(
                "lists.items.add", "me", .integer(id), named: ["movies": .array(items)])
            var fault: [String: JSONValue] = ["method": "GET", "path": .string("/users/me/lists/\(id)/items*")]
            fault["kind"] = status == 404 ? "status" : "short_page"
            if status == 404 { fault["status"] = 404 }
            try await stage.fault(.object(fault))
            let undoing = try await run.undoing()
            #expect(undoing.changes.changes.isEmpty)
            #expect(undoing.remarks.contains { $0.kind == .left && $0.subject == "Made" }, "\(undoing.remarks)")
        }
    }
}
