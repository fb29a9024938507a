package import Foundation
package import Journal
package import Trakt

/// What a run works with: the way to Trakt, and where its journal is kept.
package struct RunContext: Sendable {
    package var client: Client
    /// Signs accounts in and out for the script; nil where nobody does.
    package var accounts: (any AccountHost)?
    package var journal: any JournalStore
    /// Where the account is kept.
    package var server: Server
    /// What time it is, for the journal's records.
    package var now: @Sendable () -> Date = { Date() }
    /// How often a run says that its process is still there; nil where nobody else could take it over.
    package var renewal: Duration? = .seconds(10)

    package init(client: Client, accounts: (any AccountHost)? = nil, journal: any JournalStore, server: Server) {
        self.client = client
        self.accounts = accounts
        self.journal = journal
        self.server = server
    }
}
