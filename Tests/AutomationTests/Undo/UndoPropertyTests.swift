import Foundation
import Simulation
import TestSupport
import Testing
import Trakt

@testable import Automation

@Suite("Undoing any run")
struct UndoPropertyTests {
    /// How many runs are made up. A failing one is found again by its seed.
    private static let seeds: [UInt64] = {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["MOONREEL_TEST_SEED"].flatMap(UInt64.init) { return [seed] }
        let count = environment["MOONREEL_TEST_RUNS"].flatMap(UInt64.init) ?? 8
        return (1...count).map { $0 }
    }()

    @Test(
        "Whatever a run did and whatever was changed by hand since: what the hand changed stays, all else is as before",
        arguments: seeds)
    func restored(_ seed: UInt64) async throws {
        try await withStage(isVIP: true, limits: .roomy) { stage in
            var random = SeededRandom(seed: seed)
            let before = try await AccountPicture(of: stage)
            let run = RecordedRun(on: stage)
            // What the plays of the run take off it is known then.
            try await run.read("sync.watchlist.get")
            for _ in 0..<Int.random(in: 1...12, using: &random) { try await change(run, &random) }
            let left = try await AccountPicture(of: stage)

            try await stage.setClock("2026-03-04T14:00:00.000Z")
            let hand = RecordedRun(on: stage)
            for _ in 0..<Int.random(in: 0...4, using: &random) { try await change(hand, &random) }
            let changed = try await AccountPicture(of: stage)

            try await stage.setClock("2026-03-04T16:00:00.000Z")
            let (undo, _) = try await run.undo()
            let after = try await AccountPicture(of: stage)
            let names = Set(before.things.keys).union(changed.things.keys).union(after.things.keys)
            for name in names.sorted() {
                let isByHand = left.exact[name] != changed.exact[name]
                let expected = isByHand ? changed.things[name] : before.things[name]
                #expect(after.things[name] == expected, "seed \(seed): \(name)\(isByHand ? ", changed by hand" : "")")
            }
            guard seed % 4 == 0 else { return }
            try await stage.setClock("2026-03-04T18:00:00.000Z")
            try await undo.undo()
            let again = try await AccountPicture(of: stage)
            #expect(again.changes(from: changed) == [:], "seed \(seed), undone twice")
        }
    }

    private static let movies: [Int64] = [507, 622, 219, 1231, 268, 455]

    /// Makes one change somewhere.
    private func change(_ run: RecordedRun, _ random: inout SeededRandom) async throws {
        let adds = Bool.random(using: &random)
        switch Int.random(in: 0...6, using: &random) {
        case 0: try await change(run, "sync.watchlist", adds, ["notes": "later"], &random)
        case 1: try await change(run, "sync.favorites", adds, [:], &random)
        case 2:
            try await change(
                run, "sync.ratings", adds, ["rating": .integer(.random(in: 1...10, using: &random))], &random)
        case 3: try await change(run, "sync.collection", adds, ["media_type": "bluray"], &random)
        case 4:
            let minute = Int.random(in: 10...12, using: &random)
            try await change(
                run, "sync.history", adds, ["watched_at": .string("2026-03-01T20:\(minute):00.000Z")], &random)
        case 5:
            let values = Self.body(adds ? [:] : nil, &random)
            let name = adds ? "lists.items.add" : "lists.items.remove"
            try await run.write(name, "me", "favourites", named: values)
        default:
            let section = adds ? "users.hidden.add" : "users.hidden.remove"
            try await run.write(section, "calendar", named: Self.body(adds ? [:] : nil, &random))
        }
    }

    private func change(
        _ run: RecordedRun, _ group: String, _ adds: Bool, _ fields: [String: JSONValue], _ random: inout SeededRandom
    ) async throws {
        try await run.write(
            group + (adds ? ".add" : ".remove"), named: Self.body(adds ? fields : nil, &random))
    }

    private static func body(_ fields: [String: JSONValue]?, _ random: inout SeededRandom) -> [String: JSONValue] {
        let count = Int.random(in: 1...3, using: &random)
        let movies = movies.shuffled(using: &random).prefix(count)
        return [
            "movies": .array(
                movies.map { .object((fields ?? [:]).merging(["ids": ["trakt": .integer($0)]]) { one, _ in one }) })
        ]
    }
}
