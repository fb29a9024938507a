import Foundation
import Testing

/// A day of 40 rules; with `MOONREEL_SOAK_DAYS` and `MOONREEL_SOAK_RULES` as many as they say.
@Suite("Rules for a long time")
struct SoakTests {
    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }

    @Test("every slot is accounted for, and neither memory nor the journal grows without end", .timeLimit(.minutes(60)))
    func soak() async throws {
        let (days, rules) = (Self.number("MOONREEL_SOAK_DAYS") ?? 1, Self.number("MOONREEL_SOAK_RULES") ?? 40)
        let report = try await Soak(Universe(), days: days, rules: rules, seed: SimulationSettings.seed).run()
        print(report)
        #expect(report.faults == [])
        #expect(report.runs >= rules / 2)
        // A run is tried again within seconds, and otherwise nothing keeps one from beginning.
        #expect(report.lateness.most99 <= 60)
        guard days >= 15 else { return }
        let growth = report.growth(since: 10)
        #expect(growth.resident < 64 << 20)
        #expect(growth.journal < 16 << 20)
    }
}
