/// Shows made from numbers, for accounts larger than the demo library.
enum SyntheticShows {
    /// Trakt ids from here on belong to made-up shows.
    static let firstID = 900_001

    /// `count` different shows; the first ones of a longer and of a shorter row are the same.
    static func facts(count: Int) -> [ShowFacts] {
        (0..<max(count, 0)).map(facts)
    }

    private static func facts(_ index: Int) -> ShowFacts {
        let id = firstID + index
        let genres = ["drama", "comedy", "crime", "science-fiction", "documentary", "fantasy"]
        let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        let running = index % 3 == 0
        return ShowFacts(
            title: "Synthetic Show \(index + 1)", year: 2010 + index % 14,
            ids: MediaIDs(
                trakt: id, slug: "synthetic-show-\(index + 1)", tvdb: 9_000_000 + index,
                imdb: "tt9\(900_000 + index)", tmdb: 8_000_000 + index),
            overview: "Made up to fill a large account.",
            firstAired: running ? nil : "\(2010 + index % 14)-0\(1 + index % 9)-1\(index % 10)T20:00:00.000Z",
            airs: AirSlot(day: days[index % 7], time: "20:00", timezone: "Europe/London"),
            runtime: 25 + index % 4 * 10, certification: "tv-14", network: "BBC One", networkId: 4,
            networkCountry: "gb", country: "gb", language: "en", languages: ["en"],
            status: running ? "returning series" : "ended", genres: [genres[index % genres.count]],
            rating: 6 + Double(index % 35) / 10, votes: 100 + index,
            seasons: [6, 6], specials: 0,
            cadence: running
                ? Cadence(
                    season: 2, nextEpisode: 1 + index % 7, daysUntilNext: index % 7, everyDays: 7,
                    episodesAtOnce: 1, previousSeasonDaysAgo: 364)
                : nil,
            watchers: index % 5)
    }
}
