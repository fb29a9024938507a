/// Who gives the client an access token when it is about to send something.
public protocol TokenProvider: Sendable {
    /// The token of the signed-in account, or nil when nobody is signed in.
    func accessToken() async throws(RefreshError) -> String?

    /// Trakt refused this token with 401. Another one; the same when it was renewed just now, so that the refusal cannot
    /// be about the token; nil when there is no other.
    func accessToken(insteadOf refused: String) async throws(RefreshError) -> String?
}

/// A token that never changes, or none.
public struct FixedToken: TokenProvider {
    private let token: Secret?

    /// A provider of this token; nil for nobody being signed in.
    public init(_ token: String?) {
        self.token = token.map(Secret.init)
    }

    public func accessToken() async -> String? { token?.text }

    public func accessToken(insteadOf refused: String) async -> String? { nil }
}
