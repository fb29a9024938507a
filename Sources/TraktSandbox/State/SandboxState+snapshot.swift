import Foundation

/// Why a saved state cannot be used.
package enum SnapshotError: Error, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case foreignVersion(Int)

    package var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "The sandbox state in \(path) could not be read: \(reason). "
                + "Give a file that a sandbox was kept in, or none."
        case .foreignVersion(let version):
            "The sandbox state has version \(version); this program reads version \(Snapshot.currentVersion). "
                + "Begin a new one in another file."
        }
    }
}

/// What every saved state begins with.
private struct SnapshotVersion: Decodable {
    var version: Int
}

/// Library, accounts and clock as a file.
private struct Snapshot: Codable {
    static let currentVersion = 1

    var version = Snapshot.currentVersion
    var shows: [Show]
    var movies: [Movie]
    var people: [Person]
    var accounts: [Account]
    var clock: SandboxClock
    var limits: AccountLimits
    var now: Timestamp
    var nextID: Int
    var nextPlayID: Int
    @Added var signIns: SignIns
    @Added var refreshes: [MediaRef: Timestamp]
    @Added var searches: [RecentSearch: Int]
}

extension SandboxState {
    /// The state as JSON, to be read by `init(snapshot:)`.
    func snapshot() throws -> Data {
        try JSONEncoder().encode(
            Snapshot(
                shows: library.shows, movies: library.movies, people: library.people, accounts: accounts,
                clock: clock, limits: limits, now: now, nextID: nextID, nextPlayID: nextPlayID,
                signIns: Added(wrappedValue: signIns), refreshes: Added(wrappedValue: refreshes),
                searches: Added(wrappedValue: searches)))
    }

    init(snapshot data: Data) throws {
        let decoder = JSONDecoder()
        // First, for another program's state has other members too.
        let version = try decoder.decode(SnapshotVersion.self, from: data).version
        guard version == Snapshot.currentVersion else { throw SnapshotError.foreignVersion(version) }
        let snapshot = try decoder.decode(Snapshot.self, from: data)
        self.init(
            library: Library(shows: snapshot.shows, movies: snapshot.movies, people: snapshot.people),
            accounts: snapshot.accounts, clock: snapshot.clock, limits: snapshot.limits, now: snapshot.now,
            nextID: snapshot.nextID, nextPlayID: snapshot.nextPlayID)
        signIns = snapshot.signIns
        refreshes = snapshot.refreshes
        searches = snapshot.searches
    }

    init(file path: String) throws {
        do {
            try self.init(snapshot: Data(contentsOf: URL(filePath: path)))
        } catch let error as SnapshotError {
            throw error
        } catch {
            throw SnapshotError.unreadable(path: path, reason: Self.reason(for: error))
        }
    }

    private static func reason(for error: any Error) -> String {
        if error is DecodingError { return "it holds something else" }
        return (error as NSError).code == NSFileReadNoSuchFileError ? "there is no such file" : "it is no readable file"
    }
}
