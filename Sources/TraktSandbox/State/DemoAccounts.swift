/// The users of the demo: one with something of everything, two public ones and a private one.
struct DemoAccounts {
    static let user = "demo-user"
    static let publicUser = "ada-marlow"
    static let privateUser = "nils-quiet"
    /// Somebody who asked the demo user for a friendship.
    static let stranger = "greta-lind"
    /// A number that examples name, far below those that the sandbox gives out itself.
    private static let pausedMovieID = 601

    /// The users without anything stored.
    static func empty(now: Timestamp, vip: Bool) -> [Account] {
        let joined = now.startOfDay.adding(days: -900)
        func account(_ name: String, _ slug: String, _ number: Int, isPrivate: Bool, vip: Bool) -> Account {
            Account(
                profile: Profile(
                    username: slug, slug: slug, name: name, isPrivate: isPrivate, isVIP: vip, joinedAt: joined,
                    uuid: "00000000-0000-4000-8000-00000000000\(number)", location: "Sandbox",
                    about: "A user of the sandbox."))
        }
        return [
            account("Demo User", user, 1, isPrivate: false, vip: vip),
            account("Ada Marlow", publicUser, 2, isPrivate: false, vip: true),
            account("Nils Quiet", privateUser, 3, isPrivate: true, vip: false),
            account("Greta Lind", stranger, 4, isPrivate: false, vip: false),
        ]
    }

    var state: SandboxState
    private var playCount = 0

    /// Fills the first account of a state that has a library, and the lists of the others.
    static func fill(_ state: SandboxState, follow count: Int) -> SandboxState {
        var demo = DemoAccounts(state: state)
        demo.follow(count)
        demo.watchMovies()
        demo.makeLists()
        demo.makeOtherUsers()
        demo.numberItems()
        demo.makeSocial()
        return demo.state
    }

    private init(state: SandboxState) {
        self.state = state
    }

    var library: Library { state.library }

    /// Two running shows, which fill the calendar, then one of the others, and so on; made-up ones last, but for those that
    /// go on airing, which come first.
    private var candidates: [Show] {
        let real = library.shows.filter { $0.id < SyntheticShows.firstID }
        let made = library.shows.filter { $0.id >= SyntheticShows.firstID }
        var running = real.filter { $0.facts.cadence != nil }[...]
        var others = real.filter { $0.facts.cadence == nil }[...]
        var order: [Show] = []
        while !running.isEmpty || !others.isEmpty {
            order += running.prefix(2) + others.prefix(1)
            running = running.dropFirst(2)
            others = others.dropFirst(1)
        }
        return made.filter { $0.id >= SeasonOfShows.firstID } + order + made.filter { $0.id < SeasonOfShows.firstID }
    }

    private mutating func follow(_ count: Int) {
        for (index, show) in candidates.prefix(count).enumerated() {
            let aired = show.aired(at: state.now)
            // Shows nobody can have watched yet are only wanted, and so is every seventh.
            if aired.isEmpty || index % 7 == 6 {
                if state.accounts[0].watchlist.items.count < state.limits.watchlistItems / 2 { list(show.ref) }
            } else {
                watch(aired, upTo: index)
            }
            if index % 2 == 0 { rate(show.ref, 5 + index % 6) }
            if index % 4 == 0, state.accounts[0].collection.count < state.limits.collection / 2 {
                for episode in aired.prefix(10) { collect(episode.ref) }
            }
        }
        if let paused = candidates.first?.aired(at: state.now).last { pause(paused.ref, progress: 42.5) }
        if let show = library.shows.last(where: { $0.facts.status == "ended" && $0.id < SyntheticShows.firstID }) {
            state.accounts[0].hidden.append(
                HiddenItem(section: "calendar", subject: .media(show.ref), hiddenAt: state.now.adding(days: -40)))
            state.accounts[0].hidden.append(
                HiddenItem(section: "dropped", subject: .media(show.ref), hiddenAt: state.now.adding(days: -40)))
        }
    }

    /// Some shows up to date but for two episodes, some half, some barely begun.
    private mutating func watch(_ aired: [Episode], upTo index: Int) {
        let count =
            switch index % 3 {
            case 0: max(aired.count - 2, 1)
            case 1: (aired.count + 1) / 2
            default: min(aired.count, 3)
            }
        // Of long shows the latest forty; the last one is watched last.
        for episode in aired.prefix(count).suffix(40).reversed() {
            let earliest = (episode.firstAired ?? state.now).adding(hours: 20)
            let wanted = state.now.adding(hours: -5 * (playCount % 1500) - 30)
            addPlay(episode.ref, at: min(max(earliest, wanted), state.now.adding(hours: -1)))
        }
    }

    private mutating func watchMovies() {
        let today = state.now.dayString
        for (index, movie) in library.movies.enumerated() {
            guard let released = movie.released, released <= today else {
                list(movie.ref)
                continue
            }
            switch index % 5 {
            case 0, 3:
                addPlay(movie.ref, at: state.now.adding(days: -3 * index - 1, hours: -2))
                if index % 2 == 1 { rate(movie.ref, 6 + index % 5) }
            case 1: list(movie.ref)
            case 2: collect(movie.ref)
            default: break
            }
            if index % 10 == 0 { favor(movie.ref) }
        }
        // The same film twice, an hour apart: what duplicates look like.
        if let first = library.movies.first {
            addPlay(first.ref, at: state.now.adding(days: -1, hours: -3))
            rate(first.ref, 9)
        }
        if let show = library.shows.first { favor(show.ref) }
        if library.movies.count > 1 { pause(library.movies[1].ref, progress: 12, id: Self.pausedMovieID) }
    }

    private mutating func addPlay(_ ref: MediaRef, at moment: Timestamp) {
        playCount += 1
        state.accounts[0].plays.append(
            Play(
                id: state.newPlayID(), ref: ref, watchedAt: moment.flooredToMinute,
                action: playCount % 4 == 0 ? "scrobble" : "watch", addedAt: moment))
        state.accounts[0].activities.record(.watched(ref.kind), at: moment)
    }

    private mutating func list(_ ref: MediaRef) {
        let moment = state.now.adding(days: -2 * state.accounts[0].watchlist.items.count - 1)
        _ = state.accounts[0].watchlist.add(ref, id: state.newID(), notes: nil, at: moment)
        state.accounts[0].activities.record(.watchlisted(ref.kind), at: moment)
    }

    private mutating func favor(_ ref: MediaRef) {
        let moment = state.now.adding(days: -60)
        _ = state.accounts[0].favorites.add(ref, id: state.newID(), notes: nil, at: moment)
        state.accounts[0].activities.record(.favorited(ref.kind), at: moment)
    }

    private mutating func rate(_ ref: MediaRef, _ value: Int) {
        let moment = state.now.adding(days: -20, hours: -ref.id % 1000)
        state.accounts[0].ratings[ref] = Rating(value: min(value, 10), ratedAt: moment)
        state.accounts[0].activities.record(.rated(ref.kind), at: moment)
    }

    private mutating func collect(_ ref: MediaRef) {
        let moment = state.now.adding(days: -100, hours: -ref.id % 1000)
        state.accounts[0].collection[ref] = Collected(
            collectedAt: moment, updatedAt: moment,
            metadata: ["media_type": .text("bluray"), "resolution": .text("hd_1080p"), "3d": .flag(false)])
        state.accounts[0].activities.record(.collected(ref.kind), at: moment)
    }

    private mutating func pause(_ ref: MediaRef, progress: Double, id: Int? = nil) {
        let moment = state.now.adding(hours: -6)
        state.accounts[0].playback.append(
            PausedItem(id: id ?? state.newID(), ref: ref, progress: progress, pausedAt: moment))
        state.accounts[0].activities.record(ref.kind == .movie ? .moviesPaused : .episodesPaused, at: moment)
    }
}
