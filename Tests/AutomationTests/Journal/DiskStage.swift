import Automation
import Foundation
import GRDB
import Journal
import Lua
import Synchronization
import TestSupport
import Trakt

@testable import Storage

/// A run whose journal cannot be written from one moment on.
final class DiskStage: Sendable {
    /// What is about to be written then.
    enum Writing: Sendable, CaseIterable {
        case intent, outcome
    }

    /// Why it cannot be written.
    enum Obstacle: Sendable, CaseIterable {
        case fullDisk, lock
    }

    let stage: ScriptStage
    let journal: SQLiteStore
    let clock: WaitingClock
    let stop = StopSwitch()
    private let blocked: BlockedStore
    private let wall: Wall
    private let news = Mutex<[PatientStore.News]>([])

    /// One play, and so many things that are not found that neither the intent nor the answer fits into the file as it is.
    static let script = """
        local movies = { { ids = { trakt = 507 }, watched_at = "2011-01-01T10:07:00.000Z" } }
        for number = 1, 300 do
          movies[#movies + 1] = { ids = { trakt = 99000000 + number }, watched_at = "2011-01-01T10:07:00.000Z" }
        end
        print(trakt.sync.history.add({ movies = movies }).added.movies)
        """

    init(_ stage: ScriptStage, at path: String, _ obstacle: Obstacle, before writing: Writing) throws {
        self.stage = stage
        let wall = Wall()
        self.wall = wall
        var parameters = SQLiteStore.Parameters()
        parameters.patience = 0.01
        parameters.now = { wall.now }
        journal = try SQLiteStore.open(path, parameters)
        clock = WaitingClock()
        blocked = BlockedStore(
            journal, before: writing, by: obstacle == .lock ? try Lock(on: path) : FullDisk(of: journal))
    }

    /// Runs the script; at one of its pauses something happens.
    func run(
        time: Duration = .seconds(600), atPause number: Int = 3, _ action: @escaping @Sendable () async throws -> Void
    ) async throws -> ScriptRun {
        clock.at(pause: number, action)
        var run = Run(
            try ScriptFile(path: "test.lua", source: Array(Self.script.utf8)), now: ScriptStage.now, seed: 7, stop: stop
        )
        run.limits = Limits(time: time)
        let lines = Mutex<[LogLine]>([])
        let report = try await run.perform(in: context(blocked)) { line in lines.withLock { $0.append(line) } }
        return ScriptRun(report: report, lines: lines.withLock { $0 })
    }

    /// Goes on with the run, after the lease of this process.
    func resume() async throws -> RunReport {
        wall.pass(120)
        guard let record = try await journal.runs(RunQuery()).first else { throw NoRun() }
        return try await Resumption(in: context(journal)).resume(record) { _ in }
    }

    struct NoRun: Error {}

    private func context(_ store: any JournalStore) throws -> RunContext {
        var context = try stage.context(journal: store)
        context.clock = clock
        // The run's switch keeps what tells, and the stage the switch.
        context.tellOfWaiting = { [weak self] told in
            guard let self else { return }
            news.withLock { $0.append(told) }
        }
        return context
    }

    /// Takes the obstacle away.
    func clear() async throws { try await blocked.obstacle.clear() }

    /// What a person was told.
    var told: [PatientStore.News] { news.withLock { $0 } }

    /// How often the play was sent, how often it was made, and what the journal says of it.
    func sendings() async throws -> Int { try await stage.requests().filter(\.isWrite).count }

    func plays() async throws -> Int? {
        let path = "/sync/history?start_at=2011-01-01T10:07:00Z&end_at=2011-01-01T10:07:59Z&limit=250"
        return try await stage.answer(path).array?.count
    }

    func states() async throws -> [EffectState] {
        var states: [EffectState] = []
        for run in try await journal.runs(RunQuery()) { states += try await journal.effects(of: run.id).map(\.state) }
        return states
    }
}

func withDisk(
    _ obstacle: DiskStage.Obstacle, before writing: DiskStage.Writing, _ body: (DiskStage) async throws -> Void
) async throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "disk-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await withStage(isVIP: true, limits: .roomy) { stage in
        try await body(DiskStage(stage, at: directory + "/journal.sqlite", obstacle, before: writing))
    }
}

// MARK: Obstacles

/// What keeps a journal from being written.
private protocol Obstruction: Sendable {
    func put() async throws(StoreError)
    func clear() async throws
}

/// The file may not grow any more, which is what SQLite takes for a full disk.
private struct FullDisk: Obstruction {
    private let journal: SQLiteStore

    init(of journal: SQLiteStore) {
        self.journal = journal
    }

    // It cannot become smaller than it is.
    func put() async throws(StoreError) { try await limit(pages: 1) }

    func clear() async throws { try await limit(pages: 1_000_000) }

    private func limit(pages: Int) async throws(StoreError) {
        try await journal.write { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
    }
}

/// Another program's transaction.
private struct Lock: Obstruction {
    private let other: DatabaseQueue

    init(on path: String) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        other = try DatabaseQueue(path: path, configuration: configuration)
    }

    func put() async throws(StoreError) {
        do { try execute("BEGIN EXCLUSIVE") } catch { throw .unusable(path: "", reason: "\(error)") }
    }

    func clear() async throws { try execute("COMMIT") }

    private func execute(_ sql: String) throws { try other.inDatabase { try $0.execute(sql: sql) } }
}

/// A journal that meets an obstacle when it is first to write an intent, or an outcome.
private final class BlockedStore: StoreDecorator {
    let store: any JournalStore
    let obstacle: any Obstruction
    private let writing: DiskStage.Writing
    private let isBlocked = Mutex(false)

    init(_ store: any JournalStore, before writing: DiskStage.Writing, by obstacle: any Obstruction) {
        self.store = store
        self.writing = writing
        self.obstacle = obstacle
    }

    func intend(
        _ effect: NewEffect, _ claim: Claim, with precautions: Precautions
    ) async throws(StoreError) -> Intention {
        try await block(.intent)
        return try await store.intend(effect, claim, with: precautions)
    }

    func resolve(_ effect: EffectID, _ resolution: EffectResolution, _ claim: Claim) async throws(StoreError) {
        try await block(.outcome)
        try await store.resolve(effect, resolution, claim)
    }

    private func block(_ writing: DiskStage.Writing) async throws(StoreError) {
        guard writing == self.writing else { return }
        let isFirst = isBlocked.withLock { isBlocked in
            defer { isBlocked = true }
            return !isBlocked
        }
        if isFirst { try await obstacle.put() }
    }
}

// MARK: Clocks

/// A steady clock whose sleeps take no time; at one of them something is done.
final class WaitingClock: SteadyClock {
    private struct State {
        var elapsed = Duration.seconds(1000)
        var pauses = 0
        var action: (number: Int, body: @Sendable () async throws -> Void)?
        var problem: (any Error)?
    }

    private let state = Mutex(State())

    var moment: Moment { Moment(boot: "test", sinceBoot: state.withLock { $0.elapsed }) }

    /// What went wrong in the action.
    var problem: (any Error)? { state.withLock { $0.problem } }

    func at(pause number: Int, _ action: @escaping @Sendable () async throws -> Void) {
        state.withLock { $0.action = (number, action) }
    }

    func sleep(for duration: Duration) async throws {
        try Task.checkCancellation()
        let action: (@Sendable () async throws -> Void)? = state.withLock { state in
            state.elapsed += max(duration, .zero)
            state.pauses += 1
            guard let action = state.action, state.pauses == action.number else { return nil }
            // It is done once, and may keep the stage that keeps this clock.
            state.action = nil
            return action.body
        }
        do { try await action?() } catch { state.withLock { $0.problem = error } }
        try Task.checkCancellation()
    }
}

/// The store's own clock.
private final class Wall: Sendable {
    private let passed = Mutex<TimeInterval>(0)

    var now: Date { passed.withLock { ScriptStage.now + $0 } }

    func pass(_ seconds: TimeInterval) { passed.withLock { $0 += seconds } }
}
