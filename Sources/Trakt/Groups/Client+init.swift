extension Client {
    /// A client for an app and, with a token, for one of its users.
    ///
    /// ```swift
    /// let client = Client(clientID: "…", accessToken: "…", userAgent: "MyApp/1.2.3")
    /// ```
    ///
    /// It has connections of its own, which close when the last copy of the client goes; nothing has to be shut down.
    /// To close them at a certain moment, to wait for that, or to share them between clients, make an
    /// ``HTTPTransport`` and hand it to ``init(configuration:transport:limiter:clock:random:logger:)``, which also takes
    /// a ``TokenProvider`` for tokens that are refreshed.
    ///
    /// - Parameters:
    ///   - clientID: The app's client id, sent as `trakt-api-key`.
    ///   - accessToken: The user's token; nil for calls that need nobody.
    ///   - userAgent: The app's name and version as `App/1.2.3`. Without one Cloudflare refuses every call.
    public init(clientID: String, accessToken: String? = nil, userAgent: String) {
        let configuration = Configuration(
            clientID: clientID, tokens: FixedToken(accessToken), userAgent: userAgent)
        self.init(configuration: configuration, transport: HTTPTransport())
    }
}
