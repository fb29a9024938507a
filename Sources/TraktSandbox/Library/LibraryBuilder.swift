/// Makes shows with episodes, and movies with dates, out of the seed's facts for one now.
struct LibraryBuilder {
    let now: Timestamp

    func library(from seed: Seed) -> Library {
        Library(shows: seed.shows.map(show), movies: seed.movies.map(movie), people: seed.people)
    }

    func show(_ facts: ShowFacts) -> Show {
        let times = AirTimes(facts, now: now)
        let regular = times.regularSeasons()
        let first = regular.first?.first ?? nil
        var seasons: [Season] = []
        if let count = facts.specials, count > 0 {
            let specials = times.specials(after: first)
            seasons.append(season(0, of: facts, airing: specials, absoluteBefore: 0))
        }
        var absolute = 0
        for (index, airing) in regular.enumerated() {
            seasons.append(season(index + 1, of: facts, airing: airing, absoluteBefore: absolute))
            absolute += airing.count
        }
        return Show(facts: facts, firstAired: first, updatedAt: updated(facts.ids.trakt), seasons: seasons)
    }

    private func season(
        _ number: Int, of facts: ShowFacts, airing: [Timestamp?], absoluteBefore: Int
    ) -> Season {
        let show = facts.ids.trakt
        let titles = facts.episodeTitles?[String(number)] ?? []
        let episodes = airing.enumerated().map { index, firstAired in
            let episode = index + 1
            let known = facts.episodeIds?["\(number)x\(episode)"]
            return Episode(
                season: number, number: episode, absolute: number == 0 ? nil : absoluteBefore + episode,
                title: titles.indices.contains(index) ? titles[index] : "Episode \(episode)",
                ids: MediaIDs(
                    trakt: EpisodeNumbering.episode(episode, season: number, ofShow: show), slug: nil,
                    tvdb: known?.tvdb, imdb: known?.imdb, tmdb: known?.tmdb),
                firstAired: firstAired, runtime: facts.runtime ?? 0,
                kind: kind(of: episode, of: airing.count, season: number, facts: facts))
        }
        let ids = MediaIDs(
            trakt: EpisodeNumbering.season(number, ofShow: show), slug: nil, tvdb: nil, imdb: nil, tmdb: nil)
        return Season(number: number, ids: ids, episodes: episodes)
    }

    private func kind(of episode: Int, of count: Int, season: Int, facts: ShowFacts) -> Episode.Kind {
        guard season > 0 else { return .standard }
        let over = facts.status == "ended" || facts.status == "canceled"
        if episode == 1 { return season == 1 ? .seriesPremiere : .seasonPremiere }
        if episode == count { return over && season == facts.seasons.count ? .seriesFinale : .seasonFinale }
        // Long seasons of broadcast networks pause in the middle.
        if count >= 16, episode == count / 2 { return .midSeasonFinale }
        if count >= 16, episode == count / 2 + 1 { return .midSeasonPremiere }
        return .standard
    }

    func movie(_ facts: MovieFacts) -> Movie {
        func day(_ fixed: String?, _ inDays: Int?) -> String? {
            inDays.map { now.startOfDay.adding(days: $0).dayString } ?? fixed
        }
        return Movie(
            facts: facts, released: day(facts.released, facts.releasedInDays),
            digital: day(facts.digital, facts.digitalInDays), physical: day(facts.physical, facts.physicalInDays),
            updatedAt: updated(facts.ids.trakt))
    }

    /// A moment within the last sixty days that depends on the id only.
    private func updated(_ id: Int) -> Timestamp {
        now.flooredToMinute.adding(hours: -(id % 1440), minutes: -(id % 47))
    }
}
