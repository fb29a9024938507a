import Automation
import Foundation
import Journal
import Scheduling
import Simulation
import Storage
import Synchronization
import TestSupport
import Trakt

/// A clock on the wall that goes when a test says so.
final class TestWallClock: WallClock {
    private let time = Mutex(ScriptStage.now)

    var now: Date { time.withLock { $0 } }
    func pass(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
    func set(_ date: Date) { time.withLock { $0 = date } }
    func sleep(until date: Date) async { time.withLock { $0 = max($0, date) } }
}

/// One server and what it told.
final class ServedRules: Sendable {
    let server: RuleServer
    private let told: Told

    /// What happened, in the order in which it did.
    final class Told: Sendable {
        private let events = Mutex<[ServeEvent]>([])
        func take(_ event: ServeEvent) { events.withLock { $0.append(event) } }
        var all: [ServeEvent] { events.withLock { $0 } }
    }

    init(_ server: RuleServer, _ told: Told) {
        self.server = server
        self.told = told
    }

    var events: [ServeEvent] { told.all }

    /// The runs that ended, in a word each.
    var outcomes: [String] {
        events.compactMap { event in
            guard case .ended(let order, _, let report, _, _, _) = event else { return nil }
            let outcome = report.isParked ? "parked" : report.state.rawValue
            return "\(order.rule ?? "") \(outcome)"
        }
    }

    var printed: [String] {
        events.compactMap { event in
            guard case .printed(_, let line) = event else { return nil }
            return line.text
        }
    }
}

/// A folder of rules, a journal and a clock, for one server after the other.
struct RuleStage: Sendable {
    let stage: ScriptStage
    let folder: String
    let clock: TestWallClock
    let journal: any JournalStore
    /// How long a write is held for others.
    var patience = RuleServer.Parts.endlessPatience

    func write(_ text: String, to name: String = "rule.lua") throws {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"), options: .atomic)
    }

    /// A server that has read its files.
    ///
    /// - Parameter users: who the accounts are at Trakt, by their names here; the one that is served is "sandbox".
    func server(
        journal: (any JournalStore)? = nil, client: Client? = nil, users: [String: AccountUser] = [:],
        _ settings: Dispatcher.Settings = Dispatcher.Settings(), beforehand: (RuleServer) -> Void = { _ in }
    ) async throws -> ServedRules {
        let (stage, clock, journal) = (stage, clock, journal ?? self.journal)
        @Sendable func context(_ account: String, _ client: Client) throws -> RunContext {
            var context = try stage.context(client: client, journal: journal)
            context.user = users[account]
            context.now = { clock.now }
            return context
        }
        var parts = RuleServer.Parts(context: try context("sandbox", client ?? stage.client()))
        if !users.isEmpty { parts.open = { try context($0, stage.client(account: $0)) } }
        parts.clock = clock
        parts.settings = settings
        parts.patience = patience
        parts.random = SeededRandom(seed: 7)
        let told = ServedRules.Told()
        let server = RuleServer(RuleLibrary(folders: [folder], zone: .utc), parts) { told.take($0) }
        beforehand(server)
        await server.look()
        await server.turn()
        await server.settled()
        return ServedRules(server, told)
    }

    /// Lets time pass, one deadline after the other, each run being over before the next.
    func pass(_ seconds: TimeInterval, _ served: ServedRules) async {
        let end = clock.now + seconds
        while let deadline = await served.server.turn(), deadline <= end {
            await served.server.settled()
            clock.set(max(clock.now, deadline))
        }
        await served.server.settled()
        clock.set(max(clock.now, end))
        await served.server.turn()
        await served.server.settled()
    }
}

/// Makes a stage with a folder of rules, runs the body, takes both away.
func withRules(_ body: (RuleStage) async throws -> Void) async throws {
    try await withStage { stage in
        let folder = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let clock = TestWallClock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        let journal = try SQLiteStore.inMemory(parameters)
        let result: Result<Void, any Error>
        do {
            result = .success(
                try await body(RuleStage(stage: stage, folder: folder, clock: clock, journal: journal)))
        } catch { result = .failure(error) }
        try? FileManager.default.removeItem(atPath: folder)
        try result.get()
    }
}
