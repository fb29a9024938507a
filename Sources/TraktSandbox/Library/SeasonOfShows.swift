/// Made-up shows that go on airing for about a year from the sandbox's beginning: in several zones, every week, every
/// other day or all at once, some returning after a while, some new.
enum SeasonOfShows {
    /// Trakt ids from here on belong to these shows.
    static let firstID = 950_001

    /// When and where a show is on.
    private static let slots = [
        AirSlot(day: "Sunday", time: "21:00", timezone: "America/New_York"),
        AirSlot(day: "Monday", time: "20:00", timezone: "Europe/London"),
        AirSlot(day: "Tuesday", time: "20:15", timezone: "Europe/Berlin"),
        AirSlot(day: "Wednesday", time: "23:30", timezone: "Asia/Tokyo"),
        AirSlot(day: "Thursday", time: "22:00", timezone: "America/Los_Angeles"),
        AirSlot(day: "Friday", time: "19:30", timezone: "Australia/Sydney"),
        AirSlot(day: "Saturday", time: "00:05", timezone: "America/New_York"),
    ]

    /// `count` different shows; the first ones of a longer and of a shorter row are the same.
    static func facts(count: Int) -> [ShowFacts] { (0..<max(count, 0)).map(facts) }

    private static func facts(_ index: Int) -> ShowFacts {
        let slot = slots[index % slots.count]
        let isNew = index % 4 == 3
        return ShowFacts(
            title: "Season Show \(index + 1)", year: isNew ? 2026 : 2018 + index % 8,
            ids: MediaIDs(
                trakt: firstID + index, slug: "season-show-\(index + 1)", tvdb: 9_500_000 + index,
                imdb: "tt95\(10_000 + index)", tmdb: 8_500_000 + index),
            overview: "Made up for a year of television.", airs: slot, runtime: 25 + index % 4 * 10,
            certification: "tv-14", network: "Channel \(index % 5 + 1)", country: "gb", language: "en",
            languages: ["en"], status: "returning series", genres: [index % 2 == 0 ? "drama" : "comedy"],
            rating: 6 + Double(index % 35) / 10, votes: 100 + index,
            seasons: isNew ? [10] : [8, 8 + index % 3 * 4, 10], specials: index % 6 == 0 ? 2 : 0,
            cadence: isNew ? beginning(index) : running(index), watchers: index % 5)
    }

    /// A show that begins some day within half a year.
    private static func beginning(_ index: Int) -> Cadence {
        Cadence(
            season: 1, nextEpisode: 1, daysUntilNext: 3 + index * 11 % 170, everyDays: 7,
            episodesAtOnce: index % 8 == 7 ? 10 : 1, previousSeasonDaysAgo: nil)
    }

    /// A show in the middle of a season, or before the next one, whose last season follows half a year later.
    private static func running(_ index: Int) -> Cadence {
        let isBetweenSeasons = index % 3 == 2
        return Cadence(
            season: 2, nextEpisode: isBetweenSeasons ? 1 : 1 + index % 6,
            daysUntilNext: isBetweenSeasons ? 5 + index * 13 % 150 : index % 7,
            everyDays: [7, 7, 14, 2, 7][index % 5], episodesAtOnce: [1, 1, 2, 1, 4][index % 5],
            // Seasons are numbered from the one that runs: the next begins 728 days less this later.
            previousSeasonDaysAgo: 546)
    }
}
