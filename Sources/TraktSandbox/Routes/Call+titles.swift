/// The titles that paths name: `{id}`, and below a show `{season}` and `{episode}`.
extension Call {
    func movie(in state: SandboxState) throws(Refusal) -> Movie {
        guard let movie = state.library.movie(try item(.movie, in: state).id) else { throw .notFound }
        return movie
    }

    func show(in state: SandboxState) throws(Refusal) -> Show {
        guard let show = state.library.show(try item(.show, in: state).id) else { throw .notFound }
        return show
    }

    func season(in state: SandboxState) throws(Refusal) -> (show: Show, season: Season) {
        let show = try show(in: state)
        guard let season = number("season").flatMap(show.season) else { throw .notFound }
        return (show, season)
    }

    func episode(in state: SandboxState) throws(Refusal) -> (show: Show, episode: Episode) {
        let (show, season) = try season(in: state)
        let number = number("episode")
        guard let episode = season.episodes.first(where: { $0.number == number }) else { throw .notFound }
        return (show, episode)
    }

    /// The title of a path that is about one of these kinds.
    func title(_ kind: MediaKind, in state: SandboxState) throws(Refusal) -> MediaRef {
        switch kind {
        case .season: try season(in: state).season.ref
        case .episode: try episode(in: state).episode.ref
        default: try item(kind, in: state)
        }
    }

    /// What the `{id}` of a path names when it is of this kind, as in `/episodes/{id}`.
    func item(_ kind: MediaKind, in state: SandboxState) throws(Refusal) -> MediaRef {
        guard let ref = Matching(library: state.library).find(kind, path: parameters["id"] ?? "") else {
            throw .notFound
        }
        return ref
    }
}
