import Automation
import Foundation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("The rule today-digest")
struct TodayDigestTests {
    /// How many episodes air on a day by the clocks of a zone, and how many lines tell of them.
    private func expected(on day: String, in zone: String, on stage: ScriptStage) async throws -> Int {
        let clocks = Date.ISO8601FormatStyle(timeZone: try #require(TimeZone(identifier: zone))).year().month().day()
        let airings = try await stage.airings(from: "2026-02-15", to: "2026-05-01")
        let times = try airings.map { airing in
            (airing, try Date(airing.at, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
        }
        return Set(times.filter { $0.1.formatted(clocks) == day }.map { "\($0.0.show) \($0.0.at)" }).count
    }

    @Test("One message a day, also when the rule is run again; it has what is on that day where the user lives")
    func once() async throws {
        try await withStage { stage in
            let bench = try RuleBench("today-digest", on: stage)
            var told = 0
            for (moment, day) in [
                ("2026-03-04T16:00:00.000Z", "2026-03-04"), ("2026-03-05T16:00:00.000Z", "2026-03-05"),
                ("2026-03-05T22:59:00.000Z", "2026-03-05"), ("2026-03-05T23:01:00.000Z", "2026-03-06"),
                ("2026-03-06T16:00:00.000Z", "2026-03-06"),
            ] {
                let lines = try await expected(on: day, in: "Europe/Amsterdam", on: stage)
                let tick = try await bench.tick(moment)
                if ["2026-03-05T22:59:00.000Z", "2026-03-06T16:00:00.000Z"].contains(moment) {
                    #expect(tick.calls.isEmpty && tick.notices == 0, "\(moment)")
                } else {
                    #expect(tick.notices == (lines > 0 ? 1 : 0))
                    #expect(
                        tick.printed.joined(separator: "\n").split(separator: "\n").count == (lines > 0 ? lines + 1 : 0)
                    )
                    told += lines
                }
            }
            #expect(told > 3)
        }
    }

    @Test(
        "Every episode is in the digest of one day, also on the days on which clocks are changed",
        arguments: [
            "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Pacific/Honolulu",
        ])
    func everyEpisodeOnce(zone: String) async throws {
        try await withStage(shows: 60) { stage in
            let bench = try RuleBench("today-digest", on: stage)
            let clocks = Date.ISO8601FormatStyle(timeZone: try #require(TimeZone(identifier: zone))).year().month()
                .day()
            let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            var lines: [String] = []
            var days: Set<String> = []
            for day in 6...30 {
                let moment = "2026-03-\(day < 10 ? "0" : "")\(day)T12:00:00.000Z"
                days.insert(try Date(moment, strategy: format).formatted(clocks))
                let tick = try await bench.tick(moment, ["zone": zone])
                #expect(tick.notices <= 1)
                #expect(tick.reads == 1 && tick.writes == 0)
                lines += tick.printed.joined(separator: "\n").split(separator: "\n").map(String.init)
                    .filter { !$0.hasPrefix("NOTICE") }
            }
            let airings = try await stage.airings(from: "2026-03-01", to: "2026-05-01").filter {
                days.contains(try Date($0.at, strategy: format).formatted(clocks))
            }
            #expect(lines.count == Set(airings.map { "\($0.show) \($0.season) \($0.at)" }).count)
            #expect(Set(lines).count > 5)
        }
    }

    @Test("A slot of yesterday that is made up for after midnight tells nothing, and takes nothing from the new day")
    func missedSlot() async throws {
        try await withStage { stage in
            let journal = try RuleBench("today-digest", on: stage).journal
            let late = try RuleBench(
                "today-digest", on: stage, journal: journal,
                occasion: "{ slot = '2026-03-04T16:00:00.000Z', missed = 1 }")
            #expect(try await late.tick("2026-03-05T01:00:00.000Z").notices == 0)
            let own = try RuleBench(
                "today-digest", on: stage, journal: journal,
                occasion: "{ slot = '2026-03-05T16:00:00.000Z', missed = 0 }")
            #expect(try await own.tick("2026-03-05T16:00:00.000Z").notices == 1)
        }
    }

    @Test("A run that fails tells nothing and is made up for; a day without episodes takes no message")
    func failure() async throws {
        try await withStage { stage in
            let bench = try RuleBench("today-digest", on: stage)
            try await stage.fault(["path": "/calendars/*", "kind": "status", "status": 500])
            #expect(try await bench.attempt("2026-03-04T16:00:00.000Z").run.failure.kind == "server_error")
            try await stage.removeFaults()
            #expect(try await bench.tick().notices == 1)
            try await stage.fault(["path": "/calendars/*", "kind": "empty_array"])
            #expect(try await bench.tick("2026-03-05T16:00:00.000Z").notices == 0)
        }
    }
}
