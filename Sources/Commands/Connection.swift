internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Journal
internal import Storage
internal import Trakt
internal import TraktLua
internal import TraktSandbox

/// Where a command's calls go: to an account at Trakt, or to a sandbox in this process.
struct ConnectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The account to use.", valueName: "name"), completion: .account)
    var account: String?

    @Flag(help: "Use a Trakt in memory instead of an account: made-up, fresh each time, gone afterwards.")
    var sandbox = false

    @Option(
        help: ArgumentHelp("Keep the sandbox in this file between runs.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var sandboxState: String?

    func validate() throws {
        if sandbox, account != nil {
            throw ValidationError("--account and --sandbox exclude each other: the sandbox has its own user.")
        }
        if sandboxState != nil, !sandbox {
            throw ValidationError("--sandbox-state belongs to --sandbox; add that.")
        }
    }
}

/// A way to Trakt, open for the length of a command.
struct Connection: Sendable {
    let client: Client
    /// Signs accounts in and out for a script.
    let accounts: any AccountHost
    /// Where the account is kept.
    let server: Server
    /// Finds out who the account is at Trakt; nil where nobody is signed in, and in a sandbox of this process.
    var user: @Sendable () async throws -> AccountUser? = { nil }
    /// What time it is there.
    let now: Date
    /// Moves the clock of a sandbox of this process; nil elsewhere.
    var setClock: (@Sendable (Date) async throws -> Void)?
    /// Where its website is, for links.
    var websiteURL = Facts.websiteURL
    var guardRails = ConfiguredGuardRails()
    /// The way of scripts to hosts that are not Trakt.
    var web: WebAccess?
    /// Where notices go; nil where they are not sent.
    var notices: NoticeRoute?
    /// For how long the journal keeps what; nil where that cannot be told, and nothing is dropped from it.
    var retention: Retention?

    static let userAgent = "Moonreel/\(Version.number)"
}

extension ConnectionOptions {
    /// Opens the connection, runs the body, closes it.
    func connected<Result>(_ body: (Connection) async throws -> Result) async throws -> Result {
        guard sandbox else {
            let settings = try Settings.current(flags: account.map { [.account: $0] } ?? [:])
            return try await withTransport { try await settings.connected($0, body) }
        }
        return try await withSandbox(keeping: sandboxState) { info in
            try await withTransport { try await body(Self.connection(to: info, kept: sandboxState, $0)) }
        }
    }

    /// Reaches a run's account again, runs the body, closes the connection. Throws when what is configured leads to
    /// another account by now: nothing of the run is that one's business.
    static func connected<Result>(
        again run: RunRecord, _ journal: any JournalStore, _ body: (Connection, RunContext) async throws -> Result
    ) async throws -> Result {
        try await again(for: run).connected { connection in
            let elsewhere = Resumption.Refusal.elsewhere(
                run.id, account: run.run.accountText, server: run.run.server)
            // Another server is asked nothing.
            guard connection.server == run.run.server else { throw elsewhere }
            let context = try await connection.context(journal)
            guard context.owns(run) else { throw elsewhere }
            return try await body(connection, context)
        }
    }

    /// The options with which a run's account is reached again.
    private static func again(for run: RunRecord) throws -> ConnectionOptions {
        switch run.run.server {
        case .address where run.run.account == Identity.environmentName || run.run.user == nil:
            try parse([])
        case .address: try parse(["--account", run.run.account])
        case .sandboxFile(let path): try parse(["--sandbox", "--sandbox-state", path])
        case .fleetingSandbox: throw Resumption.Refusal.sandboxGone(run.id)
        }
    }

    /// A sandbox in this process does not count calls, so no time is spent waiting for its limits.
    private static func connection(to info: SandboxInfo, kept file: String?, _ transport: any Transport) -> Connection {
        let tokens = SessionToken(Secret(info.accessToken))
        let configuration = Client.Configuration(
            apiURL: info.address, authURL: info.address, clientID: info.clientID, account: "sandbox",
            tokens: tokens, userAgent: Connection.userAgent, limits: .unlimited)
        let client = Client(configuration: configuration, transport: transport)
        let app = App(clientID: info.clientID, clientSecret: Secret(info.clientSecret))
        let server = AuthorizationServer(
            app: app, url: info.address, transport: transport, userAgent: Connection.userAgent)
        var connection = Connection(
            client: client,
            accounts: SessionAccounts(server: server, client: client, tokens: tokens, transport: transport),
            server: file.map { .sandboxFile(URL(filePath: $0).standardizedFileURL.path) } ?? .fleetingSandbox,
            now: Date(trakt: info.now) ?? Date(),
            web: (try? configured?.allowedHosts()).map {
                WebAccess(transport: transport, hosts: $0, userAgent: Connection.userAgent)
            },
            notices: (try? configured?.channels()).map { NoticeRoute($0, transport) },
            retention: try? configured?.retention())
        connection.setClock = { now in
            let body = JSONValue.object(["now": .string(now.traktText)]).encoded
            _ = try await transport.send(
                TransportRequest(
                    method: .put, url: info.address + "/_sandbox/clock", headers: [:], body: body,
                    timeout: .seconds(20)))
        }
        return connection
    }

    /// A sandbox asks for nothing that is configured, and does not mind what is wrong there; but the journal is the same.
    private static var configured: Settings? {
        let environment = ProcessInfo.processInfo.environment
        return try? Settings(environment: environment, file: ConfigurationFile(environment))
    }
}

/// Opens a transport, runs the body, closes it.
func withTransport<Result>(_ body: (any Transport) async throws -> Result) async rethrows -> Result {
    let transport = HTTPTransport()
    do {
        let result = try await body(transport.mortal)
        await CriticalWork.settle()
        await transport.shutdown()
        return result
    } catch {
        await CriticalWork.settle()
        await transport.shutdown()
        throw error
    }
}

extension Settings {
    /// Connects as whoever is meant, and ends with no refresh under way.
    fileprivate func connected<Result>(
        _ transport: any Transport, _ body: (Connection) async throws -> Result
    ) async throws -> Result {
        let website = try websiteURL()
        let guardRails = try ConfiguredGuardRails(self)
        let retention = try retention()
        let notices = NoticeRoute(try channels(), transport)
        let web = WebAccess(transport: transport, hosts: try allowedHosts(), userAgent: Connection.userAgent)
        func connection(
            _ client: Client, _ accounts: any AccountHost,
            user: @escaping @Sendable () async throws -> AccountUser? = { nil }
        ) -> Connection {
            Connection(
                client: client, accounts: accounts, server: .address(client.configuration.apiURL), user: user,
                now: Date(), websiteURL: website, guardRails: guardRails, web: web, notices: notices,
                retention: retention)
        }
        switch try identity() {
        case .environment(let token, let clientID):
            let tokens = SessionToken(token)
            let client = try client(clientID, account: Identity.environmentName, tokens, transport)
            let accounts = StoredAccounts(settings: self, transport: transport, client: client, own: .session(tokens))
            // The token says nothing of whose it is, and the next one may be somebody else's.
            return try await body(connection(client, accounts) { try await client.knownUser().inJournal })
        case .nobody(let clientID):
            let client = try client(clientID, account: Identity.nobodyName, FixedToken(nil), transport)
            let accounts = StoredAccounts(settings: self, transport: transport, client: client, own: .nobody)
            return try await body(connection(client, accounts))
        case .stored(let file, let account):
            let user = try await user(of: account, file, transport)
            let tokens = try tokens(of: file, only: user, transport)
            let client = try client(of: account, file, tokens, transport)
            let accounts = StoredAccounts(
                settings: self, transport: transport, client: client, own: .stored(file, tokens))
            do {
                let result = try await body(connection(client, accounts) { user })
                await tokens.settle()
                return result
            } catch {
                await tokens.settle()
                throw error
            }
        }
    }

    private func client(
        of account: SignedInAccount, _ file: AccountFile, _ tokens: AccountTokens, _ transport: any Transport
    ) throws(ConfigurationError) -> Client {
        var configuration = try configuration(account.app.clientID, account: file.name.text, tokens)
        configuration.apiURL = account.apiURL
        configuration.authURL = account.authURL
        return Client(configuration: configuration, transport: transport)
    }

    /// Who a stored account is at Trakt. Where that could not be found out at signing in, it is now, and is kept.
    private func user(
        of account: SignedInAccount, _ file: AccountFile, _ transport: any Transport
    ) async throws -> AccountUser {
        if let user = account.user { return user.inJournal }
        let tokens = try tokens(of: file, transport)
        let user: Result<SignedInAccount.User, any Error>
        do { user = .success(try await client(of: account, file, tokens, transport).knownUser()) } catch {
            user = .failure(error)
        }
        await tokens.settle()
        let found = try user.get()
        try await file.withExclusiveAccess {
            // Another sign-in may be another user's.
            guard var stored = try file.account(), stored.signedInAt == account.signedInAt else {
                throw SignInError.signedOut
            }
            stored.user = found
            try file.store(stored)
        }
        return found.inJournal
    }

    /// The tokens of a stored account, renewed where they came from.
    ///
    /// - Parameter user: whose they have to be; nil for whoever is signed in under the name.
    func tokens(
        of file: AccountFile, only user: AccountUser? = nil, _ transport: any Transport
    ) throws(ConfigurationError) -> AccountTokens {
        let timeout = try callTimeout()
        return AccountTokens(of: HeldAccount(file: file, user: user)) { account in
            server(of: account, transport, timeout: timeout)
        }
    }

    /// The OAuth calls of a stored account's app. Its secret may have been changed since, and then the configured one
    /// holds.
    func server(
        of account: SignedInAccount, _ transport: any Transport, timeout: Duration
    ) -> AuthorizationServer {
        var app = account.app
        if let clientSecret, clientID == app.clientID { app.clientSecret = clientSecret }
        return AuthorizationServer(
            app: app, url: account.authURL, transport: transport, userAgent: Connection.userAgent, timeout: timeout)
    }

    /// A client of an app at the configured addresses.
    func client(
        _ clientID: String, account: String, _ tokens: any TokenProvider, _ transport: any Transport
    ) throws(ConfigurationError) -> Client {
        Client(configuration: try configuration(clientID, account: account, tokens), transport: transport)
    }

    private func configuration(
        _ clientID: String, account: String, _ tokens: any TokenProvider
    ) throws(ConfigurationError) -> Client.Configuration {
        Client.Configuration(
            apiURL: try apiURL(), authURL: try authURL(), clientID: clientID, account: account, tokens: tokens,
            userAgent: Connection.userAgent, timeout: try callTimeout(), limits: try limits())
    }

    private func limits() throws(ConfigurationError) -> RateLimits.Settings {
        #if DEBUG
            // For tests that start the program again and again, on a sandbox that does not count calls.
            if ProcessInfo.processInfo.environment["MOONREEL_UNLIMITED"] != nil { return .unlimited }
        #endif
        return try rateLimits()
    }
}

extension RateLimits.Settings {
    /// So many calls that nobody ever waits.
    fileprivate static let unlimited: RateLimits.Settings = {
        let limit = RateLimits.Limit(calls: 1_000_000, period: .seconds(1))
        return RateLimits.Settings(writes: limit, reads: limit, readsWithoutAccount: limit)
    }()
}
