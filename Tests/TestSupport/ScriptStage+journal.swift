package import Automation
package import Journal
import Storage
package import Trakt
import TraktSandbox

extension ScriptStage {
    /// What a run on this stage works with: a client of its own unless one is given, and a journal in memory that ends
    /// with the context.
    package func context(
        client: Client? = nil, accounts: (any AccountHost)? = nil, journal: (any JournalStore)? = nil
    ) throws -> RunContext {
        var context = RunContext(
            client: client ?? self.client(), accounts: accounts, journal: try journal ?? SQLiteStore.inMemory(),
            server: .address(sandbox.address))
        context.renewal = nil
        context.clock = SkippingClock()
        // How much may be removed has tests of its own.
        context.mayRemoveAnything = true
        context.dailyPlays = nil
        return context
    }
}
