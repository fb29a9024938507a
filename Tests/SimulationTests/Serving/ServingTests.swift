import Foundation
import Testing

/// With `MOONREEL_SERVED_WORLDS` so many worlds of each kind, from `MOONREEL_SEED` on.
@Suite("Rules on their schedules in a world where everything goes wrong")
struct ServingTests {
    private static var worlds: Int {
        ProcessInfo.processInfo.environment["MOONREEL_SERVED_WORLDS"].flatMap { Int($0) } ?? 2
    }

    private func report(_ circumstances: ServingWorld.Circumstances) async throws -> ServingReport {
        let universe = try Universe()
        var all = ServingReport(seed: SimulationSettings.seed)
        all.worlds = 0
        for number in 0..<UInt64(Self.worlds) {
            all.add(try await ServingWorld(universe, seed: all.seed &+ number, circumstances).run())
        }
        return all
    }

    @Test(
        "each slot has one run or one reason, and each run leaves its mark once: servers die, people pause, machines sleep",
        .timeLimit(.minutes(20)))
    func promise() async throws {
        let report = try await report(ServingWorld.Circumstances())
        print(report)
        #expect(report.faults == [])
    }

    @Test(
        "the same with two servers at once, servers that stand still, and clocks that are set back, and a year ahead",
        .timeLimit(.minutes(20)))
    func wild() async throws {
        var circumstances = ServingWorld.Circumstances()
        circumstances.isWild = true
        let report = try await report(circumstances)
        print(report)
        #expect(report.faults == [])
    }

    @Test("a journal that is careless is noticed", .timeLimit(.minutes(10)), arguments: FlawedRuleStore.Flaw.allCases)
    func careless(_ flaw: FlawedRuleStore.Flaw) async throws {
        var circumstances = ServingWorld.Circumstances()
        circumstances.isWild = flaw == .twoRuns
        circumstances.flaw = { FlawedRuleStore(store: $0, flaw: flaw) }
        let universe = try Universe()
        for seed in 1...20 as ClosedRange<UInt64> {
            let report = try await ServingWorld(universe, seed: seed, circumstances).run()
            if let fault = report.faults.first { return print("\(flaw.rawValue): world \(seed): \(fault)") }
        }
        Issue.record("20 worlds in which \(flaw.rawValue), and nothing was noticed")
    }
}
