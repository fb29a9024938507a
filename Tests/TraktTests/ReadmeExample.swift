import Trakt

/// Makes a list of well-rated science fiction that the user has not seen, and says how many movies are on it.
func makeSpaceList(_ client: Client) async throws -> Int {
    let watched = try await client.sync.history.watchedMovies().all()
    let seen = Set(watched.map(\.movie.id))
    var unseen: [Movie] = []
    for try await movie in client.movies.popular(filters: [.genres("science-fiction"), .years(1970...2030)])
    where !seen.contains(movie.id) {
        unseen.append(movie)
    }
    let list = try await client.users.lists.create(named: "Space", ListSettings(privacy: .private))
    let result = try await client.users.lists.add(unseen.map { .movie($0) }, to: list.id)
    return result.added.movies
}
