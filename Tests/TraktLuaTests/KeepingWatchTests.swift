import Foundation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("Keeping watch: `trakt.activities`, `airings`, `up_next`, `zone`")
struct KeepingWatchTests {
    private func text(_ value: JSONValue) -> String { String(decoding: value.encoded, as: UTF8.self) }

    /// Runs a script with a table `kept`, and returns what the script and the table are then.
    private func run(
        _ script: String, kept: JSONValue = [:], on stage: ScriptStage
    ) async throws -> (value: JSONValue, kept: JSONValue) {
        let value = try await stage.value(
            of: "local kept = json.decode [==[\(text(kept))]==]\nlocal value = (function() \(script)\nend)()\n"
                + "return { value = value, kept = kept }")
        return (value["value"] ?? .null, value["kept"] ?? .null)
    }

    // MARK: What has moved

    @Test("Everything has moved the first time, and nothing but what was changed afterwards; for one read each time")
    func activities() async throws {
        try await withStage { stage in
            let look = """
                local moved = trakt.activities(kept)
                return { moved "episodes.watched_at", moved "lists.updated_at", moved("movies.rated_at", "lists.updated_at") }
                """
            let first = try await run(look, on: stage)
            #expect(first.value == [true, true, true])
            let second = try await run(look, kept: first.kept, on: stage)
            #expect(second.value == [false, false, false])
            _ = try await stage.run("trakt.list('Any')").value
            let third = try await run(look, kept: second.kept, on: stage)
            #expect(third.value == [false, true, true])
            #expect(try await run(look, kept: third.kept, on: stage).value == [false, false, false])
            #expect(try await stage.requests().count { $0.path == "/sync/last_activities" } == 4)
        }
    }

    @Test("A key that Trakt does not tell is a slip of the pen, but one that it told earlier is none")
    func unknownActivity() async throws {
        try await withStage { stage in
            let failure = try await stage.failure(of: "trakt.activities({})('episodes.watchd_at')")
            #expect(failure.message.contains("did you mean episodes.watched_at?"))
            let kept: JSONValue = ["activities": ["episodes.formerly_at": "2026-01-01T00:00:00.000Z"]]
            let look = "return trakt.activities(kept)('episodes.formerly_at')"
            #expect(try await run(look, kept: kept, on: stage).value == true)
        }
    }

    @Test("A key that Trakt answers with nothing has not moved, and is no slip of the pen")
    func activityOfNothing() async throws {
        let source = """
            local kept = {}
            trakt.activities(kept)
            local moved = trakt.activities(kept)
            local ok, problem = pcall(moved, "nothing.remotely_like_it")
            return { moved("shows.dropped_at"), kept.activities["shows.dropped_at"] == nil, ok, problem.kind }
            """
        try await withStage { stage in
            let client = stage.client(through: UndroppedTransport(transport: stage.transport))
            let value = try await stage.run(source, client: client).value
            #expect(value == [false, true, false, "invalid_argument"])
        }
    }

    // MARK: What airs

    @Test("The calendar is read once a day, for other days, and when it is to be; else nothing is sent")
    func airings() async throws {
        try await withStage { stage in
            func reads(_ options: String, _ kept: JSONValue, hours: Double = 0) async throws -> (Int, JSONValue) {
                try await stage.forgetRequests()
                let script = """
                    local kept = json.decode [==[\(text(kept))]==]
                    return { count = #trakt.airings(kept, \(options)), kept = kept }
                    """
                let run = try await stage.run(script, now: ScriptStage.now.addingTimeInterval(hours * 3600))
                let kept = try run.value["kept"] ?? .null
                return (try await stage.requests().count, kept)
            }
            let (first, kept) = try await reads("{ back = 7 }", [:])
            #expect(first == 1)
            #expect(try await reads("{ back = 7 }", kept).0 == 0)
            #expect(try await reads("{ back = 7 }", kept, hours: 23.99).0 == 0)
            #expect(try await reads("{ back = 7 }", kept, hours: 24).0 == 1)
            #expect(try await reads("{ back = 7 }", kept, hours: -1).0 == 1, "a clock that was set back")
            #expect(try await reads("{ back = 8 }", kept).0 == 1)
            #expect(try await reads("{ back = 7, ahead = 1 }", kept).0 == 1)
            #expect(try await reads("{ back = 7, calendar = 'my_season_premieres' }", kept).0 == 1)
            #expect(try await reads("{ back = 7, anew = true }", kept).0 == 1)
        }
    }

    @Test("What airs within the days asked for is there from the first moment to the last, in any zone")
    func airingsReach() async throws {
        try await withStage { stage in
            let script = """
                local entries = trakt.airings(kept, { back = 3, ahead = 4 })
                local ids = {}
                local from, to = time.now():minus_days(3), time.now():plus_days(5)
                for _, entry in ipairs(entries) do
                  if from <= entry.first_aired and entry.first_aired <= to then ids[#ids + 1] = entry.episode.ids.trakt end
                end
                return ids
                """
            let found = try await run(script, on: stage).value.array ?? []
            let all = try await stage.answer("/calendars/my/shows/2026-02-20/30").array ?? []
            let expected = all.filter {
                let aired = $0["first_aired"]?.string ?? ""
                return "2026-03-01T12:34:56.000Z" <= aired && aired <= "2026-03-09T12:34:56.000Z"
            }
            #expect(found == expected.compactMap { $0["episode"]?["ids"]?["trakt"] })
            #expect(!found.isEmpty)
        }
    }

    @Test("More days than the calendar has, and what is no number of days, are refused before anything is sent")
    func airingsRefused() async throws {
        try await withStage { stage in
            for options in [
                "{ back = 31 }", "{ back = 20, ahead = 11 }", "{ back = -1 }", "{ back = 1.5 }", "{ bck = 1 }",
            ] {
                let failure = try await stage.failure(of: "trakt.airings({}, \(options))")
                #expect(failure.message.contains("trakt.airings: "), "\(failure)")
            }
            #expect(try await stage.requests().isEmpty)
            _ = try await run("return #trakt.airings(kept, { back = 20, ahead = 10 })", on: stage)
            #expect(try await stage.requests().allSatisfy { $0.objections.isEmpty })
        }
    }

    // MARK: What is up next

    private static let places = """
        local places = {}
        for _, entry in ipairs(trakt.up_next(kept)) do
          places[#places + 1] = ("%s %dx%02d"):format(entry.show.ids.slug, entry.episode.season, entry.episode.number)
        end
        table.sort(places)
        return places
        """

    private func refuse(_ stage: ScriptStage) async throws {
        try await stage.fault(["path": "/sync/progress/up_next", "kind": "status", "status": 403])
    }

    @Test("Where Trakt refuses to tell what is up next, or tells nothing, the same is worked out")
    func upNextRefused() async throws {
        try await withStage { stage in
            let told = try await run(Self.places, on: stage).value
            #expect((told.array ?? []).count > 10)
            for fault: JSONValue in [
                ["path": "/sync/progress/up_next", "kind": "status", "status": 403],
                ["path": "/sync/progress/up_next", "kind": "status", "status": 404],
                ["path": "/sync/progress/up_next", "kind": "status", "status": 426],
                ["path": "/sync/progress/up_next", "kind": "empty_array"],
            ] {
                try await stage.fault(fault)
                #expect(try await run(Self.places, on: stage).value == told, "\(fault)")
                try await stage.removeFaults()
            }
        }
    }

    @Test("A server that fails is no refusal: nothing is worked out, the error is raised")
    func upNextFails() async throws {
        try await withStage { stage in
            try await stage.fault(["path": "/sync/progress/up_next", "kind": "status", "status": 500])
            #expect(try await stage.failure(of: "trakt.up_next({})").kind == "server_error")
        }
    }

    @Test("What is worked out asks about each show once, and again only about those that something happened to")
    func upNextWorkedOutTwice() async throws {
        try await withStage { stage in
            try await refuse(stage)
            let first = try await run(Self.places, on: stage)
            try await stage.forgetRequests()
            let second = try await run(Self.places, kept: first.kept, on: stage)
            #expect(second.value == first.value)
            #expect(try await stage.requests().allSatisfy { !$0.path.hasPrefix("/shows/") })
            #expect(try await stage.requests().allSatisfy { $0.path != "/sync/progress/up_next" }, "refused for today")

            let place = try #require(first.value.array?.first?.string).split(separator: " ")
            let numbers = place[1].split(separator: "x")
            _ = try await stage.run(
                """
                trakt.history:add { type = "episode", show = "\(place[0])", season = \(numbers[0]), number = \(Int(numbers[1]) ?? 0) }
                """
            ).value
            try await stage.forgetRequests()
            let third = try await run(Self.places, kept: second.kept, on: stage)
            #expect(third.value != second.value)
            #expect(try await stage.requests().count { $0.path.hasPrefix("/shows/") } == 1)
        }
    }

    @Test("Shows begun anew, hidden seasons, dropped and hidden shows: worked out as Trakt tells it")
    func upNextSpecialCases() async throws {
        try await withStage(isVIP: true) { stage in
            let prepare = """
                local entries = trakt.up_next(kept)
                trakt.hidden("dropped"):add { type = "show", ids = entries[1].show.ids }
                trakt.hidden("progress_watched"):add { type = "show", ids = entries[2].show.ids }
                trakt.shows.progress.reset(entries[3].show, { reset_at = time.now() })
                for _, season in ipairs(trakt.seasons.list(entries[4].show)) do
                  if season.number == entries[4].episode.season then
                    trakt.users.hidden.add("progress_watched", { seasons = { { ids = { trakt = season.ids.trakt } } } })
                  end
                end
                """
            let before = try await run(Self.places, on: stage).value
            _ = try await run(prepare, on: stage)
            let told = try await run(Self.places, on: stage).value
            #expect(Set(before.array ?? []).symmetricDifference(told.array ?? []).count >= 4)
            try await refuse(stage)
            #expect(try await run(Self.places, on: stage).value == told)
        }
    }

    @Test("A part of what is up next, or of what was watched, is not taken for all of it")
    func upNextPartial() async throws {
        try await withStage { stage in
            try await refuse(stage)
            try await stage.fault(["path": "/sync/watched/*", "kind": "short_page"])
            #expect(try await stage.failure(of: "trakt.up_next({})").kind == "incomplete")
        }
    }

    // MARK: Where the user lives

    @Test("The settings are read once, and again when they have changed; a zone nobody knows is UTC")
    func zone() async throws {
        try await withStage { stage in
            let look = "trakt.activities(kept) return trakt.zone(kept)"
            let first = try await run(look, on: stage)
            #expect(first.value == "Europe/Amsterdam")
            try await stage.forgetRequests()
            let second = try await run(look, kept: first.kept, on: stage)
            #expect(second.value == "Europe/Amsterdam")
            #expect(try await stage.requests().map(\.path) == ["/sync/last_activities"])
            let moved: JSONValue = ["zone": ["name": "Asia/Tokyo", "changed_at": "2020-01-01T00:00:00.000Z"]]
            #expect(try await run(look, kept: moved, on: stage).value == "Europe/Amsterdam")
        }
    }
}

/// Trakt as it is for an account that has never dropped a show.
private struct UndroppedTransport: Transport {
    let transport: any Transport

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        var response = try await transport.send(request)
        guard request.url.contains("last_activities") else { return response }
        let text = String(decoding: response.body, as: UTF8.self)
        response.body = Array(text.replacing(/"dropped_at":"[^"]*"/, with: "\"dropped_at\":null").utf8)
        return response
    }
}
