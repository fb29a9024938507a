import Foundation
import Scheduling
import Simulation
import Testing

/// The rules that are shipped, over a season of shows.
@Suite("Simulating rules")
struct SeasonTests {
    private static let rules = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../scripts/rules").standardizedFileURL.path

    /// Days in which clocks are set, by where, their first day and how many. With MOONREEL_SEASONS=all, eleven weeks: then the list of a free account is full.
    private static var spans: [(zone: String, from: String, days: Int)] {
        if ProcessInfo.processInfo.environment["MOONREEL_SEASONS"] == "all" {
            return [("Europe/Berlin", "2026-10-01", 75), ("America/New_York", "2027-02-01", 75)]
        }
        return [
            ("Europe/Berlin", "2026-10-23", 3), ("Europe/Berlin", "2027-03-26", 3),
            ("America/New_York", "2026-10-30", 3), ("America/New_York", "2027-03-12", 3),
        ]
    }

    private func setting(
        _ zone: String, from day: String, days: Int, seed: UInt64 = 1
    ) throws -> RuleSimulation.Setting {
        let clocks = try #require(TimeZone(identifier: zone))
        let from = try Date(day, strategy: Date.ISO8601FormatStyle(timeZone: clocks).year().month().day())
        var setting = RuleSimulation.Setting(rules: [Self.rules], from: from, days: days, zone: try Zone(named: zone))
        setting.seed = seed
        return setting
    }

    @Test(
        "Lists and digests are what an account's own answers say, across both changes of the clocks", arguments: spans)
    func season(zone: String, from: String, days: Int) async throws {
        let simulation = try RuleSimulation(setting(zone, from: from, days: days))
        var model = RuleModel(simulation.account, in: try #require(TimeZone(identifier: zone)))
        let report = try await simulation.run { try model.take($0) }
        #expect(model.discrepancies.isEmpty, "\(model.discrepancies.joined(separator: "\n"))")
        #expect(model.comparisons > days * 30)
        #expect(report.runs.allSatisfy { $0.error == nil })
        #expect(report.deeds.count > days / 2)
        // What "Prune watched" could take off, mostly is not on its lists any more.
        for rule in report.rules where rule.name != "Prune watched" {
            #expect(report.runs.contains { $0.rule == rule.name && !$0.isIdle }, "\(rule.name)")
        }
    }

    @Test("All rules of a moment together make one call when nothing has moved, and read a calendar once a day")
    func calls() async throws {
        let report = try await RuleSimulation(setting("Europe/Berlin", from: "2026-11-02", days: 6)).run()
        var wroteBefore = true
        var lastDeed = Date.distantPast
        var (quiet, single) = (0, 0)
        for tick in report.ticks {
            let looks = tick.calls.count { $0.description == "GET /sync/last_activities" }
            let writes = tick.runs.contains { $0.writes > 0 }
            // What was read before a write is not good for those that run after it.
            #expect(looks <= 1 || writes, "\(tick.at)")
            lastDeed = tick.deeds.last?.at ?? lastDeed
            // Twelve hours: the longest that a rule does not run.
            let isQuiet = tick.at.timeIntervalSince(lastDeed) > 43_200 && !writes && !wroteBefore
            if isQuiet, !tick.runs.contains(where: { $0.rule == "Today" }) {
                quiet += 1
                if tick.calls.count == 1 { single += 1 }
                // Beside that one call: the calendars of yesterday, and when something has aired or once a day, what is next.
                let others = tick.calls.map(\.description).filter {
                    $0 != "GET /sync/last_activities" && !$0.hasPrefix("GET /calendars/")
                        && $0 != "GET /sync/progress/up_next" && !$0.hasSuffix("/items")
                }
                #expect(others.isEmpty, "\(tick.at)")
            }
            wroteBefore = writes
        }
        #expect(quiet > 30)
        #expect(Double(single) > 0.8 * Double(quiet), "\(single) of \(quiet)")
    }

    @Test("Nothing is added twice and no slot runs twice")
    func once() async throws {
        let report = try await RuleSimulation(setting("America/New_York", from: "2026-10-30", days: 4, seed: 3)).run()
        for rule in report.rules {
            let slots = report.runs.filter { $0.rule == rule.name }.compactMap(\.slot)
            #expect(Set(slots).count == slots.count, "\(rule.name)")
        }
        let digests = report.runs.filter { $0.rule == "Today" }
        #expect(digests.count == 4)
        #expect(report.runs.flatMap(\.output).allSatisfy { !$0.contains("premieres:") || !$0.contains("existing") })
    }

    @Test("The same seed tells the same story, another one another")
    func seeds() async throws {
        let one = try await RuleSimulation(setting("Europe/Berlin", from: "2026-11-02", days: 2)).run()
        let again = try await RuleSimulation(setting("Europe/Berlin", from: "2026-11-02", days: 2)).run()
        let other = try await RuleSimulation(setting("Europe/Berlin", from: "2026-11-02", days: 2, seed: 2)).run()
        func story(_ report: RuleChronicle) -> [String] {
            report.ticks.map { "\($0.at) \($0.calls) \($0.runs.map { "\($0.rule) \($0.output)" }) \($0.deeds)" }
        }
        #expect(story(one) == story(again))
        #expect(story(one) != story(other))
    }

    @Test("What is no rule, or cannot be read, is told before anything is simulated")
    func refused() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "simulate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func problem(_ text: String?) async throws -> String {
            let path = folder.appending(path: "rule.lua").path
            if let text { try Data(text.utf8).write(to: URL(filePath: path)) }
            var setting = try setting("UTC", from: "2026-11-02", days: 1)
            setting.rules = [path]
            do {
                _ = try await RuleSimulation(setting).run()
                return ""
            } catch { return "\(error)" }
        }
        #expect(try await problem(nil).contains("has no rule"))
        #expect(try await problem("return 5").contains("has no rule"))
        #expect(try await problem("return {").contains("rule.lua"))
        #expect(try await problem("return { schedule = 'every', run = function() end }").contains("schedule"))
    }
}
