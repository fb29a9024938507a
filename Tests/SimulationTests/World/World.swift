import Automation
import Foundation
import Journal
import Lua
import Simulation
import Synchronization
import TestSupport
import Trakt
import TraktSandbox

/// One account, one machine, and several scripts on it, while things go wrong. Everything in it comes from its seed.
final class World: Sendable {
    private struct State {
        var random: SeededRandom
        /// Which scripts have not begun.
        var waiting: [Int]
        /// How many scripts are under way, one within another.
        var depth = 0
        var isCalm = false
        var expectation: Expectation
        var report: WorldReport
    }

    private let universe: Universe
    private let circumstances: Circumstances
    private let time: SimulatedTime
    private let door: SandboxDoor
    private let reader: AccountReader
    private let journal: any JournalStore
    private let tokens: SignedIn
    private let stories: [Story]
    private let seed: UInt64
    private let state: Mutex<State>

    private static let beginning = Date(timeIntervalSince1970: 1_772_627_696)  // 2026-03-04T12:34:56Z

    init(_ universe: Universe, seed: UInt64, _ circumstances: Circumstances) throws {
        self.universe = universe
        self.circumstances = circumstances
        self.seed = seed
        let time = SimulatedTime(from: Self.beginning)
        self.time = time
        door = try universe.door.twin { time.atServer }
        reader = AccountReader(door)
        journal = try universe.journal(in: time, circumstances)
        tokens = SignedIn(at: door, as: AccountReader.user)
        var random = SeededRandom(seed: seed)
        let belongings = universe.belongings(circumstances.stories, &random)
        stories = belongings.map { belongings in
            var teller = Storyteller(seed: random.next(), belongings)
            return teller.story(of: circumstances.operations)
        }
        let picture = try Picture(reader)
        state = Mutex(
            State(
                random: random, waiting: Array(stories.indices), expectation: Expectation(picture),
                report: WorldReport(seed: seed)))
    }

    /// Runs all scripts, puts what is left in order, and compares.
    func run() async throws -> WorldReport {
        try reader.send("PUT", "/_sandbox/sign-ins/durations", ["access_token": 900])
        for fault in circumstances.weather.faults(seed: seed) { try reader.send("POST", "/_sandbox/faults", fault) }
        while let story = state.withLock({ $0.waiting.popFirst() }) { try await tell(story) }
        try reader.send("DELETE", "/_sandbox/faults")
        state.withLock { $0.isCalm = true }
        try await tidyUp()
        let open = try await journal.effects(in: [.review, .unknown, .intent])
        state.withLock { $0.report.reviews = open.count }
        return try compare()
    }

    // MARK: One script

    /// Runs a script to its end, and takes note of what it was told.
    private func tell(_ story: Int) async throws {
        let verdicts = try await processes(story, from: 1)
        let operations = stories[story].operations
        if verdicts == nil { state.withLock { $0.report.unfinished += 1 } }
        for (index, operation) in operations.enumerated() {
            let verdict = verdicts.map { $0.indices.contains(index) ? $0[index] : .unknown("never told") }
            let told = verdict ?? .unknown("never ended")
            state.withLock { state in
                state.expectation.apply(operation, told, shelf: universe.shelf)
                state.report.verdicts[told, default: 0] += 1
            }
        }
    }

    /// As many processes as it takes, one after the other. Nil when none came to the script's end.
    private func processes(_ story: Int, from first: Int) async throws -> [Verdict]? {
        guard first <= Resumption.mostAttempts else { return nil }
        for attempt in first...Resumption.mostAttempts {
            if let verdicts = try await process(story, attempt) { return verdicts }
        }
        return nil
    }

    /// One process: goes on with the script where another one halted, or begins it. Nil when it died too.
    private func process(_ story: Int, _ attempt: Int) async throws -> [Verdict]? {
        let stop = StopSwitch()
        let later = Mutex<[Verdict]?>(nil)
        let halt = attempt < Resumption.mostAttempts - 1 ? halt(of: story) : nil
        let process = DyingStore(journal, halt) {
            stop.stop(because: .cancelled)
        } suspended: { [self] in
            pause()
            let verdicts = try? await processes(story, from: attempt + 1)
            later.withLock { $0 = verdicts ?? nil }
        }
        let report: RunReport?
        do {
            report = try await perform(story, in: context(process), stop)
        } catch  where process.isDead || process.wasSuspended {
            report = nil
        }
        if process.wasSuspended {
            state.withLock { $0.report.suspended += 1 }
            // What it was told has no meaning any more, unless nobody took its run over.
            return later.withLock(\.self) ?? report.flatMap(Self.verdicts)
        }
        guard process.isDead else { return report.flatMap(Self.verdicts) }
        state.withLock { $0.report.deaths += 1 }
        pause()
        return nil
    }

    private func perform(_ story: Int, in context: RunContext, _ stop: StopSwitch) async throws -> RunReport {
        let path = "story-\(story).lua"
        if let orphan = try await journal.orphans().first(where: { $0.run.path == path }) {
            return try await Resumption(in: context).resume(orphan, limits: limits, stop: stop) { _ in }
        }
        let script = try ScriptFile(path: path, source: Array(stories[story].lua.utf8))
        var run = Run(script, now: time.onWall, seed: seed, stop: stop)
        run.limits = limits
        return try await run.perform(in: context) { _ in }
    }

    private var limits: Limits {
        var limits = Limits()
        limits.time = nil
        return limits
    }

    private static func verdicts(_ report: RunReport) -> [Verdict]? {
        guard case .finished(let document) = report.outcome,
            let said = try? Trakt.JSONValue(parsing: document).array
        else { return nil }
        return said.map { Verdict($0.string ?? "") }
    }

    /// What a process has: its own client, and the account's journal and tokens.
    private func context(_ store: any JournalStore) -> RunContext {
        var configuration = Client.Configuration(
            apiURL: door.info.address, authURL: door.info.address, clientID: door.info.clientID, account: "account",
            tokens: tokens, userAgent: "SimulationTests/1.0", longestWait: .seconds(3600))
        configuration.limits = RateLimits.Settings()
        let transport = SimulatedTransport(
            to: door, in: time, network: SimulatedTransport.Network(refused: circumstances.refused), seed: draw()
        ) { [self] request in await meanwhile(request) }
        let client = Client(
            configuration: configuration, transport: transport, clock: time, random: { 0.5 }, logger: .silent)
        var context = RunContext(client: client, journal: store, server: .address(door.info.address))
        context.now = { [time] in time.onWall }
        context.renewal = nil
        context.clock = time
        context.timing = circumstances.timing
        context.dailyPlays = nil
        return context
    }

    // MARK: What happens by chance

    private func draw() -> UInt64 { state.withLock { $0.random.next() } }

    private func happens(_ chance: Double) -> Bool {
        state.withLock { !$0.isCalm && Double.random(in: 0..<1, using: &$0.random) < chance }
    }

    /// A script has some four writes of its journal for each thing it does.
    private func halt(of story: Int) -> DyingStore.Halt? {
        let isSuspended = happens(circumstances.suspensions)
        guard isSuspended || happens(circumstances.deaths) else { return nil }
        return state.withLock { state in
            let isBeforeSending = isSuspended && circumstances.suspendsBeforeSending
            let isAtIntent = Bool.random(using: &state.random) || isBeforeSending
            // A process that is suspended before its run has begun would be a second run, not a halted one.
            let number = Int.random(in: 2...circumstances.operations * (isAtIntent ? 1 : 3), using: &state.random)
            return DyingStore.Halt(
                number: isSuspended ? number : number - 1, isAtIntent: isAtIntent,
                isCommitted: Bool.random(using: &state.random) || isBeforeSending, isSuspended: isSuspended)
        }
    }

    /// Between the death of a process and the next one.
    private func pause() {
        let seconds = state.withLock { Int.random(in: 60...1200, using: &$0.random) }
        time.advance(by: .seconds(seconds))
        guard happens(circumstances.clockSteps) else { return }
        let ahead = state.withLock { Double.random(in: -7200...7200, using: &$0.random) }
        time.setWall(ahead: ahead)
        if happens(0.5) { time.restart() }
    }

    /// While an answer is on its way, another script may begin and end.
    private func meanwhile(_ arrival: SimulatedTransport.Arrival) async {
        state.withLock { state in
            if arrival.isRead { state.report.requests.reads += 1 } else { state.report.requests.writes += 1 }
            state.report.trace = (state.report.trace ^ arrival.digest) &* 0x100_0000_01B3
        }
        guard happens(circumstances.interleaving), state.withLock({ $0.depth < 2 }),
            let story = state.withLock({ $0.waiting.popFirst() })
        else { return }
        state.withLock { $0.depth += 1 }
        do { try await tell(story) } catch { state.withLock { $0.report.unfinished += 1 } }
        state.withLock { $0.depth -= 1 }
    }

    // MARK: The end

    /// What a program does at its next starts: it settles what runs left behind, and looks at what was sent twice.
    private func tidyUp() async throws {
        time.advance(by: .seconds(3600))
        let upkeep = Upkeep(in: context(journal))
        _ = try await upkeep.settle()
        time.advance(by: .seconds(3600))
        _ = try await upkeep.settle()
        // A checkin becomes a play when its film is over.
        time.advance(by: .seconds(12 * 3600))
    }

    private func compare() throws -> WorldReport {
        let picture = try Picture(reader)
        return state.withLock { state in
            state.report.discrepancies = state.expectation.discrepancies(with: picture)
            state.report.elapsed = time.elapsed
            for cell in picture.keys.sorted() {
                for byte in "\(cell.name)=\(picture[cell] ?? 0)".utf8 {
                    state.report.trace = (state.report.trace ^ UInt64(byte)) &* 0x100_0000_01B3
                }
            }
            return state.report
        }
    }
}

extension Array {
    fileprivate mutating func popFirst() -> Element? { isEmpty ? nil : removeFirst() }
}
