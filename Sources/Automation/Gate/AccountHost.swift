package import Trakt

/// What the host of a run does for `trakt.auth`. Tokens and the app's secret stay with it.
package protocol AccountHost: Sendable {
    /// The OAuth calls of the app; throws when no app is configured.
    func server() throws -> AuthorizationServer

    /// Runs what has to be done to the end also when the run is stopped meanwhile: tokens are given out once.
    func unrepeatable<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result

    /// Keeps the tokens of somebody who just signed in.
    func keep(_ tokens: Tokens, from server: AuthorizationServer) async throws -> KeptAccount

    /// Renews the token of the run's own account.
    func renew() async throws

    /// Signs the run's own account out, at Trakt and here.
    func signOut() async throws
}

extension AccountHost {
    package func unrepeatable<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result { try await Task { try await body() }.value }
}

/// An account that was signed in while a script ran.
package struct KeptAccount: Sendable, Hashable {
    /// What it is called on this machine; nil where it is kept for this run only.
    package let name: String?
    package let user: SignedInAccount.User?

    package init(name: String?, user: SignedInAccount.User?) {
        self.name = name
        self.user = user
    }
}
