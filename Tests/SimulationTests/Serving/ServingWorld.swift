import Automation
import Foundation
import Journal
import Scheduling
import Simulation
import Storage
import Synchronization
import Trakt
import TraktSandbox

/// Rules on their schedules while everything goes wrong: servers die and stand still, clocks are set, the machine sleeps,
/// people pause and resume. Everything in it comes from its seed, but for the order in which runs that go on at the same
/// moment reach the journal.
final class ServingWorld {
    /// What a world is like.
    struct Circumstances: Sendable {
        var rules = 4
        var hours = 36
        /// How likely a server comes to a halt.
        var halts = 0.7
        /// How likely something else happens at each of its moments.
        var accidents = 0.04
        /// Whether the clock on the wall may be set back, and several servers may be there at once.
        var isWild = false
        /// What is around the journal, to see what the checks find without a guard.
        var flaw: (@Sendable (any JournalStore) -> any JournalStore)?
    }

    let circumstances: Circumstances
    let seed: UInt64
    let time: SimulatedTime
    let rules: [ServedRule]
    let door: SandboxDoor
    let witness: WitnessStore
    var random: SeededRandom
    var processes: [ServedProcess] = []
    var report: ServingReport
    private let agenda: Agenda
    private let folder: URL
    private let isCalm = Calm()
    private var started = 0
    private var wakings: [Int: Duration] = [:]

    private final class Calm: Sendable {
        let value = Mutex(false)
    }

    /// Before nights in which clocks are set, and one in which they are not.
    private static let beginnings = [
        "2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z", "2026-03-07T12:00:00Z", "2026-10-31T12:00:00Z",
        "2026-10-03T04:00:00Z", "2026-06-30T12:00:00Z",
    ]

    init(_ universe: Universe, seed: UInt64, _ circumstances: Circumstances) throws {
        self.seed = seed
        self.circumstances = circumstances
        var random = SeededRandom(seed: seed)
        let text = Self.beginnings.randomElement(using: &random) ?? Self.beginnings[0]
        let time = SimulatedTime(from: try Date.ISO8601FormatStyle().parse(text))
        self.time = time
        agenda = Agenda(time)
        door = try universe.door.twin { time.atServer }
        var rules: [ServedRule] = []
        for number in 0..<circumstances.rules {
            let movie = number.isMultiple(of: 3) ? nil : Int64(universe.shelf.movies[number].id)
            rules.append(try ServedRule(number, movie: movie, &random))
        }
        self.rules = rules
        var schedules: [String: Schedule] = [:]
        for rule in rules { schedules[rule.name] = rule.schedule.schedule }
        var ledger = SlotLedger(schedules)
        ledger.conditions.maySeeAgain = circumstances.isWild
        var parameters = SQLiteStore.Parameters()
        parameters.now = { time.atServer }
        parameters.lease = 4000
        let journal: any JournalStore = try SQLiteStore.inMemory(parameters)
        witness = WitnessStore(circumstances.flaw?(journal) ?? journal, ledger)
        folder = FileManager.default.temporaryDirectory.appending(path: "serving-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for rule in rules { try Data(rule.lua.utf8).write(to: folder.appending(path: "\(rule.name).lua")) }
        self.random = random
        report = ServingReport(seed: seed)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    // MARK: Time

    /// Lets everything happen, then a calm day, and answers what was found.
    func run() async throws -> ServingReport {
        while time.elapsed < .seconds(circumstances.hours * 3600) {
            if processes.isEmpty { await start() }
            await bury()
            if happens(circumstances.accidents) { try await accident() }
            await advance(atMost: .seconds(3600))
        }
        isCalm.value.withLock { $0 = true }
        for process in processes {
            process.store.wake()
            await process.quiet()
        }
        await bury()
        for process in processes.dropFirst() { await end(process) }
        if processes.isEmpty { await start() }
        try await resumeAll()
        await look()
        let calm = time.elapsed + .seconds(30 * 3600)
        while time.elapsed < calm {
            await bury()
            if processes.isEmpty { await start() }
            await advance(atMost: .seconds(3600))
        }
        for process in processes { await end(process) }
        try await check()
        return report
    }

    /// Goes on to the next moment at which something is due.
    private func advance(atMost: Duration) async {
        for process in processes where (wakings[process.number] ?? .zero) <= time.elapsed {
            if process.store.isStill {
                process.store.wake()
                await process.quiet()
            }
        }
        let moving = processes.filter { !$0.store.isStill && !$0.store.isDead }
        let numbers = Set(moving.map(\.number))
        var next = time.elapsed + atMost
        for process in moving {
            guard let deadline = process.deadline else { continue }
            let wait = max(0, deadline.timeIntervalSince(time.onWall))
            next = min(next, time.elapsed + .milliseconds(Int((min(wait, 1e6) * 1000).rounded(.up))))
        }
        if let answer = agenda.next(of: numbers) { next = min(next, answer) }
        for process in processes where process.store.isStill {
            if let waking = wakings[process.number] { next = min(next, waking) }
        }
        time.advance(by: next - time.elapsed)
        agenda.wake(numbers)
        for process in moving { await process.quiet() }
        for process in moving where !process.store.isDead && !process.store.isStill { await process.turn() }
        noteStill()
    }

    /// Says of servers that came to a standstill when they go on.
    private func noteStill() {
        for process in processes where process.store.isStill && wakings[process.number] == nil {
            wakings[process.number] = time.elapsed + .seconds(Int.random(in: 60...9000, using: &random))
            report.standstills += 1
        }
    }

    // MARK: Servers

    func start() async {
        started += 1
        let number = started
        let store = MortalStore(witness, halt())
        let process = ServedProcess(
            number, folder: folder.path, context(store, number), store, agenda, clock: MachineClock(time),
            seed: random.next())
        processes.append(process)
        await process.look()
        await process.turn()
        noteStill()
    }

    /// Takes servers away that died. The next one comes after a while.
    private func bury() async {
        let dead = processes.filter(\.store.isDead)
        for process in dead {
            await end(process)
            report.deaths += 1
        }
        guard !dead.isEmpty, processes.isEmpty else { return }
        time.advance(by: .seconds(happens(0.5) ? 5 : Int.random(in: 5...20_000, using: &random)))
    }

    func end(_ process: ServedProcess) async {
        process.store.wake()
        await process.close()
        report.take(process.events)
        processes.removeAll { $0 === process }
    }

    private func halt() -> MortalStore.Halt? {
        guard !isCalm.value.withLock({ $0 }), happens(circumstances.halts) else { return nil }
        return MortalStore.Halt(
            number: Int.random(in: 1...150, using: &random), isCommitted: Bool.random(using: &random),
            isStandstill: circumstances.isWild && happens(0.3))
    }

    private func context(_ store: MortalStore, _ number: Int) -> RunContext {
        let configuration = Client.Configuration(
            apiURL: door.info.address, authURL: door.info.address, clientID: door.info.clientID, account: "account",
            tokens: FixedToken(door.info.accessToken), userAgent: "SimulationTests/1.0", longestWait: .seconds(3600))
        var network = SimulatedTransport.Network()
        network.latency = 0...0
        let (seed, isCalm) = (seed, isCalm)
        let transport = SlowTransport(
            SimulatedTransport(to: door, in: time, network: network, seed: random.next()), agenda, process: number
        ) { request in
            guard request.url.contains("/search/"), !isCalm.value.withLock({ $0 }) else { return (.zero, false) }
            return Self.fate(of: request.url, number, seed)
        }
        let clock = ProcessClock(time, store)
        let client = Client(
            configuration: configuration, transport: transport, clock: time, random: { 0.5 }, logger: .silent)
        var context = RunContext(client: client, journal: store, server: .address(door.info.address))
        context.now = { [time] in time.onWall }
        context.renewal = nil
        context.clock = clock
        context.dailyPlays = nil
        return context
    }

    /// How long a search takes and whether it fails, by what it searches and who does.
    private static func fate(of url: String, _ process: Int, _ seed: UInt64) -> (wait: Duration, fails: Bool) {
        var hash = seed &+ UInt64(process)
        for byte in url.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        var random = SeededRandom(seed: hash)
        let fails = Int.random(in: 0..<10, using: &random) == 0
        return switch Int.random(in: 0..<10, using: &random) {
        case 0..<5: (.zero, fails)
        case 5..<8: (.seconds(Int.random(in: 1...300, using: &random)), fails)
        default: (.seconds(Int.random(in: 300...3500, using: &random)), fails)
        }
    }

    // MARK: Chance

    func happens(_ chance: Double) -> Bool { Double.random(in: 0..<1, using: &random) < chance }
}

/// The clock on the wall of the machine. Nobody sleeps by it here.
private struct MachineClock: WallClock {
    private let time: SimulatedTime

    init(_ time: SimulatedTime) { self.time = time }

    var now: Date { time.onWall }

    func sleep(until date: Date) async {}
}

/// The time of one server, which has none any more when it died.
private struct ProcessClock: SteadyClock {
    private let time: SimulatedTime
    private let store: MortalStore

    init(_ time: SimulatedTime, _ store: MortalStore) {
        self.time = time
        self.store = store
    }

    var moment: Moment { time.moment }

    func sleep(for duration: Duration) async throws {
        if store.isDead { throw CancellationError() }
        try await time.sleep(for: duration)
    }
}
