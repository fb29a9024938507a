import Automation
import Foundation
import Journal
import Scheduling
import Simulation
import Storage
import Synchronization
import Trakt
import TraktSandbox

/// Many rules for many days with a journal on disk, while one request in a hundred goes wrong.
final class Soak {
    let days: Int
    let rules: Int
    private let time: SimulatedTime
    private let folder: URL
    private let server: RuleServer
    private let witness: WitnessStore
    private let events = Events()
    private var report = SoakReport()

    /// What the server told, counted: nothing is kept that grows with the days.
    private final class Events: Sendable {
        struct Counts: Sendable {
            var runs = 0
            var failed = 0
            var retries = 0
            var problems = 0
            var taken = 0
            var skipped = 0
            /// How many runs began so many whole seconds after their slot.
            var lateness: [Int: Int] = [:]
        }

        let counts = Mutex(Counts())

        func take(_ event: ServeEvent) {
            counts.withLock { counts in
                switch event {
                case .began(let order, _, let at):
                    guard case .slot(let slot, _)? = order.occasion else { return }
                    counts.lateness[Int(at.timeIntervalSince(slot)), default: 0] += 1
                case .ended(_, _, let report, _, _, let retryAt):
                    counts.runs += 1
                    if report.state != .finished { counts.failed += 1 }
                    if retryAt != nil { counts.retries += 1 }
                case .problem: counts.problems += 1
                case .taken: counts.taken += 1
                case .skipped(_, _, let count, _): counts.skipped += count
                default: break
                }
            }
        }
    }

    init(_ universe: Universe, days: Int, rules: Int, seed: UInt64) throws {
        (self.days, self.rules) = (days, rules)
        folder = FileManager.default.temporaryDirectory.appending(path: "soak-\(UUID().uuidString)")
        let rulesFolder = folder.appending(path: "rules")
        try FileManager.default.createDirectory(at: rulesFolder, withIntermediateDirectories: true)
        var schedules: [String: Schedule] = [:]
        for number in 0..<rules {
            let (name, text) = ("R\(number)", Self.schedule(number))
            schedules[name] = try Schedule(text, zone: .utc)
            try Data(Self.script(name, text, reads: number.isMultiple(of: 4)).utf8)
                .write(to: rulesFolder.appending(path: "\(name).lua"))
        }
        let time = SimulatedTime(from: Date(timeIntervalSince1970: 1_772_627_696))
        self.time = time
        let door = try universe.door.twin { time.atServer }
        var parameters = SQLiteStore.Parameters()
        parameters.now = { time.atServer }
        witness = WitnessStore(
            try SQLiteStore.open(folder.appending(path: "journal.sqlite").path, parameters), SlotLedger(schedules))
        var network = SimulatedTransport.Network(refused: 0.004)
        network.latency = 0...0
        let transport = FaultyTransport(
            SimulatedTransport(to: door, in: time, network: network, seed: seed), seed: seed)
        let configuration = Client.Configuration(
            apiURL: door.info.address, authURL: door.info.address, clientID: door.info.clientID, account: "account",
            tokens: FixedToken(door.info.accessToken), userAgent: "SimulationTests/1.0")
        let client = Client(
            configuration: configuration, transport: transport, clock: time, random: { 0.5 }, logger: .silent)
        var context = RunContext(client: client, journal: witness, server: .address(door.info.address))
        context.now = { time.onWall }
        context.renewal = nil
        context.clock = time
        var parts = RuleServer.Parts(context: context)
        parts.patience = RuleServer.Parts.endlessPatience
        parts.clock = SoakClock(time)
        parts.retention = Retention(runs: 5, days: 2)
        parts.random = SeededRandom(seed: seed)
        server = RuleServer(RuleLibrary(folders: [rulesFolder.path], zone: .utc), parts) { [events] in events.take($0) }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Of a hundred rules five run every hour, twenty four times a day, the others once a day or a week.
    private static func schedule(_ number: Int) -> String {
        let minute = number * 7 % 60
        return switch number % 20 {
        case 0: "every 1h"
        case 1...4: "\(minute) */6 * * *"
        case 5...14: "daily at \(number % 24 < 10 ? "0" : "")\(number % 24):\(minute < 10 ? "0" : "")\(minute)"
        default: "\(minute) \(number % 24) * * \(number % 7)"
        }
    }

    private static func script(_ name: String, _ schedule: String, reads: Bool) -> String {
        let read = "trakt.search.text { type = 'movie', query = '\(name)', limit = 1 }"
        return """
            return { name = '\(name)', writes = {}, schedule = '\(schedule)', run = function(_, occasion)
                \(reads ? read : "")
                store.runs = (store.runs or 0) + 1
              end }
            """
    }

    func run() async throws -> SoakReport {
        let began = ContinuousClock.now
        await server.look()
        for day in 1...days {
            await pass(to: .seconds(day * 86_400))
            report.note(day, Figures(of: folder))
        }
        let counts = events.counts.withLock { $0 }
        report.take(counts.runs, counts.failed, counts.retries, counts.skipped, lateness: counts.lateness)
        report.seconds = Int(began.duration(to: .now) / .seconds(1))
        if counts.problems > 0 { report.faults.append("\(counts.problems) problems") }
        if counts.taken > 0 { report.faults.append("\(counts.taken) slots were begun again") }
        try await check()
        await server.close(within: .seconds(10))
        return report
    }

    private func pass(to end: Duration) async {
        while time.elapsed < end {
            let deadline = await server.turn()
            await server.settled()
            let next = await server.turn() ?? deadline ?? .distantFuture
            await server.settled()
            let wait = min(max(0, next.timeIntervalSince(time.onWall)), 86_400)
            time.advance(by: min(.milliseconds(Int((wait * 1000).rounded(.up))), end - time.elapsed))
        }
        await server.turn()
        await server.settled()
    }

    private func check() async throws {
        let booked = witness.booked
        report.faults += booked.faults
        report.slots = booked.slots
        for record in try await witness.rules() {
            if let first = booked.open(of: record.key, until: time.onWall - 200).first {
                report.faults.append("\(record.key.name): slots from \(first) have neither run nor reason")
            }
            if record.decided != booked.balance(of: record.key)?.decided {
                report.faults.append("\(record.key.name) is decided up to \(record.decided)")
            }
        }
    }
}

private struct SoakClock: WallClock {
    private let time: SimulatedTime

    init(_ time: SimulatedTime) { self.time = time }

    var now: Date { time.onWall }

    func sleep(until date: Date) async {}
}

/// Answers six requests in a thousand wrongly: with a failure of the server, or not in time.
private final class FaultyTransport: Transport {
    private let transport: SimulatedTransport
    private let random: Mutex<SeededRandom>

    init(_ transport: SimulatedTransport, seed: UInt64) {
        self.transport = transport
        random = Mutex(SeededRandom(seed: seed &+ 1))
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let response = try await transport.send(request)
        return switch random.withLock({ Int.random(in: 0..<1000, using: &$0) }) {
        case 0..<3: TransportResponse(status: 500, body: [])
        case 3..<6: throw .outcomeUnknown("no answer in time")
        default: response
        }
    }
}
