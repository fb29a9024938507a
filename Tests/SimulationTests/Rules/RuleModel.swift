import Foundation
import Simulation
import Trakt

/// What the lists have to be, worked out from scratch at every moment from what the account says itself. It shares nothing
/// with the rules: neither what they keep nor what they were told.
struct RuleModel {
    private let account: SimulatedAccount
    private let zone: TimeZone
    /// What was put on "New episodes" and not watched since, and what of it the person took off.
    private var put: Set<Int64> = []
    private var takenOff: [String: Set<Int64>] = [:]
    /// What is on "Premieres" but for what the person took off, and since when.
    private var premieres: [Int64: Date] = [:]
    private var told: Set<Int64> = []
    /// When each play was made, whatever it says itself.
    private var plays: [Int64: (episode: Int64, made: Date)] = [:]
    private(set) var discrepancies: [String] = []
    /// How many times a list was compared.
    private(set) var comparisons = 0

    init(_ account: SimulatedAccount, in zone: TimeZone) {
        self.account = account
        self.zone = zone
    }

    /// An episode that airs.
    private struct Airing {
        let id: Int64
        let season: Int64
        let number: Int64
        let at: Date

        init?(_ entry: JSONValue) {
            guard let id = entry["episode"]?["ids"]?["trakt"]?.integer,
                let season = entry["episode"]?["season"]?.integer, let number = entry["episode"]?["number"]?.integer,
                let text = entry["first_aired"]?.string, let at = try? Date(text, strategy: RuleModel.format)
            else { return nil }
            (self.id, self.season, self.number, self.at) = (id, season, number, at)
        }
    }

    private static let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    private static let day = 86_400.0

    private func calendar(_ name: String, from: Date, days: Int) throws -> [Airing] {
        let start = (from - Self.day).formatted(.iso8601.year().month().day())
        return try (account.get("/calendars/my/\(name)/\(start)/\(days)").array ?? []).compactMap(Airing.init)
    }

    private func listed(_ slug: String) throws -> Set<Int64> {
        Set(try account.listed(slug).compactMap { $0["episode"]?["ids"]?["trakt"]?.integer })
    }

    private var watched: Set<Int64> { Set(plays.values.map(\.episode)) }

    /// Reads the history, and when each play in it was made.
    private mutating func readPlays(_ tick: RuleChronicle.Tick) throws {
        let known = plays
        plays = [:]
        for play in try account.everything("/sync/history/episodes") {
            guard let id = play["id"]?.integer, let episode = play["episode"]?["ids"]?["trakt"]?.integer else {
                continue
            }
            let deed = tick.deeds.last { $0.watched.contains(episode) }
            plays[id] = known[id] ?? (episode, deed?.at ?? .distantPast)
        }
    }

    /// Takes what happened at a moment, and compares.
    mutating func take(_ tick: RuleChronicle.Tick) throws {
        for taken in tick.deeds.compactMap(\.taken) { takenOff[taken.list, default: []].insert(taken.episode) }
        for deed in tick.deeds {
            guard let put = deed.put else { continue }
            premieres[put.episode] = deed.at
            takenOff[put.list]?.remove(put.episode)
        }
        try readPlays(tick)
        let ran = Set(tick.runs.map(\.rule))
        if ran.contains("New episodes") { try newEpisodes(tick) }
        if ran.contains("Premieres") { try premieres(tick) }
        if ran.contains("Prune watched") { try prune(tick) }
        let premieres = Set(premieres.keys).subtracting(takenOff["premieres"] ?? [])
        if ran.contains("Premieres") { compare("Premieres", try listed("premieres"), premieres, tick) }
        if ran.contains("Up next") { try upNext(tick) }
        if ran.contains("Today") { try digest(tick) }
    }

    private mutating func compare(
        _ name: String, _ actual: Set<Int64>, _ expected: Set<Int64>, _ tick: RuleChronicle.Tick
    ) {
        comparisons += 1
        guard actual != expected, discrepancies.count < 10 else { return }
        discrepancies.append(
            "\(name) at \(tick.at): too much \(actual.subtracting(expected)), missing \(expected.subtracting(actual))")
    }

    private mutating func newEpisodes(_ tick: RuleChronicle.Tick) throws {
        let from = tick.at - 7 * Self.day
        let watched = watched
        for airing in try calendar("shows", from: from, days: 10)
        where from <= airing.at && airing.at <= tick.at && airing.season > 0 && !watched.contains(airing.id) {
            if put.insert(airing.id).inserted { takenOff["new-episodes"]?.remove(airing.id) }
        }
        put.subtract(watched)
        compare("New episodes", try listed("new-episodes"), put.subtracting(takenOff["new-episodes"] ?? []), tick)
    }

    private mutating func premieres(_ tick: RuleChronicle.Tick) throws {
        let from = tick.at - 3 * Self.day
        let watched = watched
        for airing in try calendar("shows/premieres", from: from, days: 20)
        where from <= airing.at && airing.at <= tick.at + 14 * Self.day && airing.number == 1 && airing.season > 0 {
            let isSeen = airing.at <= tick.at && watched.contains(airing.id)
            if told.insert(airing.id).inserted && !isSeen { premieres[airing.id] = tick.at }
        }
    }

    /// What was watched since it came onto the list comes off, also when its play says that it was before that.
    private mutating func prune(_ tick: RuleChronicle.Tick) throws {
        for play in plays.values {
            if let listed = premieres[play.episode], play.made >= listed { premieres[play.episode] = nil }
        }
    }

    /// What the person takes off comes back when the list is made the next time.
    private mutating func upNext(_ tick: RuleChronicle.Tick) throws {
        let entries = try account.entries("/sync/progress/up_next")
        let expected = Set(entries.compactMap { $0["progress"]?["next_episode"]?["ids"]?["trakt"]?.integer })
        if tick.runs.contains(where: { $0.rule == "Up next" && $0.writes > 0 }) { takenOff["up-next"] = [] }
        compare("Up next", try listed("up-next"), expected.subtracting(takenOff["up-next"] ?? []), tick)
    }

    /// One message on each day on which something is on, at five o'clock by the clocks of the place.
    private mutating func digest(_ tick: RuleChronicle.Tick) throws {
        var clocks = Calendar(identifier: .gregorian)
        clocks.timeZone = zone
        let midnight = clocks.startOfDay(for: tick.at)
        let count = try calendar("shows", from: midnight, days: 4)
            .filter { clocks.isDate($0.at, inSameDayAs: tick.at) }.count
        let notices = tick.runs.filter { $0.rule == "Today" }.flatMap(\.output).count { $0.contains("Today, ") }
        comparisons += 1
        if notices != (count > 0 ? 1 : 0) {
            discrepancies.append("\(notices) digests at \(tick.at) for \(count) episodes")
        }
        let time = clocks.dateComponents([.hour, .minute], from: tick.at)
        if time.hour != 17 || time.minute != 0 { discrepancies.append("a digest at \(tick.at)") }
    }
}
