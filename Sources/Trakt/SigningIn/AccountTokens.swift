public import Foundation

/// The tokens of one stored account: renewed early and after a refusal, by one task of one process at a time.
public actor AccountTokens: TokenProvider {
    private let credentials: any CredentialStore
    private let server: @Sendable (SignedInAccount) -> AuthorizationServer
    private let now: @Sendable () -> Date
    private var known: SignedInAccount?
    private var underWay: Task<Result<SignedInAccount, RefreshError>, Never>?
    /// After an early refresh that failed: not before this again, as long as the token still works.
    private var nextEarlyRefresh = Date.distantPast
    /// The tokens of the last refresh. Refused within a minute they are not to blame, and another refresh would only
    /// spend another token.
    private var renewed: Tokens?
    private static let youth: TimeInterval = 60

    /// - Parameter server: where an account's tokens are renewed.
    public init(
        of credentials: any CredentialStore, now: @escaping @Sendable () -> Date = { Date() },
        server: @escaping @Sendable (SignedInAccount) -> AuthorizationServer
    ) {
        self.credentials = credentials
        self.now = now
        self.server = server
    }

    public func accessToken() async throws(RefreshError) -> String? {
        guard let account = try knownAccount() else { return nil }
        guard account.tokens.isRefreshDue(at: now()) else { return account.tokens.access.text }
        let isExpired = account.tokens.isExpired(at: now())
        guard isExpired || now() >= nextEarlyRefresh else { return account.tokens.access.text }
        do {
            return try await renewed(insteadOf: account.tokens.access).tokens.access.text
        } catch {
            // By our clock. Trakt's 401 has the last word, so that a token serves to its end.
            guard !isExpired, error != .signedOut else { throw error }
            nextEarlyRefresh = now() + 60
            return account.tokens.access.text
        }
    }

    public func accessToken(insteadOf refused: String) async throws(RefreshError) -> String? {
        guard let account = try knownAccount() else { return nil }
        if account.tokens.access.text != refused { return account.tokens.access.text }
        if account.tokens.access == renewed?.access, now().timeIntervalSince(account.tokens.receivedAt) < Self.youth {
            return refused
        }
        return try await renewed(insteadOf: account.tokens.access).tokens.access.text
    }

    /// Looks at the store again at the next call: the account was signed out.
    public func forget() { known = nil }

    /// Waits for a refresh that is under way. Who ends the process calls this first: a refresh that is cut off may have
    /// used the refresh token up.
    public func settle() async { _ = await underWay?.value }

    /// Renews now, whether it is due or not.
    public func renew() async throws(RefreshError) {
        guard let account = try knownAccount() else { throw .signedOut }
        _ = try await renewed(insteadOf: account.tokens.access)
    }

    private func knownAccount() throws(RefreshError) -> SignedInAccount? {
        if let known { return known }
        do {
            known = try credentials.account()
            return known
        } catch { throw .store("\(error)") }
    }

    /// Several callers share one refresh.
    private func renewed(insteadOf former: Secret) async throws(RefreshError) -> SignedInAccount {
        let task: Task<Result<SignedInAccount, RefreshError>, Never>
        if let underWay {
            task = underWay
        } else {
            // Not a child: a caller that is cancelled must not cut off what cannot be repeated.
            task = Task.detached { [credentials, server, now] in
                await Self.refresh(credentials, server: server, now: now, insteadOf: former)
            }
            underWay = task
        }
        let result = await task.value
        if underWay == task { underWay = nil }
        let account = try result.get()
        known = account
        renewed = account.tokens
        return account
    }

    private static func refresh(
        _ credentials: any CredentialStore, server: @Sendable (SignedInAccount) -> AuthorizationServer,
        now: @Sendable () -> Date, insteadOf former: Secret
    ) async -> Result<SignedInAccount, RefreshError> {
        do {
            return .success(
                try await credentials.withExclusiveAccess {
                    let stored = try credentials.account()
                    let refresh = TokenRefresh(stored: stored, insteadOf: former, at: now())
                    var action = refresh.begin()
                    while true {
                        switch action {
                        case .use(let account): return account
                        case .send(let token, let begun):
                            try credentials.store(begun)
                            action = refresh.received(await server(begun).refresh(token), at: now())
                        case .store(let account):
                            try credentials.store(account)
                            return account
                        case .fail(let error, let account):
                            if let account { try credentials.store(account) }
                            throw error
                        }
                    }
                })
        } catch let error as RefreshError {
            return .failure(error)
        } catch {
            return .failure(.store("\(error)"))
        }
    }
}
