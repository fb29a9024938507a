internal import Synchronization
internal import Trakt

/// A token that lasts as long as the command, or until it is signed out.
final class SessionToken: TokenProvider {
    private let token: Mutex<Secret?>

    init(_ token: Secret) {
        self.token = Mutex(token)
    }

    var secret: Secret? { token.withLock { $0 } }

    /// Ends the token at Trakt, then here.
    func signOut(at server: AuthorizationServer) async throws {
        guard let secret else { throw SignInError.signedOut }
        try await server.revoke(secret)
        token.withLock { $0 = nil }
    }

    func accessToken() async -> String? { secret?.text }

    func accessToken(insteadOf refused: String) async -> String? { nil }
}
