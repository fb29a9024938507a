/// Plays added up by movie, show and episode.
struct WatchedTotals: Sendable {
    struct Count: Sendable {
        var plays = 0
        var lastWatchedAt: Timestamp?
        var lastUpdatedAt: Timestamp

        mutating func add(_ play: Play) {
            plays += 1
            if let watchedAt = play.watchedAt { lastWatchedAt = max(lastWatchedAt ?? watchedAt, watchedAt) }
            lastUpdatedAt = max(lastUpdatedAt, play.addedAt)
        }
    }

    private(set) var movies: [Int: Count] = [:]
    private(set) var shows: [Int: Count] = [:]
    private(set) var episodes: [Int: Count] = [:]

    init(_ plays: [Play]) {
        for play in plays {
            switch play.ref.kind {
            case .movie: movies[play.ref.id, default: Count(lastUpdatedAt: play.addedAt)].add(play)
            case .episode:
                episodes[play.ref.id, default: Count(lastUpdatedAt: play.addedAt)].add(play)
                let show = EpisodeNumbering.place(ofEpisode: play.ref.id).show
                shows[show, default: Count(lastUpdatedAt: play.addedAt)].add(play)
            default: break
            }
        }
    }

    /// Ids in the order of the answer: most recently watched first.
    static func ordered(_ counts: [Int: Count]) -> [(id: Int, count: Count)] {
        counts.map { (id: $0.key, count: $0.value) }.sorted { left, right in
            let (one, other) = (
                left.count.lastWatchedAt?.milliseconds ?? 0, right.count.lastWatchedAt?.milliseconds ?? 0
            )
            return one == other ? left.id < right.id : one > other
        }
    }
}
