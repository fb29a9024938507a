internal import Synchronization
internal import Trakt

/// A token that lasts as long as the command, or until it is signed out.
final class SessionToken: TokenProvider {
    private let token: Mutex<Secret?>

    init(_ token: Secret) {
        self.token = Mutex(token)
    }

    var secret: Secret? { token.withLock { $0 } }

    func forget() { token.withLock { $0 = nil } }

    func accessToken() async -> String? { secret?.text }

    func accessToken(insteadOf refused: String) async -> String? { nil }
}
