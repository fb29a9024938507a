/// What a player plays or a user is about to watch: a movie or an episode.
///
/// ```swift
/// try await client.scrobble.start(.movie("the-wizard-of-oz-1939"), at: 0)
/// try await client.scrobble.stop(.episode(2, season: 1, of: "breaking-bad"), at: 95)
/// ```
public struct Playable: Sendable, Hashable {
    /// The parts of a body that name it.
    let members: [String: JSONValue]

    private init(_ members: [String: JSONValue]) { self.members = members }

    public static func movie(_ id: Identifier<Movie>) -> Playable { Playable(["movie": id.item]) }
    public static func movie(_ movie: Movie) -> Playable { .movie(movie.id) }

    public static func episode(_ id: Identifier<Episode>) -> Playable { Playable(["episode": id.item]) }
    public static func episode(_ episode: Episode) -> Playable { .episode(episode.id) }

    /// An episode by its number in a season.
    public static func episode(_ number: Int, season: Int, of show: Identifier<Show>) -> Playable {
        Playable([
            "show": show.item, "episode": ["season": .integer(Int64(season)), "number": .integer(Int64(number))],
        ])
    }

    /// An episode by its number in the whole show, as anime has it.
    public static func episode(absolute number: Int, of show: Identifier<Show>) -> Playable {
        Playable(["show": show.item, "episode": ["number_abs": .integer(Int64(number))]])
    }
}

extension Identifier {
    /// The thing in a body: `{"ids": {"trakt": 507}}`.
    var item: JSONValue { ["ids": .object(members)] }
}
