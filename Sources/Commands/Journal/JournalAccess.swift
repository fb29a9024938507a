internal import Automation
internal import Foundation
internal import Isolation
internal import Journal
internal import Storage
internal import Trakt

/// The journal of this machine's user.
enum JournalAccess {
    /// Opens it, and makes it when there is none.
    static func open() throws(StoreError) -> any JournalStore {
        let environment = ProcessInfo.processInfo.environment
        let store = try SQLiteStore.open(environment)
        #if DEBUG
            if let crash = Crash(environment) { return CrashingStore(store, crash) }
        #endif
        return store
    }
}

extension Connection {
    /// What a run on this connection works with. Asks Trakt whose the account is, where only Trakt knows.
    func context(_ journal: any JournalStore) async throws -> RunContext {
        var context = RunContext(client: client, accounts: accounts, journal: journal, server: server)
        // Also what is only gone on with: whoever wrote it, it may have been served.
        context.runner = Guests(spares: 0, told: Terminal.noteOnce)
        context.user = try await user()
        context.timing.isWatched = Terminal.isWatched
        context.timing.settle = guardRails.settleTime
        context.removalLimits = guardRails.removalLimits
        context.dailyPlays = guardRails.dailyPlays
        context.web = web
        context.channels = notices?.channels.map(\.name) ?? []
        context.tellOfWaiting = { Terminal.note($0.sentence("Ctrl-C ends the run")) }
        return context
    }

    /// Opens the journal for a run here. A run on a sandbox that ends with the process can do without one that lasts.
    func context() async throws -> RunContext {
        try await context(try journal())
    }

    private func journal() throws(StoreError) -> any JournalStore {
        do { return try JournalAccess.open() } catch {
            guard server == .fleetingSandbox else { throw error }
            Terminal.note("\(error) This run, on a sandbox that ends with it, is not kept.")
            return try SQLiteStore.inMemory()
        }
    }
}
