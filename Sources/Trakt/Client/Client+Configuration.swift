extension Client {
    /// Where the client sends to, as whom, and how patient it is.
    public struct Configuration: Sendable {
        /// Where calls go, without a slash at the end.
        public var apiURL: String
        /// Where signing in happens; since July 2026 a host of its own.
        public var authURL: String
        /// The app's key, sent as `trakt-api-key`.
        public var clientID: String
        /// The name limits and stops are kept under.
        public var account: String
        public var tokens: any TokenProvider
        /// `App/1.2.3`; Cloudflare refuses calls without one, and those that look like a library's.
        public var userAgent: String
        /// For one request, from connecting to the last byte.
        public var timeout: Duration
        /// A rate limit that would hold a call up for longer makes it fail instead.
        public var longestWait: Duration
        public var limits: RateLimits.Settings
        public var retries: RetryPolicy
        /// Items a page when a walk over pages is not told otherwise. More than 250 is clamped by the server.
        public var pageSize: Int

        /// As many as the server gives.
        public static let standardPageSize = 250

        public init(
            apiURL: String = "https://api.trakt.tv",
            authURL: String = "https://auth.trakt.tv",
            clientID: String,
            account: String = "default",
            tokens: any TokenProvider = FixedToken(nil),
            userAgent: String,
            timeout: Duration = .seconds(30),
            longestWait: Duration = .seconds(600),
            limits: RateLimits.Settings = RateLimits.Settings(),
            retries: RetryPolicy = RetryPolicy(),
            pageSize: Int = standardPageSize
        ) {
            self.apiURL = apiURL.hasSuffix("/") ? String(apiURL.dropLast()) : apiURL
            self.authURL = authURL.hasSuffix("/") ? String(authURL.dropLast()) : authURL
            self.clientID = clientID
            self.account = account
            self.tokens = tokens
            self.userAgent = userAgent
            self.timeout = timeout
            self.longestWait = longestWait
            self.limits = limits
            self.retries = retries
            self.pageSize = pageSize
        }
    }
}
