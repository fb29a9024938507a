import Foundation
import TraktSandboxSeed

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
            shows: try decoder.decode([ShowFacts].self, from: data(sandbox_seed_shows())),
            movies: try decoder.decode([MovieFacts].self, from: data(sandbox_seed_movies())),
            people: try decoder.decode([Person].self, from: data(sandbox_seed_people())))
    }

    private static func data(_ file: sandbox_seed_file) -> Data {
        Data(bytes: file.bytes, count: file.count)
    }
}
