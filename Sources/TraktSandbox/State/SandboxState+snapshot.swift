import Foundation

/// Why a saved state cannot be used.
package enum SnapshotError: Error, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case foreignVersion(Int)

    package var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "The sandbox state in \(path) could not be read: \(reason). "
                + "Give a file that `--sandbox-state` wrote, or none."
        case .foreignVersion(let version):
            "The sandbox state has version \(version); this program reads version \(Snapshot.currentVersion). "
                + "Begin a new one in another file."
        }
    }
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
    var signIns: SignIns
}

extension SandboxState {
    /// The state as JSON, to be read by `init(snapshot:)`.
    func snapshot() throws -> Data {
        try JSONEncoder().encode(
            Snapshot(
                shows: library.shows, movies: library.movies, people: library.people, accounts: accounts,
                clock: clock, limits: limits, now: now, nextID: nextID, nextPlayID: nextPlayID, signIns: signIns))
    }

    init(snapshot data: Data) throws {
        let snapshot = try JSONDecoder().decode(Snapshot.self, from: Self.completed(data))
        self.init(
            library: Library(shows: snapshot.shows, movies: snapshot.movies, people: snapshot.people),
            accounts: snapshot.accounts, clock: snapshot.clock, limits: snapshot.limits, now: snapshot.now,
            nextID: snapshot.nextID, nextPlayID: snapshot.nextPlayID)
        signIns = snapshot.signIns
    }

    /// The document with everything in it that a former program did not know yet, as it is in a new sandbox.
    private static func completed(_ data: Data) throws -> Data {
        let document = try JSONValue(parsing: Array(data))
        guard let version = document["version"]?.int else { throw JSONParser.Failure(reason: "no version", offset: 0) }
        guard version == Snapshot.currentVersion else { throw SnapshotError.foreignVersion(version) }
        let now = Timestamp(milliseconds: 0)
        let new = SandboxState(
            library: Library(shows: [], movies: [], people: []), accounts: DemoAccounts.empty(now: now, vip: false),
            clock: SandboxClock(fixedAt: nil), limits: .free, now: now)
        let template = try JSONValue(parsing: Array(new.snapshot()))
        var completed = document.completed(with: template)
        let account = template["accounts"]?[0] ?? [:]
        if let accounts = completed["accounts"]?.array {
            completed["accounts"] = .array(accounts.map { $0.completed(with: account) })
        }
        return Data(completed.bytes)
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
        if error is DecodingError || error is JSONParser.Failure { return "it holds something else" }
        return (error as NSError).code == NSFileReadNoSuchFileError ? "there is no such file" : "it is no readable file"
    }
}

extension JSONValue {
    /// The object, with the members of another that it lacks.
    fileprivate func completed(with other: JSONValue) -> JSONValue {
        guard var object, let others = other.object?.members else { return self }
        for member in others where object[member.key] == nil { object[member.key] = member.value }
        return .object(object)
    }
}
