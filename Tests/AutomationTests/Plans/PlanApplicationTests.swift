import Foundation
import Journal
import Lua
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Plans: applying a saved one")
struct PlanApplicationTests {
    /// Changes of every kind, some about a list that the plan itself makes.
    private static let script = """
        local watchlist = trakt.sync.watchlist.get:all()
        trakt.watchlist:remove(watchlist[1])
        trakt.watchlist:add(trakt.movies.get(507))
        local list = trakt.list { name = "Applied", privacy = "private" }
        list:add { trakt.movies.get(507), trakt.shows.get(1390) }
        trakt.lists.update("me", list.ids.slug, { description = "made by a plan" })
        trakt.sync.ratings.add { movies = { { ids = { trakt = 507 }, rating = 9 } } }
        trakt.history:add { type = "movie", ids = { trakt = 507 } }
        trakt.lists.delete("me", "rainy-days")
        local note = trakt.notes.add { movie = { ids = { trakt = 507 } }, notes = "Planned." }
        trakt.notes.update(note.id, { notes = "Planned and changed." })
        """

    /// What the account holds, as far as the script changes it.
    private static func account(_ stage: ScriptStage) async throws -> [JSONValue] {
        var parts: [JSONValue] = []
        for path in [
            "/sync/watchlist/all/rank/asc?limit=250", "/users/me/lists?limit=250", "/sync/ratings?limit=250",
            "/sync/history?limit=250", "/users/me/notes?limit=250",
        ] { parts.append(try await stage.answer(path)) }
        for list in parts[1].array ?? [] {
            parts.append(
                try await stage.answer("/users/me/lists/\(list["ids"]?["slug"]?.string ?? "")/items?limit=250"))
        }
        return parts
    }

    private static func document(_ stage: ScriptStage, _ source: String = script) async throws -> [UInt8] {
        let planned = try await stage.plan(source)
        guard case .finished = planned.planned.report.outcome else { throw PlanFailed(report: planned.planned.report) }
        return planned.planned.plan.document
    }

    private struct PlanFailed: Error {
        let report: RunReport
    }

    @Test("An applied plan leaves the account as a run of the script leaves it")
    func sameAsRun() async throws {
        let applied = try await withStage(limits: .roomy) { stage in
            let document = try await Self.document(stage)
            #expect(try await stage.requests().filter(\.isWrite).isEmpty)
            let application = try PlanApplication(parsing: document, path: "plan.json", in: stage.context())
            try await application.check()
            #expect(try await stage.requests().filter(\.isWrite).isEmpty, "Checking writes nothing")
            let report = try await application.perform()
            #expect(report.state == .finished, "\(report.outcome)")
            #expect(report.writes == 10)
            return try await Self.account(stage)
        }
        let run = try await withStage(limits: .roomy) { stage in
            _ = try await stage.run(Self.script).value
            return try await Self.account(stage)
        }
        #expect(applied == run)
    }

    @Test("What moved on the account since is named, and nothing is sent")
    func moved() async throws {
        try await withStage(limits: .roomy) { stage in
            let document = try await Self.document(stage)
            _ = try await stage.run("trakt.watchlist:add(trakt.movies.popular { limit = 1 })").value
            try await stage.forgetRequests()
            let application = try PlanApplication(parsing: document, path: "plan.json", in: stage.context())
            let refusal = await #expect(throws: PlanApplication.Refusal.self) { try await application.check() }
            #expect(refusal == .moved(["+ Interstellar (2014) (trakt.sync.watchlist.get)"]))
            #expect(try await stage.requests().filter(\.isWrite).isEmpty)
        }
    }

    @Test("What others do moves no plan: charts, and likes of a list")
    func othersMove() async throws {
        try await withStage(limits: .roomy) { stage in
            let document = try await Self.document(
                stage,
                "trakt.movies.trending() trakt.calendars.my_shows() trakt.users.lists.all('me')"
                    + " trakt.watchlist:add(trakt.movies.get(507))")
            try await stage.setClock("2026-03-09T13:00:00.000Z")
            let application = try PlanApplication(parsing: document, path: "plan.json", in: stage.context())
            try await application.check()
        }
    }

    @Test("A plan is applied once: the second time the run that did it is named")
    func twice() async throws {
        try await withStage(limits: .roomy) { stage in
            let document = try await Self.document(stage)
            let context = try stage.context()
            let application = try PlanApplication(parsing: document, path: "plan.json", in: context)
            let report = try await application.perform()
            let run = try #require(report.run)
            await #expect(throws: PlanApplication.Refusal.applied(run)) { try await application.check() }
        }
    }

    @Test("Of two that apply a plan at once one makes its changes, and the other says which run does")
    func atOnce() async throws {
        try await withStage(limits: .roomy) { stage in
            let document = try await Self.document(stage)
            let context = try stage.context()
            let one = try PlanApplication(parsing: document, path: "plan.json", in: context)
            let other = try PlanApplication(parsing: document, path: "plan.json", in: context)
            try await one.check()
            try await other.check()
            let report = try await one.perform()
            let refused = try await other.perform()
            #expect(report.state == .finished)
            let (run, second) = (try #require(report.run), try #require(refused.run))
            guard case .failed(let error) = refused.outcome else {
                Issue.record("the second was not refused: \(refused.outcome)")
                return
            }
            #expect(error.message == PlanApplication.Refusal.applied(run).description)
            #expect(refused.writes == 0)
            #expect(try await stage.requests().filter { $0.isWrite && $0.path == "/sync/history" }.count == 1)
            // Nor does going on with it.
            let record = try #require(try await context.journal.run(second))
            #expect(record.state == .failed)
            let resumed = try await Resumption(in: context).resume(record) { _ in }
            #expect(resumed.state == .failed)
            await #expect(throws: PlanApplication.Refusal.applied(run)) { try await other.check() }
            #expect(try await stage.requests().filter { $0.isWrite && $0.path == "/sync/history" }.count == 1)
        }
    }

    @Test("What another process has begun to apply is left to it")
    func begun() async throws {
        try await withStage(limits: .roomy) { stage in
            let document = try await Self.document(stage)
            let context = try stage.context()
            let application = try PlanApplication(parsing: document, path: "plan.json", in: context)
            try await application.check()
            let first = try await context.journal.begin(
                NewRun(
                    account: context.client.configuration.account, server: context.server, trigger: .apply,
                    path: "plan.json", script: document, seed: 0, now: ScriptStage.now))
            let report = try await application.perform()
            guard case .failed(let error) = report.outcome else {
                Issue.record("it was not refused: \(report.outcome)")
                return
            }
            #expect(error.message == PlanApplication.Refusal.begun(first.run).description)
            #expect(try await stage.requests().filter(\.isWrite).isEmpty)
        }
    }

    @Test("A run of a plan that was cut short goes on where it stopped, with the list it had made")
    func resumed() async throws {
        try await withStage(limits: .roomy) { stage in
            let document = try await Self.document(stage)
            let context = try stage.context()
            try await stage.fault([
                "method": "POST", "path": "/sync/ratings", "kind": "status", "status": 400, "count": 1,
            ])
            let application = try PlanApplication(parsing: document, path: "plan.json", in: context)
            let first = try await application.perform()
            #expect(first.state == .failed)
            let run = try #require(first.run)
            let record = try #require(try await context.journal.run(run))
            let second = try await Resumption(in: context).resume(record) { _ in }
            #expect(second.state == .finished, "\(second.outcome)")
            let writes = try await stage.requests().filter(\.isWrite)
            #expect(writes.count { $0.path == "/users/me/lists" } == 1)
            #expect(writes.count { $0.path == "/sync/ratings" } == 2)
            #expect(writes.count { $0.path == "/sync/history" } == 1)
        }
    }

    @Test(
        "A file that is no plan for this account says what is wrong with it",
        arguments: [
            ("hello", "plan.json: this is no plan; moonreel run SCRIPT --plan -o FILE saves one"),
            (#"{"format":"something"}"#, "plan.json: this is no plan; moonreel run SCRIPT --plan -o FILE saves one"),
            (
                #"{"format":"moonreel plan","version":2}"#,
                "plan.json: this plan is of version 2, and this program knows version 1: use a newer moonreel"
            ),
            (
                #"{"format":"moonreel plan","version":1,"account":"sandbox"}"#,
                "plan.json: the plan is damaged: its server cannot be read; plan again"
            ),
            (
                #"{"format":"moonreel plan","version":1,"acc"#,
                "plan.json: the plan is damaged: its text cannot be read; plan again"
            ),
        ])
    func noPlan(text: String, sentence: String) {
        let error = #expect(throws: PlanError.self) { try Plan(parsing: Array(text.utf8), path: "plan.json") }
        #expect(error?.description == sentence)
    }

    @Test("A plan for another account, or another server, is refused")
    func elsewhere() async throws {
        try await withStage { stage in
            let document = try await Self.document(stage, "trakt.watchlist:add(trakt.movies.get(507))")
            var context = try stage.context()
            let here = context.server
            context.server = .address("https://api.trakt.tv")
            #expect(throws: PlanError.otherServer(planned: here, present: context.server)) {
                try PlanApplication(parsing: document, path: "plan.json", in: context)
            }
            let other = String(decoding: document, as: UTF8.self)
                .replacing(#""account":"sandbox""#, with: #""account":"ada""#)
            #expect(throws: PlanError.otherAccount(planned: "ada", present: "sandbox")) {
                try PlanApplication(parsing: Array(other.utf8), path: "plan.json", in: stage.context())
            }
        }
    }
}
