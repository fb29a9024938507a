import Foundation
import Scheduling
import Simulation

/// A made-up rule: its schedule by chance, and a script that leaves a mark for each of its slots.
struct ServedRule: Sendable {
    let name: String
    let schedule: ScheduleDeclaration
    /// The film that it says was watched at each of its slots; nil for a rule that changes nothing.
    let movie: Int64?
    let lua: String

    private static let times = [
        "every = '30m'", "every = '1h'", "every = '90m'", "every = '6h'", "cron = '*/40 * * * *'",
        "cron = '30 */2 * * *'", "cron = '@hourly'", "at = '02:30'", "at = { '01:30', '14:00' }",
    ]
    private static let zones = ["Europe/Berlin", "America/New_York", "UTC", "Australia/Lord_Howe"]
    private static let overlaps = ["skip", "queue", "restart", "parallel"]
    private static let catchups = ["'latest'", "'all'", "'none'", "{ all = 3 }"]

    init(_ number: Int, movie: Int64?, _ random: inout SeededRandom) throws {
        name = "R\(number)"
        self.movie = movie
        let time = Self.times.randomElement(using: &random) ?? ""
        let fields =
            "{ \(time), tz = '\(Self.zones.randomElement(using: &random) ?? "UTC")', "
            + "overlap = '\(Self.overlaps.randomElement(using: &random) ?? "skip")', "
            + "catchup = \(Self.catchups.randomElement(using: &random) ?? "'latest'"), retries = \(Int.random(in: 0...2, using: &random)) }"
        lua = Self.script(name, fields, movie)
        schedule = try Self.declaration(time, fields)
    }

    private static func script(_ name: String, _ schedule: String, _ movie: Int64?) -> String {
        let mark = movie.map {
            """
            trakt.sync.history.add { movies = { { ids = { trakt = \($0) }, watched_at = mark } } }
            """
        }
        return """
            return { name = '\(name)', \(movie == nil ? "writes = {}, " : "") schedule = \(schedule),
              run = function(_, occasion)
                local mark = occasion.slot and tostring(occasion.slot)
                local words = (mark or tostring(math.random(1000000000))):gsub('%D', '')
                trakt.search.text { type = 'movie', query = '\(name) ' .. words, limit = 1 }
                if mark then
                  store[mark] = (store[mark] or 0) + 1
                  \(mark ?? "")
                end
              end }
            """
    }

    /// The same schedule, read without Lua.
    private static func declaration(_ time: String, _ fields: String) throws -> ScheduleDeclaration {
        func value(_ name: String, _ text: String) -> String? {
            guard let start = text.range(of: "\(name) = '") else { return nil }
            return String(text[start.upperBound...].prefix { $0 != "'" })
        }
        let zone = try Zone(named: value("tz", fields) ?? "UTC")
        let table: [String: ScheduleValue]
        if let every = value("every", time) {
            table = ["every": .text(every)]
        } else if let cron = value("cron", time) {
            table = ["cron": .text(cron)]
        } else if let at = value("at", time) {
            table = ["at": .text(at)]
        } else {
            table = ["at": .list([.text("01:30"), .text("14:00")])]
        }
        return try ScheduleDeclaration(.table(table), zone: zone)
    }
}
