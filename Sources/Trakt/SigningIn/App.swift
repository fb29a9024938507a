/// An application registered at Trakt, in whose name somebody signs in.
public struct App: Sendable, Hashable {
    /// Sent as `trakt-api-key`; no secret.
    public var clientID: String
    /// Nil for an app that proves itself by PKCE alone.
    public var clientSecret: Secret?
    /// As the app's settings at Trakt have it.
    public var redirectURI: String

    /// The redirect of apps without an address: Trakt shows the code, and the person copies it.
    public static let outOfBand = "urn:ietf:wg:oauth:2.0:oob"

    public init(clientID: String, clientSecret: Secret? = nil, redirectURI: String = outOfBand) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.redirectURI = redirectURI
    }

    /// What every exchange of a code or a token says about the app. Trakt takes it in the body only.
    var credentials: [String: JSONValue] {
        var members: [String: JSONValue] = ["client_id": .string(clientID)]
        if let clientSecret { members["client_secret"] = .string(clientSecret.text) }
        return members
    }
}
