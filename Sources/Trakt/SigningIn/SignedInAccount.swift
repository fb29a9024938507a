public import Foundation

/// Somebody who signed in, with all it takes to call Trakt as them, until they sign out.
public struct SignedInAccount: Sendable, Hashable {
    /// Who it is at Trakt.
    public struct User: Sendable, Hashable {
        /// It changes with the user name.
        public var slug: String
        /// It never changes. Nil where Trakt did not tell it.
        public var uuid: String?
        public var username: String
        public var name: String?
        public var isVIP: Bool

        public init(slug: String, uuid: String? = nil, username: String, name: String?, isVIP: Bool) {
            self.slug = slug
            self.uuid = uuid
            self.username = username
            self.name = name
            self.isVIP = isVIP
        }

        /// Reads the `user` of `GET /users/settings`.
        public init?(_ user: JSONValue) {
            guard let slug = user["ids"]?["slug"]?.string ?? user["username"]?.string else { return nil }
            self.init(
                slug: slug, uuid: user["ids"]?["uuid"]?.string, username: user["username"]?.string ?? slug,
                name: user["name"]?.string.flatMap { $0.isEmpty ? nil : $0 }, isVIP: user["vip"]?.boolean == true)
        }
    }

    /// The app that was allowed; tokens work with no other.
    public var app: App
    /// The servers the tokens are for. They are sent nowhere else.
    public var apiURL: String
    public var authURL: String
    public var tokens: Tokens
    public var user: User?
    public var signedInAt: Date
    /// When a refresh was sent whose answer has not been stored. The refresh token may be used up.
    public var refreshBegunAt: Date?
    /// When Trakt refused the refresh token for good.
    public var refusedAt: Date?

    public init(
        app: App, apiURL: String, authURL: String, tokens: Tokens, user: User? = nil, signedInAt: Date,
        refreshBegunAt: Date? = nil, refusedAt: Date? = nil
    ) {
        self.app = app
        self.apiURL = apiURL
        self.authURL = authURL
        self.tokens = tokens
        self.user = user
        self.signedInAt = signedInAt
        self.refreshBegunAt = refreshBegunAt
        self.refusedAt = refusedAt
    }
}

/// Where one account is kept. Several processes may have it open.
public protocol CredentialStore: Sendable {
    /// What is stored now; nil when the account was signed out. Reads the store, not a memory of it.
    func account() throws -> SignedInAccount?

    /// Replaces what is stored. When it returns, a crash or a power cut does not undo it. Only to be called with
    /// exclusive access.
    func store(_ account: SignedInAccount) throws

    /// Runs the body while nobody else has exclusive access, in this process or another. Access ends with the process,
    /// however that ends.
    func withExclusiveAccess<Result: Sendable>(
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result
}
