/// What the browser brings back to the app, to be exchanged for tokens once.
struct AuthorizationCode: Sendable, Codable {
    var text: String
    var user: String
    var redirectURI: String
    var challenge: Challenge?
    var expiresAt: Timestamp
    var isUsed = false
}
