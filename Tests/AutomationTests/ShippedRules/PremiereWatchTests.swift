import Automation
import Foundation
import Journal
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

    @Test(
        "Of a show that is dropped or hidden nothing is told, although its premiere was known before",
        arguments: ["dropped", "calendar"])
    func dropped(section: String) async throws {
        try await withStage(shows: 60) { stage in
            let bench = try RuleBench("premiere-watch", on: stage)
            let coming = try await expected(from: "2026-03-07T00", to: "2026-03-28T00", on: stage)
            let next = try #require(coming.first)
            let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            let dayBefore = try Date(next.at, strategy: format) - 86_400
            _ = try await bench.tick((dayBefore - 3600).formatted(format), ["days": "1"])
            let before = try await stage.listed("premieres")
            #expect(!before.isEmpty && !before.contains(next.id))
            try await stage.person("trakt.hidden('\(section)'):add { type = 'show', trakt = \(next.show) }")
            // Within the day for which the calendar was read.
            _ = try await bench.tick((dayBefore + 3600).formatted(format), ["days": "1"])
            #expect(try await !stage.listed("premieres").contains(next.id))
        }
    }

    @Test("A list that is full keeps no message back, and what else goes wrong does until it is mended")
    func fullList() async throws {
        try await withStage(shows: 60) { stage in
            let bench = try RuleBench("premiere-watch", on: stage)
            let fault: [String: JSONValue] = ["method": "POST", "path": "/users/me/lists/*", "kind": "status"]
            try await stage.fault(.object(fault.merging(["status": 404]) { $1 }))
            #expect(try await bench.attempt(nil, ["days": "27"]).run.failure.kind == "not_found")
            try await stage.removeFaults()
            try await stage.fault(.object(fault.merging(["status": 420]) { $1 }))
            let tick = try await bench.tick(nil, ["days": "27"])
            #expect(tick.notices == 1)
            #expect(tick.run.lines.count { $0.level == .warning } == 1)
        }
    }

    @Test("A list of another name gets what is new from then on")
    func anotherList() async throws {
        try await withStage(shows: 60) { stage in
            let bench = try RuleBench("premiere-watch", on: stage)
            _ = try await bench.tick(nil, ["days": "1"])
            let first = try await stage.listed("premieres")
            _ = try await bench.tick(nil, ["days": "27", "list": "Fresh"])
            #expect(try await !stage.listed("fresh").isEmpty)
            #expect(try await stage.listed("premieres") == first)
        }
    }

    @Test("What was told is known for more than a year, and not for ever")
    func told() async throws {
        try await withStage(shows: 60) { stage in
            let bench = try RuleBench("premiere-watch", on: stage)
            let key = RuleKey(account: try stage.context(journal: bench.journal).owner, name: "Premieres")
            func told() async throws -> Set<String> {
                let document = try await bench.journal.values(of: key)["\"told\""]
                return Set(try JSONValue(parsing: #require(document)).object?.keys.map { $0 } ?? [])
            }
            _ = try await bench.tick("2026-03-04T13:00:00.000Z")
            let first = try await told()
            #expect(!first.isEmpty)
            _ = try await bench.tick("2027-03-20T13:00:00.000Z")
            #expect(try await told().isSuperset(of: first))
            _ = try await bench.tick("2027-05-20T13:00:00.000Z")
            #expect(try await told().isDisjoint(with: first))
        }
    }

    @Test("Specials are no premieres, whatever the calendar calls them")
    func specials() async throws {
        try await withStage(shows: 60) { stage in
            let client = stage.client(through: SpecialsTransport(transport: stage.transport))
            let tick = try await RuleBench("premiere-watch", on: stage).tick(nil, ["days": "27"], client: client)
            #expect(tick.notices == 0 && tick.writes == 0)
            #expect(tick.calls.contains { $0.path.hasPrefix("/calendars/my/shows/premieres/") })
            #expect(try await RuleBench("premiere-watch", on: stage).tick(nil, ["days": "27"]).notices == 1)
        }
    }
}
