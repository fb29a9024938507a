import Foundation
import Lua
import Scheduling
import TestSupport
import Testing
import Trakt

@testable import Automation

/// Files whose own text says whatever it likes while it is looked at. `MOONREEL_GATE_MESSAGES` and `MOONREEL_TEST_SEED` are as for
/// what comes through the gate.
@Suite("What a file says while it is looked at", .timeLimit(.minutes(60)))
struct InspectionMessageTests {
    private static let seed = RandomSeeds.some(1)[0]
    private static let count =
        (ProcessInfo.processInfo.environment["MOONREEL_GATE_MESSAGES"].flatMap(Int.init) ?? 1000) / 3

    @Test("Whatever a rule declares, it is a rule or an error with a sentence, and knows when it runs")
    func declarations() async throws {
        var maker = MessageMaker(Self.seed)
        let script = try ScriptFile(path: "rules/hostile.lua", source: [])
        let zone = try Zone(named: "Europe/Berlin")
        var rules = 0
        for number in 0..<Self.count {
            let place = "seed \(Self.seed), file \(number)"
            let runner = HostileRunner(
                (0..<maker.below(3)).map { _ in .ask([maker.question()]) } + [
                    .ask([maker.message("rule", maker.rule())])
                ])
            do {
                guard let rule = try await RuleFile(script, zone: zone, by: runner) else { continue }
                rules += 1
                #expect(!rule.name.isEmpty && !rule.timingText.isEmpty, "\(place)")
                checkTimes(of: rule, place)
            } catch { #expect("\(error)".count > 10, "\(place)") }
            for case .failure(let bytes) in runner.exchanges.map(\.answer) {
                let error = try? JSONValue(parsing: bytes)
                #expect(
                    error?["message"]?.string?.isEmpty == false && error?["kind"]?.string?.isEmpty == false, "\(place)")
            }
        }
        #expect(rules > Self.count / 20, "seed \(Self.seed): \(rules) rules")
    }

    private func checkTimes(of rule: RuleFile, _ place: String) {
        var date = ScriptStage.now
        for _ in 0..<3 {
            guard let next = rule.timing.schedule?.next(after: date) else { return }
            #expect(next > date, "\(place)")
            date = next
        }
    }
}
