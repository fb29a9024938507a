import Foundation

/// The facts that a library is made of.
struct Seed: Sendable, Codable {
    var shows: [ShowFacts]
    var movies: [MovieFacts]
    var people: [Person]

    static let empty = Seed(shows: [], movies: [], people: [])

    /// The demo library that is built into the program.
    static let embedded = Result { try decoded() }

    private static func decoded() throws -> Seed {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return Seed(
            shows: try decoder.decode([ShowFacts].self, from: Data(PackageResources.shows_json)),
            movies: try decoder.decode([MovieFacts].self, from: Data(PackageResources.movies_json)),
            people: try decoder.decode([Person].self, from: Data(PackageResources.people_json)))
    }
}
