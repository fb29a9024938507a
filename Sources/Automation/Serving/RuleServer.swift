package import Foundation
package import Journal
internal import Lua
internal import Synchronization

/// Runs the rules of some folders on their schedules: carries out what a `Dispatcher` decides.
///
/// A real process calls ``run()``. A simulation calls ``turn()`` and ``settled()`` and moves its clock between them; the
/// rest is the same.
package actor RuleServer {
    /// What a server works with.
    package struct Parts: Sendable {
        /// The account that rules run for which name none.
        package var context: RunContext
        /// Opens another account, by its name on this machine, for as long as the server lives.
        package var open: (@Sendable (String) async throws -> RunContext)?
        package var clock: any WallClock = SystemWallClock()
        package var settings = Dispatcher.Settings()
        /// For how long the journal keeps what; nil for ever.
        package var retention: Retention?
        package var websiteURL: String?
        /// Returns when a write has been held back long enough for others to join it: a few seconds are nothing beside the time
        /// that a run has.
        package var patience: @Sendable () async throws -> Void = { try await Task.sleep(for: .seconds(5)) }
        package var random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()

        package init(context: RunContext) {
            self.context = context
        }

        /// A patience that ends with its task alone: for a time that nobody waits for.
        package static let endlessPatience: @Sendable () async throws -> Void = {
            let (never, continuation) = AsyncStream.makeStream(of: Never.self)
            for await _ in never {}
            continuation.finish()
        }
    }

    /// A run under way.
    struct Execution: Sendable {
        let order: Order
        let stop: StopSwitch
        let ending: EndRequest
    }

    let parts: Parts
    let report: @Sendable (ServeEvent) -> Void
    var library: RuleLibrary
    var dispatcher: Dispatcher
    var random: Chance
    /// The rules in use, by name.
    var files: [String: RuleFile] = [:]
    var executions: [Int: Execution] = [:]
    /// Lets runs of one rule begin one after the other.
    var beginnings: [String: Turnstile] = [:]
    /// The accounts in use, by name. The dispatcher knows them by their owners.
    var contexts: [String: RunContext]
    /// What runs of one moment read together.
    let reads = SharedReads()
    /// The latest moment of which a run has begun.
    var latestTick = 0
    /// What runs of an account's latest moment hold back to write together, by the account's owner.
    var held: [String: (tick: Int, writes: HeldWrites)] = [:]
    /// Files of rules whose account could not be opened, and why.
    var unopened: [String: String] = [:]
    /// Accounts that are being asked what changed.
    var polling: Set<String> = []
    /// Whether somebody was told that something waits for the journal.
    private var isWaitingForJournal = false
    /// Folders that could not be read when somebody last looked.
    var unreadable: Set<String> = []
    /// Whether the files were looked at.
    private var hasLooked = false
    package private(set) var isClosed = false
    private var tasks: [Int: Task<Void, Never>] = [:]
    private var lastTask = 0
    private var lastTurn = Date.distantPast
    private var idle: [CheckedContinuation<Void, Never>] = []
    private var sleeper: Task<Void, Never>?
    private let isLooking = Turnstile()

    package init(_ library: RuleLibrary, _ parts: Parts, report: @escaping @Sendable (ServeEvent) -> Void) {
        self.library = library
        self.parts = parts
        self.report = report
        dispatcher = Dispatcher(parts.settings)
        random = Chance(generator: parts.random)
        contexts = [parts.context.account: parts.context]
    }

    /// What keeps the journal, whatever the account.
    var journal: any JournalStore { parts.context.journal }
    var now: Date { parts.clock.now }

    // MARK: Running

    /// Serves until ``close(within:)``.
    package func run() async {
        await look()
        while !isClosed {
            await turn()
            guard !isClosed else { break }
            let deadline = dispatcher.deadline
            let clock = parts.clock
            let sleeper = Task { await clock.sleep(until: deadline ?? .distantFuture) }
            self.sleeper = sleeper
            await sleeper.value
        }
        await settled()
    }

    /// Has what is due begin. Answers when something is due next.
    @discardableResult
    package func turn() async -> Date? {
        guard !isClosed else { return nil }
        let now = self.now
        let step = lastTurn.timeIntervalSince(now)
        if step > Dispatcher.noticedStep { report(.clockSetBack(by: step)) }
        lastTurn = now
        await perform(dispatcher.advance(to: now))
        return dispatcher.deadline
    }

    /// Returns when nothing is under way.
    package func settled() async {
        guard !tasks.isEmpty else { return }
        await withCheckedContinuation { idle.append($0) }
    }

    /// How many things are under way.
    package var workCount: Int { tasks.count }

    /// How many rules are in use.
    package var ruleCount: Int { files.count }

    /// Whether it can still answer: a watchdog's question.
    package func isAlive() -> Bool {
        // What has been due for minutes is begun by nobody any more.
        isClosed || (dispatcher.deadline ?? .distantFuture) > now.addingTimeInterval(-300)
    }

    /// Begins nothing any more, and lets what is under way end before its next call, or cuts it off when the time is up.
    /// What did not come to its end is gone on with by the next server.
    package func close(within grace: Duration) async {
        guard !isClosed else { return }
        isClosed = true
        dispatcher.close()
        for execution in executions.values { execution.ending.ask(.parked) }
        wake()
        for held in held.values { spawn { await held.writes.release() } }
        let cut = Task {
            guard (try? await Task.sleep(for: grace)) != nil else { return }
            for execution in executions.values { execution.stop.stop(because: .cancelled) }
            for task in tasks.values { task.cancel() }
        }
        await settled()
        cut.cancel()
    }

    /// Something changed: the time to sleep may be another.
    func wake() { sleeper?.cancel() }

    /// Tells what went wrong with the journal: once, where it may pass.
    func tell(_ error: any Error, _ subject: String = "") {
        guard let problem = error.store, problem.mayPass else { return report(.problem(subject + "\(error)")) }
        if !isWaitingForJournal { report(.journal(.waits(problem))) }
        isWaitingForJournal = true
    }

    /// A run's beginning or its end was noted, so that the journal can be written.
    func tellThatJournalGoesOn() {
        if isWaitingForJournal { report(.journal(.goesOn)) }
        isWaitingForJournal = false
    }

    /// Does something beside everything else, which is over before the server is.
    func spawn(_ body: @escaping @Sendable () async -> Void) {
        lastTask += 1
        let number = lastTask
        tasks[number] = Task {
            await body()
            done(number)
        }
    }

    private func done(_ number: Int) {
        tasks[number] = nil
        guard tasks.isEmpty else { return }
        for waiting in idle { waiting.resume() }
        idle = []
    }

    /// Where something may change that it should look at, beside the folders of its rules.
    package var moduleFolders: [String] { library.moduleFolders }

    // MARK: Deciding

    func perform(_ actions: [Dispatcher.Action]) async {
        // What begins and ends does so before anything is waited for: who closes the server meanwhile has to know of it.
        for action in actions {
            switch action {
            case .start(let order): begin(order)
            case .end(let order): executions[order.number]?.ending.ask(.replaced)
            case .poll(let account, let tick): beginPoll(account, tick: tick)
            case .skip, .remember, .givenUp, .moveBack: break
            }
        }
        for action in actions {
            switch action {
            case .skip(let rule, let date, let count, let why): await skip(rule, upTo: date, count, why)
            case .remember(let rule, let keys): await remember(rule, keys)
            case .givenUp(let rule): await giveUp(rule)
            case .moveBack(let rule, let date): await moveBack(rule, to: date)
            case .start, .end, .poll: break
            }
        }
        wake()
    }

    /// Looks at the files again, one look after the other.
    package func look() async {
        await isLooking.enter()
        let folders = await looked(library)
        library = folders.library
        await take(folders.changes)
        await openAgain()
        if !hasLooked {
            hasLooked = true
            await forgetAbsent()
        }
        await takeRequests()
        await isLooking.leave()
        wake()
    }

    /// Apart from the server's own work: it runs the texts of scripts.
    @concurrent
    private nonisolated func looked(
        _ library: RuleLibrary
    ) async -> (library: RuleLibrary, changes: [RuleLibrary.Change]) {
        var library = library
        let changes = await library.look()
        return (library, changes)
    }
}

/// Random numbers from whatever a server was given.
struct Chance: RandomNumberGenerator, Sendable {
    var generator: any RandomNumberGenerator & Sendable

    mutating func next() -> UInt64 { generator.next() }
}

/// Lets one in at a time, in the order in which they came.
package actor Turnstile {
    package init() {}

    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package func enter() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    package func leave() {
        if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
    }
}
