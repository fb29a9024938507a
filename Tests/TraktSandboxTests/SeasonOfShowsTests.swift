import Foundation
import Testing

@testable import TraktSandbox

@Suite("A season of shows")
struct SeasonOfShowsTests {
    private func door(_ shows: Int) throws -> SandboxDoor {
        let now = Date(timeIntervalSince1970: 1_792_800_000)  // 2026-10-24
        return try SandboxDoor(
            SandboxConfiguration(seasonShows: shows, timeZone: "Asia/Tokyo", now: now)
        ) { now }
    }

    private func get(_ target: String, _ door: SandboxDoor) throws -> JSONValue {
        let headers = [
            "User-Agent": "Tests/1.0", "trakt-api-key": door.info.clientID, "trakt-api-version": "2",
            "Content-Type": "application/json", "Authorization": "Bearer \(door.info.accessToken)",
        ]
        let answer = door.answer(method: "GET", target: target, headers: headers)
        return try JSONValue(parsing: answer.body)
    }

    @Test("goes on airing for half a year, at different hours, and seasons begin in every month of it")
    func goesOn() throws {
        let door = try door(30)
        var hours: Set<Substring> = []
        for month in 0..<6 {
            let day = Timestamp("2026-10-24")?.adding(days: month * 30).dayString ?? ""
            let entries = try get("/calendars/my/shows/\(day)/30", door).array ?? []
            let own = entries.filter { ($0["show"]?["ids"]?["trakt"]?.int ?? 0) >= SeasonOfShows.firstID }
            #expect(own.count > 30, "month \(month)")
            hours.formUnion(own.compactMap { $0["first_aired"]?.string?.dropFirst(11).prefix(2) })
            #expect(try get("/calendars/my/shows/premieres/\(day)/30", door).array?.isEmpty == false, "month \(month)")
        }
        #expect(hours.count > 6)
    }

    @Test("is there only when it is asked for, and so is another zone in the settings")
    func isAskedFor() throws {
        let entries = try get("/calendars/all/shows/2026-10-24/30", door(0)).array ?? []
        #expect(entries.allSatisfy { ($0["show"]?["ids"]?["trakt"]?.int ?? 0) < SeasonOfShows.firstID })
        #expect(try get("/users/settings", door(0))["account"]?["timezone"] == "Asia/Tokyo")
    }
}
