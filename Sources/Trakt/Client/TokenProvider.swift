/// Who gives the client an access token when it is about to send something.
public protocol TokenProvider: Sendable {
    /// The token of the signed-in account, or nil when nobody is signed in.
    func accessToken() async -> String?
}

/// A token that never changes, or none.
public struct FixedToken: TokenProvider {
    private let token: String?

    /// A provider of this token; nil for nobody being signed in.
    public init(_ token: String?) {
        self.token = token
    }

    public func accessToken() async -> String? { token }
}
