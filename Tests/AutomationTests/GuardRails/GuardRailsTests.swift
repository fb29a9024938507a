import Journal
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Guard rails: how much a run may remove")
struct GuardRailsTests {
    private static func movies(_ ids: some Sequence<Int64>) -> [String: JSONValue] {
        ["movies": .array(ids.map { ["ids": ["trakt": .integer($0)]] })]
    }

    /// A watchlist of 40 movies, and a run on it.
    private func withWatchlist(
        _ limits: RemovalLimits, _ body: (RecordedRun, [Int64]) async throws -> Void
    ) async throws {
        try await withStage(limits: .roomy) { stage in
            let popular = try await stage.answer("/movies/popular?limit=40").array ?? []
            let ids = popular.compactMap { $0["ids"]?["trakt"]?.integer }
            let hand = RecordedRun(on: stage)
            let there = try await hand.read("sync.watchlist.get", "all").compactMap { AccountEntry($0) }
            for entry in there {
                try await hand.write("sync.watchlist.remove", named: [entry.kind.plural: [entry.item()]])
            }
            try await hand.write("sync.watchlist.add", named: Self.movies(ids))
            #expect(ids.count == 40)
            try await stage.forgetRequests()
            try await body(RecordedRun(on: stage, limits: limits), ids)
        }
    }

    @Test("However much Trakt says there is, a share of it is told")
    func largeNumbers() {
        let limits = RemovalLimits(most: 1, share: 25)
        #expect(!limits.refuse(2, of: .max))
        #expect(limits.refuse(.max, of: .max))
    }

    @Test("A run that passes both limits is refused before anything of that call is sent, and is told how to go on")
    func refused() async throws {
        try await withWatchlist(RemovalLimits(most: 10, share: 25)) { run, ids in
            try await run.write("sync.watchlist.remove", named: Self.movies(ids.prefix(6)))
            let error = await #expect(throws: RunError.self) {
                try await run.write("sync.watchlist.remove", named: Self.movies(ids.dropFirst(6).prefix(6)))
            }
            #expect(error?.asJSON["kind"] == "too_many_removals")
            let sentence = error?.asJSON["message"]?.string ?? ""
            #expect(sentence.contains("12 of 40 from watchlist"), "\(sentence)")
            #expect(sentence.contains("--yes") && sentence.contains("removes = { most = 12 }"))
            #expect(try await run.stage.requests().filter(\.isWrite).count == 1)
        }
    }

    @Test("Passing one of the limits alone is nobody's mistake")
    func oneLimit() async throws {
        try await withWatchlist(RemovalLimits(most: 40, share: 25)) { run, ids in
            try await run.write("sync.watchlist.remove", named: Self.movies(ids))
        }
        try await withWatchlist(RemovalLimits(most: 5, share: 50)) { run, ids in
            try await run.write("sync.watchlist.remove", named: Self.movies(ids.prefix(20)))
        }
    }

    @Test("What is named and is not there does not count")
    func notThere() async throws {
        try await withWatchlist(RemovalLimits(most: 2, share: 1)) { run, ids in
            try await run.write(
                "sync.watchlist.remove", named: Self.movies(ids.prefix(2) + Array(900_000_001...900_000_040)))
        }
    }

    @Test("A rule may allow itself more, and a rule that allows itself less is held to that")
    func rule() async throws {
        try await withWatchlist(RemovalLimits(most: 5, share: 5)) { run, ids in
            await run.safeguards.guardRails.declare(try RuleDeclaration(["removes": ["most": 20]]))
            try await run.write("sync.watchlist.remove", named: Self.movies(ids.prefix(20)))
            await #expect(throws: RunError.self) {
                try await run.write("sync.watchlist.remove", named: Self.movies(ids.dropFirst(20).prefix(1)))
            }
        }
    }

    @Test("Deleting a list counts what is on it")
    func list() async throws {
        try await withStage(limits: .roomy) { stage in
            let run = RecordedRun(on: stage, limits: RemovalLimits(most: 1, share: 25))
            let lists = try await run.read("users.lists.all", "me")
            let list = try #require(lists.first { ($0["item_count"]?.integer ?? 0) > 1 }?["ids"]?["trakt"])
            await #expect(throws: RunError.self) { try await run.write("lists.delete", "me", list) }
        }
    }

    @Test("A list counts as one, by whichever of its names the calls know it, until it is deleted")
    func listNames() async throws {
        try await withStage(limits: .roomy) { stage in
            let run = RecordedRun(on: stage, limits: RemovalLimits(most: 7, share: 0))
            let made = try await run.write("lists.create", "me", named: ["name": "Space"])
            let id = try #require(made["ids"]?["trakt"])
            let popular = try await stage.answer("/movies/popular?limit=12").array ?? []
            let ids = popular.compactMap { $0["ids"]?["trakt"]?.integer }
            try await run.write("lists.items.add", "me", id, named: Self.movies(ids))
            try await run.write("lists.items.remove", "me", "space", named: Self.movies(ids.prefix(4)))
            let error = await #expect(throws: RunError.self) {
                try await run.write("lists.items.remove", "me", id, named: Self.movies(ids.dropFirst(4).prefix(4)))
            }
            let sentence = error?.asJSON["message"]?.string ?? ""
            #expect(sentence.contains("remove 8 of 12 from"), "\(sentence)")
            await #expect(throws: RunError.self) { try await run.write("lists.delete", "me", "space") }
        }
    }

    @Test("What nobody could read counts for every call anew")
    func unread() async throws {
        try await withWatchlist(RemovalLimits(most: 10, share: 0)) { run, ids in
            let unread = Before(entries: [], isComplete: false)
            func removal(_ ids: some Sequence<Int64>) throws -> Call {
                try RecordedRun.call("sync.watchlist.remove", [], Self.movies(ids))
            }
            try await run.safeguards.guardRails.check(removal(ids.prefix(6)), unread)
            await #expect(throws: RunError.self) {
                try await run.safeguards.guardRails.check(removal(ids.dropFirst(6).prefix(6)), unread)
            }
        }
    }

    @Test("Calls that are made at once count together")
    func atOnce() async throws {
        try await withWatchlist(RemovalLimits(most: 1, share: 25)) { run, ids in
            let guardRails = run.safeguards.guardRails
            let removals = try stride(from: 0, to: 40, by: 8).map { start in
                try RecordedRun.call("sync.watchlist.remove", [], Self.movies(ids[start..<start + 8]))
            }
            let passed = await withTaskGroup { group in
                for removal in removals {
                    group.addTask {
                        (try? await guardRails.check(removal, Before(entries: [], isComplete: false))) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(passed == 1)
        }
    }

    @Test("A rule's removes that are no limit are refused")
    func badRule() {
        for text in [#"{"removes":{}}"#, #"{"removes":{"most":-1}}"#, #"{"removes":{"least":1}}"#] {
            #expect(throws: RunError.self) { try RuleDeclaration(JSONValue(parsing: text)) }
        }
    }
}
