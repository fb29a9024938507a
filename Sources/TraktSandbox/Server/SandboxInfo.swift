/// What a client needs to talk to a sandbox; the same as `GET /_sandbox/info` answers.
package struct SandboxInfo: Sendable, Hashable, Codable {
    /// `http://127.0.0.1:PORT`, also the address for signing in.
    package var address: String
    package var clientID: String
    package var clientSecret: String
    /// A token of the demo user that works at once.
    package var accessToken: String
    /// The slug of the demo user.
    package var user: String
    /// The sandbox's now, as Trakt writes dates.
    package var now: String

    private enum CodingKeys: String, CodingKey {
        case address
        case clientID = "client_id"
        case clientSecret = "client_secret"
        case accessToken = "access_token"
        case user
        case now
    }

    var json: JSONValue {
        [
            "address": .string(address), "client_id": .string(clientID), "client_secret": .string(clientSecret),
            "access_token": .string(accessToken), "user": .string(user), "now": .string(now),
        ]
    }
}
