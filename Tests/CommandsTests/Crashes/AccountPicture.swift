import Foundation
import Trakt

/// What an account of a sandbox holds, read without any of the client's code that is tested.
struct AccountPicture: Sendable, Hashable {
    /// How often there is what: an entry of a list, a play, a rating.
    private var counts: [String: Int] = [:]

    /// What there is more of than in another picture.
    func surplus(over other: AccountPicture) -> [String] {
        counts.flatMap { thing, count in
            [String](repeating: thing, count: max(0, count - other.counts[thing, default: 0]))
        }.sorted()
    }

    private mutating func add(_ thing: JSONValue, in place: String) {
        counts["\(place): \(thing.encodedText)", default: 0] += 1
    }

    private static let places = [
        "/sync/history", "/sync/watchlist", "/sync/ratings", "/sync/favorites", "/sync/collection/movies",
        "/users/me/notes", "/sync/playback",
    ]

    /// Looks at everything that a ``CrashStory`` changes.
    init(of sandbox: SandboxProcess) async throws {
        for place in Self.places {
            for entry in try await sandbox.read(place).array ?? [] { add(entry, in: place) }
        }
        add(try await sandbox.read("/users/me/watching"), in: "watching")
        for list in try await sandbox.read("/users/me/lists").array ?? [] {
            add(list, in: "lists")
            let items = "/users/me/lists/\(list["ids"]?["trakt"]?.integer ?? 0)/items"
            for entry in try await sandbox.read(items).array ?? [] { add(entry, in: items) }
        }
    }
}

extension SandboxProcess {
    /// What the account that scripts use is told; null where nothing is.
    func read(_ path: String) async throws -> JSONValue {
        let answer = try await send("GET", path + "?page=1&limit=250")
        guard (200..<300).contains(answer.status) else { throw Unreadable(path: path, status: answer.status) }
        return answer.body.isEmpty ? .null : try JSONValue(parsing: [UInt8](answer.body))
    }

    struct Unreadable: Error {
        let path: String
        let status: Int
    }
}
