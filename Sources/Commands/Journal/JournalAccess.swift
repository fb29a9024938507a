internal import Automation
internal import Foundation
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
    /// What a run on this connection works with.
    func context(_ journal: any JournalStore) -> RunContext {
        var context = RunContext(client: client, accounts: accounts, journal: journal, server: server)
        context.timing.isWatched = Terminal.isWatched
        context.timing.settle = guardRails.settleTime
        context.removalLimits = guardRails.removalLimits
        context.dailyPlays = guardRails.dailyPlays
        return context
    }

    /// Opens the journal for a run here. A run on a sandbox that ends with the process can do without one that lasts.
    func context() throws -> RunContext {
        do { return context(try JournalAccess.open()) } catch {
            guard server == .fleetingSandbox else { throw error }
            Terminal.note("\(error) This run, on a sandbox that ends with it, is not kept.")
            return context(try SQLiteStore.inMemory())
        }
    }
}
