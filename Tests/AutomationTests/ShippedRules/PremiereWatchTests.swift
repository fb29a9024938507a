import Automation
import Foundation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("The rule premiere-watch")
struct PremiereWatchTests {
    private func expected(from: String, to: String, on stage: ScriptStage) async throws -> [Airing] {
        let premieres = "/calendars/my/shows/premieres"
        // Two spans, because one has 33 days at most.
        let first = try await stage.answer("\(premieres)/2026-03-02/20").array ?? []
        let entries = try await first + (stage.answer("\(premieres)/2026-03-22/33").array ?? [])
        return entries.compactMap(Airing.init).filter {
            from <= $0.at && $0.at <= to && $0.number == 1 && $0.season > 0
        }
    }

    @Test("Every premiere of the days to come is told once and put on the list once, over weeks")
    func weeks() async throws {
        try await withStage(shows: 60) { stage in
            let bench = try RuleBench("premiere-watch", on: stage)
            var (lines, calls) = (0, 0)
            for day in 5...29 {
                for hour in ["06", "18"] {
                    let tick = try await bench.tick("2026-03-\(day < 10 ? "0" : "")\(day)T\(hour):00:00.000Z")
                    lines += tick.printed.joined(separator: "\n").split(separator: "\n").count {
                        $0.contains(", from ")
                    }
                    calls += tick.reads
                }
            }
            let wanted = try await expected(from: "2026-03-02T06:00:00", to: "2026-04-12T18:00:00", on: stage)
            #expect(wanted.count > 3)
            #expect(lines == wanted.filter { $0.at <= "2026-04-12T18:00:00" }.count)
            #expect(try await stage.listed("premieres") == wanted.map(\.id).sorted())
            #expect(
                calls <= 25 + 4, "one reading of the calendar a day, and a list, a zone and what was watched looked up")
        }
    }

    @Test("With nothing new no call is made; without a name there is no list, and without `message` no message")
    func options() async throws {
        try await withStage(shows: 60) { stage in
            let bench = try RuleBench("premiere-watch", on: stage)
            let told = try await bench.tick(nil, ["list": "", "days": "27"])
            #expect(told.notices == 1 && told.writes == 0)
            #expect(try await bench.tick(nil, ["list": "", "days": "27"]).calls.isEmpty)
            let other = try RuleBench("premiere-watch", on: stage)
            let listed = try await other.tick(nil, ["message": "false", "days": "27"])
            #expect(listed.notices == 0 && listed.writes == 2)
            for days in ["0", "28"] {
                let refused = try await other.attempt(nil, ["days": days])
                #expect(try refused.run.failure.message.contains("days must be from 1 to 27"))
            }
        }
    }

    @Test("A show that comes onto the watchlist is told at once, when it begins within the days to come")
    func newlyFollowed() async throws {
        try await withStage(shows: 12) { stage in
            let bench = try RuleBench("premiere-watch", on: stage)
            _ = try await bench.tick(nil, ["days": "27"])
            let mine = Set(try await expected(from: "2026-03-02T00", to: "2026-04-12T00", on: stage).map(\.show))
            let all = try await stage.answer("/calendars/all/shows/premieres/2026-03-05/25").array ?? []
            let others = all.compactMap(Airing.init).filter {
                !mine.contains($0.show) && $0.number == 1 && $0.season > 0
            }
            let other = try #require(others.first, "the demo has premieres of shows that nobody follows")
            try await stage.person("trakt.watchlist:add { type = 'show', trakt = \(other.show) }")
            let tick = try await bench.tick(nil, ["days": "27"])
            #expect(tick.notices == 1)
            #expect(try await stage.listed("premieres").contains(other.id))
        }
    }

    @Test(
        "The first episode that somebody watched to follow a show is neither told nor put on the list",
        arguments: ["", ", { watched_at = 'released' }"])
    func watchedAlready(date: String) async throws {
        try await withStage(shows: 12) { stage in
            let bench = try RuleBench("premiere-watch", on: stage)
            _ = try await bench.tick(nil, ["days": "27"])
            let mine = Set(try await expected(from: "2026-03-02T00", to: "2026-04-12T00", on: stage).map(\.show))
            let all = try await stage.answer("/calendars/all/shows/premieres/2026-03-06/25").array ?? []
            let others = all.compactMap(Airing.init).filter {
                !mine.contains($0.show) && $0.number == 1 && $0.season > 0
            }
            let other = try #require(others.first, "the demo has premieres of shows that nobody follows")
            let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            let later = try (Date(other.at, strategy: format) + 86_400).formatted(format)
            _ = try await bench.tick(later, ["days": "27"])
            let before = try await stage.listed("premieres")
            try await stage.person("trakt.history:add({ type = 'episode', trakt = \(other.id) }\(date))")
            let tick = try await bench.tick(nil, ["days": "27"])
            #expect(tick.notices == 0 && tick.writes == 0)
            #expect(tick.calls.count { $0.path == "/sync/history" } == 1)
            #expect(try await stage.listed("premieres") == before)
            #expect(try await bench.tick(nil, ["days": "27"]).calls.isEmpty)
        }
    }

    @Test("A history that came only in part keeps back what aired already, until it is whole")
    func partial() async throws {
        try await withStage(shows: 60) { stage in
            let bench = try RuleBench("premiere-watch", on: stage)
            let aired = try #require(
                try await expected(from: "2026-03-06T00", to: "2026-03-28T00", on: stage).first)
            try await stage.setClock(aired.at)
            try await stage.person(
                "trakt.history:add { { type = 'movie', trakt = 481 }, { type = 'movie', trakt = 1390 } }")
            try await stage.fault(["method": "GET", "path": "/sync/history*", "kind": "short_page"])
            #expect(try await bench.attempt().run.failure.message.contains("came only in part"))
            try await stage.removeFaults()
            #expect(try await bench.tick().notices == 1)
            #expect(try await stage.listed("premieres").contains(aired.id))
        }
    }

    @Test("Of a dropped show nothing is told, although its premiere was known before")
    func dropped() async throws {
        try await withStage(shows: 60) { stage in
            let bench = try RuleBench("premiere-watch", on: stage)
            _ = try await bench.tick(nil, ["days": "1"])
            let coming = try await expected(from: "2026-03-06T00", to: "2026-03-28T00", on: stage)
            let next = try #require(coming.first)
            try await stage.person("trakt.hidden('dropped'):add { type = 'show', trakt = \(next.show) }")
            _ = try await bench.tick(nil, ["days": "27"])
            #expect(try await !stage.listed("premieres").contains(next.id))
            #expect(try await !stage.listed("premieres").isEmpty)
        }
    }
}
