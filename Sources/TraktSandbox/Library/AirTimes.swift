import struct Foundation.Date
import struct Foundation.TimeZone

/// Works out when the episodes of a show air, from its seed and the sandbox's now.
struct AirTimes {
    private let facts: ShowFacts
    private let now: Timestamp
    private let zone: TimeZone
    /// Local time of day in milliseconds.
    private let timeOfDay: Int

    init(_ facts: ShowFacts, now: Timestamp) {
        self.facts = facts
        self.now = now
        zone = facts.airs?.timezone.flatMap { TimeZone(identifier: $0) } ?? .gmt
        if let first = facts.firstAired.flatMap({ Timestamp($0) }) {
            let local = first.adding(seconds: zone.secondsFromGMT(for: first.date))
            timeOfDay = local.milliseconds - local.startOfDay.milliseconds
        } else {
            let parts = (facts.airs?.time ?? "00:00").split(separator: ":").compactMap { Int($0) }
            timeOfDay = ((parts.first ?? 0) * 60 + (parts.count > 1 ? parts[1] : 0)) * 60_000
        }
    }

    /// The air times of every regular season, in order; `nil` where nothing is announced.
    func regularSeasons() -> [[Timestamp?]] {
        if let cadence = facts.cadence { return around(now, cadence) }
        guard let first = facts.firstAired.flatMap({ Timestamp($0) }) else {
            return facts.seasons.map { Array(repeating: nil, count: $0) }
        }
        let start = localDay(of: first)
        let yearly = 364
        // A show with many seasons since a late start would reach beyond now: its years are made shorter.
        let lastLength = (facts.seasons.last ?? 0) * 7
        let room = now.startOfDay.milliseconds / 86_400_000 - start - lastLength - 1
        let gaps = max(facts.seasons.count - 1, 1)
        let step = room > 0 ? min(yearly, room / gaps) : yearly
        return facts.seasons.enumerated().map { index, count in
            (0..<count).map { moment(day: start + index * step + $0 * 7) }
        }
    }

    /// The air times of the specials: a few between the seasons, none in the future.
    func specials(after first: Timestamp?) -> [Timestamp?] {
        let count = facts.specials ?? 0
        guard let first, first < now else { return Array(repeating: nil, count: count) }
        let day = localDay(of: first)
        let room = max(now.startOfDay.milliseconds / 86_400_000 - day - 1, 1)
        return (0..<count).map { moment(day: day + min(100 + $0 * 60, room)) }
    }

    private func around(_ now: Timestamp, _ cadence: Cadence) -> [[Timestamp?]] {
        let today = now.startOfDay.milliseconds / 86_400_000
        let atOnce = max(cadence.episodesAtOnce, 1)
        func slot(_ episode: Int) -> Int { (episode - 1) / atOnce }
        let firstDay = today + cadence.daysUntilNext - slot(cadence.nextEpisode) * cadence.everyDays
        let previousGap = cadence.previousSeasonDaysAgo ?? 364
        return facts.seasons.enumerated().map { index, count in
            let back = cadence.season - (index + 1)
            let start = back == 0 ? firstDay : firstDay - previousGap - (back - 1) * 364
            return (1...max(count, 1)).prefix(count).map { moment(day: start + slot($0) * cadence.everyDays) }
        }
    }

    private func localDay(of moment: Timestamp) -> Int {
        moment.adding(seconds: zone.secondsFromGMT(for: moment.date)).startOfDay.milliseconds / 86_400_000
    }

    /// The moment at which the show's local time of day comes on a local day.
    private func moment(day: Int) -> Timestamp {
        let local = Timestamp(milliseconds: day * 86_400_000 + timeOfDay)
        let guess = local.adding(seconds: -zone.secondsFromGMT(for: local.date))
        return local.adding(seconds: -zone.secondsFromGMT(for: guess.date))
    }
}
