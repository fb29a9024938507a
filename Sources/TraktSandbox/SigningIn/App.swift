/// The application that the sandbox knows. Any redirect address is registered for it.
struct App: Sendable {
    var clientID: String
    var clientSecret: String
    /// User slug by access token, for tokens that are there without signing in and do not expire.
    var tokens: [String: String]
    /// Where web pages may come from that call Trakt for the app; `*` stands for anything.
    var origins = SandboxConfiguration.localOrigins

    /// What a call for signing in says about who sends it.
    enum Authentication: Sendable {
        case withSecret
        /// The client id alone, as apps do that cannot keep a secret.
        case withoutSecret
    }

    /// Checks `client_id` and `client_secret` of a body; HTTP Basic is not looked at.
    func authentication(of fields: JSONValue) throws(Refusal) -> Authentication {
        guard fields["client_id"]?.string == clientID else {
            throw .oauth(403, "invalid_client", "There is no app with this client_id.")
        }
        guard let secret = fields["client_secret"]?.string, !secret.isEmpty else { return .withoutSecret }
        guard secret == clientSecret else { throw .oauth(401, "invalid_client", "The client_secret is wrong.") }
        return .withSecret
    }
}

extension Call {
    /// The app that a body names, and how it proves to be that.
    func authentication() throws(Refusal) -> App.Authentication {
        guard let app else { throw .oauth(403, "invalid_client", "The sandbox has no app.") }
        return try app.authentication(of: json)
    }

    /// The same, for calls that need the secret.
    func requireSecret() throws(Refusal) {
        guard try authentication() == .withSecret else {
            throw .oauth(401, "invalid_client", "The client_secret is missing.")
        }
    }
}

extension Refusal {
    /// A failure as OAuth writes it.
    static func oauth(_ status: Int, _ error: String, _ description: String) -> Refusal {
        Refusal(
            status, "\(error): \(description)",
            body: .json(["error": .string(error), "error_description": .string(description)]))
    }

    /// A code or a refresh token that is good for nothing. 401 in the classic documentation; since 2026 also 400.
    static func invalidGrant(_ status: Int = 401) -> Refusal {
        .oauth(
            status, "invalid_grant",
            "The code or refresh token is invalid, expired, revoked or used, or belongs to another redirect_uri.")
    }
}
