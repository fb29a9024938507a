/// One user's consent to the app, with the tokens that stand for it.
struct Grant: Sendable, Codable {
    struct AccessToken: Sendable, Codable {
        var text: String
        var expiresAt: Timestamp
    }

    /// The slug of the user who agreed.
    let user: String
    /// Whether the app signed in without its secret, and so may refresh without it.
    let isWithoutSecret: Bool
    /// The authorization code it was exchanged for.
    let code: String?
    /// A refresh leaves the former one alone: it works until it expires.
    var accessTokens: [AccessToken] = []
    /// The only one that can be used.
    var refreshToken = ""
    var spentRefreshTokens: Set<String> = []

    /// New tokens; the former refresh token is spent.
    mutating func renew(at now: Timestamp, lasting seconds: Int) -> IssuedTokens {
        if !refreshToken.isEmpty { spentRefreshTokens.insert(refreshToken) }
        refreshToken = Secret.token()
        let token = AccessToken(text: Secret.token(), expiresAt: now.adding(seconds: seconds))
        accessTokens = accessTokens.filter { $0.expiresAt > now } + [token]
        return IssuedTokens(access: token.text, refresh: refreshToken, expiresIn: seconds, createdAt: now)
    }

    func holds(_ token: String) -> Bool {
        token == refreshToken || accessTokens.contains { $0.text == token }
    }
}

/// What the app gets.
struct IssuedTokens: Sendable {
    var access: String
    var refresh: String
    var expiresIn: Int
    var createdAt: Timestamp

    var json: JSONValue {
        [
            "access_token": .string(access), "token_type": "bearer", "expires_in": .int(expiresIn),
            "refresh_token": .string(refresh), "scope": "public", "created_at": .int(createdAt.milliseconds / 1000),
        ]
    }
}
