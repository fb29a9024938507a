internal import Automation
internal import Storage
internal import Trakt

/// Signs accounts in and out for a script, and keeps them on this machine.
struct StoredAccounts: AccountHost {
    /// The account the script runs as.
    enum Own: Sendable {
        case nobody
        case session(SessionToken)
        case stored(AccountFile, AccountTokens)
    }

    let settings: Settings
    let transport: any Transport
    let client: Client
    let own: Own

    func server() throws -> AuthorizationServer {
        try settings.server(transport)
    }

    func unrepeatable<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result { try await CriticalWork.perform(body) }

    func keep(_ tokens: Tokens, from server: AuthorizationServer) async throws -> KeptAccount {
        let kept = try await NewAccount(settings: settings, server: server, transport: transport)
            .keep(tokens, as: nil)
        return KeptAccount(name: kept.name.text, user: kept.user)
    }

    func renew() async throws {
        guard case .stored(_, let tokens) = own else { throw SignInError.nothingToRenew }
        try await tokens.renew()
    }

    func signOut() async throws {
        switch own {
        case .nobody: throw SignInError.signedOut
        case .session(let token):
            try await token.signOut(at: server())
        case .stored(let file, let tokens):
            try await SignOut(file: file, settings: settings, transport: transport).perform()
            await tokens.forget()
        }
    }
}

/// Signs in and out at a sandbox in this process, which ends with the command; so nothing is kept.
struct SessionAccounts: AccountHost {
    private let authorizationServer: AuthorizationServer
    private let client: Client
    private let tokens: SessionToken
    private let transport: any Transport

    init(server: AuthorizationServer, client: Client, tokens: SessionToken, transport: any Transport) {
        authorizationServer = server
        self.transport = transport
        self.client = client
        self.tokens = tokens
    }

    func server() -> AuthorizationServer { authorizationServer }

    func keep(_ tokens: Tokens, from server: AuthorizationServer) async throws -> KeptAccount {
        var configuration = client.configuration
        configuration.tokens = FixedToken(tokens.access.text)
        return KeptAccount(name: nil, user: try await Client(configuration: configuration, transport: transport).user())
    }

    func renew() throws { throw SignInError.nothingToRenew }

    func signOut() async throws {
        try await tokens.signOut(at: authorizationServer)
    }
}
