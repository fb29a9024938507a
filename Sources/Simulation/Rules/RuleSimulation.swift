internal import Automation
internal import Foundation
internal import Journal
internal import Logging
internal import Scheduling
internal import Storage
internal import Synchronization
internal import Trakt
internal import TraktSandbox

/// Rules on their schedules in a world of their own: a Trakt in memory, a person who watches, and a clock for which nobody
/// waits. What serves them is what serves them in real life; only time, chance, Trakt and the journal are others.
package final class RuleSimulation: Sendable {
    package let setting: Setting
    /// The account as the person has it.
    package let account: SimulatedAccount
    private let time: SimulatedTime
    private let transport: CountedTransport
    private let journal: any JournalStore
    private let server: RuleServer
    private let log: EventLog
    private let person: Mutex<Person>

    package init(_ setting: Setting) throws {
        self.setting = setting
        guard let zone = TimeZone(identifier: setting.zone.name) else { throw Failure.unknownZone(setting.zone.name) }
        let time = SimulatedTime(from: setting.from)
        let door = try SandboxDoor(
            SandboxConfiguration(seasonShows: setting.shows, timeZone: zone.identifier)
        ) { time.atServer }
        self.time = time
        account = SimulatedAccount(door)
        // An answer takes no time: what happens at one moment is seen at that moment.
        var network = SimulatedTransport.Network()
        network.latency = 0...0
        transport = CountedTransport(
            SimulatedTransport(to: door, in: time, network: network, seed: setting.seed), address: door.info.address)
        var parameters = SQLiteStore.Parameters()
        parameters.now = { time.onWall }
        journal = try SQLiteStore.inMemory(parameters)
        person = Mutex(Person(seed: setting.seed, account, in: zone, from: setting.from))
        let log = EventLog()
        self.log = log
        var parts = RuleServer.Parts(context: Self.context(door, transport, time, journal))
        parts.patience = RuleServer.Parts.endlessPatience
        parts.clock = SimulatedWallClock(time)
        parts.settings = setting.settings
        parts.random = SeededRandom(seed: setting.seed)
        parts.open = { [context = parts.context] _ in context }
        server = RuleServer(RuleLibrary(rules: setting.rules, zone: setting.zone), parts) { log.take($0) }
    }

    private static func context(
        _ door: SandboxDoor, _ transport: any Transport, _ time: SimulatedTime, _ journal: any JournalStore
    ) -> RunContext {
        let configuration = Client.Configuration(
            apiURL: door.info.address, authURL: door.info.address, clientID: door.info.clientID, account: "sandbox",
            tokens: FixedToken(door.info.accessToken), userAgent: "Moonreel/simulation")
        let client = Client(
            configuration: configuration, transport: transport, clock: time, random: { 0.5 },
            logger: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() })
        var context = RunContext(client: client, journal: journal, server: .address(door.info.address))
        context.now = { time.onWall }
        context.renewal = nil
        context.clock = time
        return context
    }

    /// Lets the time pass.
    ///
    /// - Parameter each: told of every moment at which a rule ran, before anything else happens.
    package func run(_ each: (RuleChronicle.Tick) throws -> Void = { _ in }) async throws -> RuleChronicle {
        var report = RuleChronicle(setting)
        await server.look()
        if let problem = log.problem { throw Failure.broken(problem) }
        for path in setting.rules where !log.isKnown(path) { throw Failure.noRule(path: path) }
        report.rules = log.rules
        while let deadline = await due() {
            if let tick = tick(after: report.lastDeeds) {
                report.ticks.append(tick)
                report.lastDeeds = []
                try each(tick)
            }
            let person = person.withLock { $0.next() }
            let next = max(min(deadline, person, setting.until), time.onWall)
            time.advance(by: .milliseconds(Int((next.timeIntervalSince(time.onWall) * 1000).rounded(.up))))
            guard next < setting.until else { break }
            if next == person, let deed = try self.person.withLock({ try $0.act() }) { report.lastDeeds.append(deed) }
        }
        await server.close(within: .seconds(10))
        report.lists = try lists()
        return report
    }

    /// Has what is due run to its end. Answers when something is due next.
    private func due() async -> Date? {
        var deadline: Date?
        repeat {
            await server.turn()
            await server.settled()
            deadline = await server.turn()
            await server.settled()
        } while deadline.map { $0 <= time.onWall } ?? false
        return deadline
    }

    /// What happened since the last one; nil when nothing did.
    private func tick(after deeds: [Person.Deed]) -> RuleChronicle.Tick? {
        let (runs, calls) = (log.runs(), transport.taken())
        guard !runs.isEmpty || !calls.isEmpty else { return nil }
        return RuleChronicle.Tick(at: time.onWall, runs: runs, calls: calls, deeds: deeds)
    }

    private func lists() throws -> [RuleChronicle.List] {
        try account.entries("/users/me/lists").map { list in
            RuleChronicle.List(name: list["name"]?.string ?? "", count: Int(list["item_count"]?.integer ?? 0))
        }
    }
}
