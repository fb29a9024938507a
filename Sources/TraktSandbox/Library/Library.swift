/// All titles and people the sandbox knows, with the ways to find them.
struct Library: Sendable {
    /// One id of one service, as a key.
    private struct ExternalID: Hashable {
        var kind: MediaKind
        var service: Service
        var value: String
    }

    /// Where an id comes from, in the order in which Trakt tries them.
    enum Service: String, CaseIterable, Sendable {
        case trakt, imdb, tmdb, tvdb, slug
    }

    let shows: [Show]
    let movies: [Movie]
    let people: [Person]
    private var showIndex: [Int: Int] = [:]
    private var movieIndex: [Int: Int] = [:]
    private var personIndex: [Int: Int] = [:]
    private var external: [ExternalID: MediaRef] = [:]

    init(shows: [Show], movies: [Movie], people: [Person]) {
        self.shows = shows
        self.movies = movies
        self.people = people
        for (index, show) in shows.enumerated() {
            showIndex[show.id] = index
            add(show.facts.ids, for: show.ref)
            for season in show.seasons {
                add(season.ids, for: season.ref)
                for episode in season.episodes { add(episode.ids, for: episode.ref) }
            }
        }
        for (index, movie) in movies.enumerated() {
            movieIndex[movie.id] = index
            add(movie.facts.ids, for: movie.ref)
        }
        for (index, person) in people.enumerated() {
            personIndex[person.ids.trakt] = index
            add(person.ids, for: .person(person.ids.trakt))
        }
    }

    private mutating func add(_ ids: MediaIDs, for ref: MediaRef) {
        func note(_ service: Service, _ value: String?) {
            guard let value else { return }
            external[ExternalID(kind: ref.kind, service: service, value: value)] = ref
        }
        note(.slug, ids.slug)
        note(.imdb, ids.imdb)
        note(.tmdb, ids.tmdb.map(String.init))
        note(.tvdb, ids.tvdb.map(String.init))
    }

    func show(_ id: Int) -> Show? { showIndex[id].map { shows[$0] } }
    func movie(_ id: Int) -> Movie? { movieIndex[id].map { movies[$0] } }
    func person(_ id: Int) -> Person? { personIndex[id].map { people[$0] } }
    func person(slug: String) -> Person? { find(.person, .slug, slug).flatMap { person($0.id) } }

    /// The show and the season with a Trakt season id.
    func season(_ id: Int) -> (show: Show, season: Season)? {
        guard let show = show(EpisodeNumbering.show(ofSeason: id)),
            let season = show.season(EpisodeNumbering.number(ofSeason: id))
        else { return nil }
        return (show, season)
    }

    /// The show and the episode with a Trakt episode id.
    func episode(_ id: Int) -> (show: Show, episode: Episode)? {
        let place = EpisodeNumbering.place(ofEpisode: id)
        guard let show = show(place.show), let season = show.season(place.season),
            season.episodes.indices.contains(place.number - 1)
        else { return nil }
        return (show, season.episodes[place.number - 1])
    }

    /// The item with an id of some service.
    func find(_ kind: MediaKind, _ service: Service, _ value: String) -> MediaRef? {
        guard service == .trakt else { return external[ExternalID(kind: kind, service: service, value: value)] }
        guard let id = Int(value) else { return nil }
        let ref = MediaRef(kind: kind, id: id)
        return contains(ref) ? ref : nil
    }

    func contains(_ ref: MediaRef) -> Bool {
        switch ref.kind {
        case .movie: movieIndex[ref.id] != nil
        case .show: showIndex[ref.id] != nil
        case .season: season(ref.id) != nil
        case .episode: episode(ref.id) != nil
        case .person: personIndex[ref.id] != nil
        case .list: false
        }
    }

    /// The show an item belongs to: itself, or the one of a season or episode.
    func showID(of ref: MediaRef) -> Int? {
        switch ref.kind {
        case .show: ref.id
        case .season: EpisodeNumbering.show(ofSeason: ref.id)
        case .episode: EpisodeNumbering.place(ofEpisode: ref.id).show
        case .movie, .person, .list: nil
        }
    }
}

/// The Trakt ids of the sandbox's seasons and episodes, which follow from the show's.
///
/// Trakt's own are arbitrary; here they are made so that the same episode has the same id on every start.
enum EpisodeNumbering {
    static func season(_ number: Int, ofShow show: Int) -> Int { show * 100 + number }
    static func episode(_ number: Int, season: Int, ofShow show: Int) -> Int {
        show * 100_000 + season * 1000 + number
    }
    static func show(ofSeason id: Int) -> Int { id / 100 }
    static func number(ofSeason id: Int) -> Int { id % 100 }
    static func place(ofEpisode id: Int) -> (show: Int, season: Int, number: Int) {
        (id / 100_000, id / 1000 % 100, id % 1000)
    }
}
