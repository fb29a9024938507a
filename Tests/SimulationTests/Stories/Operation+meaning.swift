/// What an operation makes of an account, by the API's documentation.
extension Expectation {
    mutating func apply(_ operation: Operation, _ verdict: Verdict, shelf: Shelf) {
        if case .failed = verdict { return }
        let certain = verdict == .done
        switch operation {
        case .watch(let titles, let instant):
            for title in titles { watch(title, at: instant?.asKept ?? "run", certain, shelf) }
        case .watchSeries(let series, let season, let instant):
            for episode in season.map({ series.seasons[$0] ?? [] }) ?? series.episodes {
                watch(episode, at: instant.asKept, certain, shelf)
            }
        case .unwatch(let titles):
            for cell in cells(where: { $0.isPlay(of: titles) }) { set(cell, to: 0, certain: certain) }
        case .put(let titles, let name):
            for title in titles { set(.member(name, title), to: 1, certain: certain) }
        case .take(let titles, let name):
            for title in titles { set(.member(name, title), to: 0, certain: certain) }
        case .rate(let titles, let rating):
            for title in titles { set(.rating(title), to: rating, certain: certain) }
        case .unrate(let titles):
            for title in titles { set(.rating(title), to: 0, certain: certain) }
        case .createList(let name): increase(.lists(name), certain: certain)
        case .note(_, let text): increase(.texts("note", text), certain: certain)
        case .comment(_, let text): increase(.texts("comment", text), certain: certain)
        case .scrobble(let title): increase(.playsBy("scrobble", title), certain: certain)
        case .checkIn(let title): increase(.playsBy("checkin", title), certain: certain)
        }
    }

    /// The same play twice is one. What is watched goes off the watchlist; one episode takes its show off.
    private mutating func watch(_ title: Title, at minute: String, _ certain: Bool, _ shelf: Shelf) {
        let cell = Cell.plays(title, at: minute)
        let before = self[cell]
        set(cell, to: 1, certain: certain)
        // A play that is known to be there is not sent again, so nothing else happens either.
        guard before != [1] else { return }
        let shows = shelf.series.filter { $0.episodes.contains(title) }.map(\.title)
        for gone in [title] + shows {
            set(.member("watchlist", gone), to: 0, certain: certain && before == [0])
        }
    }
}

extension Cell {
    fileprivate func isPlay(of titles: [Title]) -> Bool {
        switch self {
        case .plays(let title, _), .playsBy(_, let title): titles.contains(title)
        default: false
        }
    }
}
