package import Foundation
package import Journal
internal import Lua
package import Trakt
package import TraktLua

/// What a run works with: the way to Trakt, and where its journal is kept.
package struct RunContext: Sendable {
    package var client: Client
    /// Who the account is at Trakt; nil where nobody is signed in, and in a sandbox of this process.
    package var user: AccountUser?
    /// Signs accounts in and out for the script; nil where nobody does.
    package var accounts: (any AccountHost)?
    package var journal: any JournalStore
    /// Where the account is kept.
    package var server: Server
    /// What time it is, for the journal's records.
    package var now: @Sendable () -> Date = { Date() }
    /// How often a run says that its process is still there; nil where nobody else could take it over.
    package var renewal: Duration? = .seconds(10)
    /// Time as effects need it.
    package var clock: any SteadyClock = SystemClock()
    /// How long is waited before it is looked what became of a write, and the like.
    package var timing = Timing()
    /// How many plays the account may get in 24 hours; nil for any number.
    package var dailyPlays: Int? = 1000
    /// How much one run may remove.
    package var removalLimits = RemovalLimits.standard
    /// Whether somebody said that this run may remove anything.
    package var mayRemoveAnything = false

    /// What runs of the same moment read together; nil where each reads for itself.
    package var shared: SharedReads?
    /// What its writes need to be made together with those of other runs; nil where each makes its own.
    package var merging: Merging?
    /// The way to hosts that are not Trakt; nil where scripts may ask none.
    package var web: WebAccess?
    /// What the channels are called to which scripts may send notices.
    package var channels: [String] = []
    /// Where scripts run.
    package var runner: any ScriptRunner = InProcess()

    /// Told when a run waits for the journal, whose disk is full or which another program keeps locked, and when it goes on;
    /// nil where no run waits.
    package var tellOfWaiting: (@Sendable (PatientStore.News) -> Void)?

    /// Tells a sandbox from another one that was at its address.
    fileprivate let opened = UInt64.random(in: .min ... .max)

    package init(client: Client, accounts: (any AccountHost)? = nil, journal: any JournalStore, server: Server) {
        self.client = client
        self.accounts = accounts
        self.journal = journal
        self.server = server
    }
}

extension RunContext {
    /// The account's name on this machine.
    package var account: String { client.configuration.account }

    /// Whose effects the journal's are: accounts of one name on two servers are two, and so are two sandboxes. Where it is
    /// known who it is at Trakt, that counts and no name: one name may stand for one user today and for another tomorrow.
    package var owner: String {
        let account = user?.id ?? account
        return switch server {
        case .address(let address): "\(account) at \(address)"
        case .sandboxFile(let path): "\(account) in \(path)"
        case .fleetingSandbox: "\(account) at \(client.configuration.apiURL) since \(opened)"
        }
    }

    /// Whether somebody's account is behind it, and no sandbox of this process: on that nobody is told anything, and nothing is
    /// sent anywhere.
    var isReal: Bool {
        switch server {
        case .address: true
        case .sandboxFile, .fleetingSandbox: false
        }
    }

    /// Whether a run is of this context's account.
    @Sendable package func owns(_ record: RunRecord) -> Bool {
        isOf(record.run.account, user: record.run.user) && record.run.server == server && server != .fleetingSandbox
    }

    /// Whether this context's account is the one that was called so, at the same server.
    func isOf(_ name: String, user: AccountUser?) -> Bool {
        user?.id == self.user?.id && (user != nil || name == account)
    }

    /// The same for a run under way, which waits for the journal until it is stopped or its time is up.
    func patient(until stop: StopSwitch, within time: Duration?) -> RunContext {
        guard let tellOfWaiting else { return self }
        let patient = PatientStore(journal, clock: clock, limit: time, told: tellOfWaiting)
        stop.whenThrown { patient.giveUp() }
        var context = self
        context.journal = patient
        return context
    }

    /// What makes the writes of a run.
    package func sender(for claim: Claim, now: Date) -> EffectSender {
        EffectSender(
            store: journal, claim: claim, client: client, account: owner, clock: clock, timing: timing, now: now,
            dailyPlays: dailyPlays, date: self.now)
    }
}
