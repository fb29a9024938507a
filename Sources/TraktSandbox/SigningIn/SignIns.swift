/// Who has signed in, and who is about to. Kept with the rest of the state.
struct SignIns: Sendable, Codable, StartsEmpty {
    private(set) var grants: [Grant] = []
    private var codes: [AuthorizationCode] = []
    private(set) var devices: [DeviceCode] = []
    var durations = Durations()

    /// Sign-ins that were never finished are forgotten, the oldest first.
    private static let capacity = 1000

    /// The user an access token belongs to, as long as it lasts.
    func user(of accessToken: String, at now: Timestamp) -> String? {
        grants.first { grant in
            grant.accessTokens.contains { $0.text == accessToken && $0.expiresAt > now }
        }?.user
    }
}

/// Codes of the browser flow.
extension SignIns {
    mutating func addCode(for user: String, _ redirectURI: String, _ challenge: Challenge?, at now: Timestamp) -> String
    {
        let code = AuthorizationCode(
            text: Secret.token(), user: user, redirectURI: redirectURI, challenge: challenge,
            expiresAt: now.adding(seconds: durations.authorizationCode))
        codes = codes.suffix(Self.capacity) + [code]
        return code.text
    }

    /// The tokens for a code, or `nil` when it does not fit. A code that comes twice takes its tokens back.
    mutating func exchange(
        _ text: String, redirectURI: String?, verifier: String?, _ authentication: App.Authentication,
        at now: Timestamp
    ) -> IssuedTokens? {
        guard let index = codes.firstIndex(where: { $0.text == text }) else { return nil }
        let code = codes[index]
        guard !code.isUsed else {
            grants.removeAll { $0.code == text }
            return nil
        }
        guard code.expiresAt > now, code.redirectURI == redirectURI, Self.isProven(code.challenge, by: verifier) else {
            return nil
        }
        codes[index].isUsed = true
        return issue(to: code.user, authentication, code: text, at: now)
    }

    /// A verifier for a code without a challenge proves that somebody took the challenge out.
    private static func isProven(_ challenge: Challenge?, by verifier: String?) -> Bool {
        switch (challenge, verifier) {
        case (nil, nil): true
        case (let challenge?, let verifier?): challenge.isAnswered(by: verifier)
        default: false
        }
    }
}

/// Tokens.
extension SignIns {
    mutating func issue(
        to user: String, _ authentication: App.Authentication, code: String? = nil, at now: Timestamp
    ) -> IssuedTokens {
        var grant = Grant(user: user, isWithoutSecret: authentication == .withoutSecret, code: code)
        let tokens = grant.renew(at: now, lasting: durations.accessToken)
        grants.append(grant)
        return tokens
    }

    /// New tokens for a refresh token, which is spent with that.
    ///
    /// One that is spent already is in two hands: the whole sign-in ends, as OAuth servers do. It is what makes two
    /// refreshes at once lose the session.
    mutating func refresh(
        _ token: String, _ authentication: App.Authentication, at now: Timestamp
    ) -> IssuedTokens? {
        grants.removeAll { $0.spentRefreshTokens.contains(token) }
        guard
            let index = grants.firstIndex(where: { grant in
                grant.refreshToken == token && (authentication == .withSecret || grant.isWithoutSecret)
            })
        else { return nil }
        return grants[index].renew(at: now, lasting: durations.accessToken)
    }

    /// Ends the sign-in that an access or refresh token belongs to.
    mutating func revoke(_ token: String) { grants.removeAll { $0.holds(token) } }

    /// Ends all sign-ins of a user, or of all of them.
    mutating func revokeAll(of user: String? = nil) { grants.removeAll { user == nil || $0.user == user } }

    /// Makes every access token expire now; refresh tokens stay.
    mutating func expireAccessTokens() {
        for index in grants.indices { grants[index].accessTokens = [] }
    }
}

/// Device codes.
extension SignIns {
    mutating func addDevice(at now: Timestamp) -> DeviceCode {
        var userCode = Secret.userCode()
        while device(withUserCode: userCode) != nil { userCode = Secret.userCode() }
        let device = DeviceCode(userCode: userCode, createdAt: now, lasting: durations.deviceCode)
        devices = devices.suffix(Self.capacity) + [device]
        return device
    }

    /// The device a person's code names, however it is typed.
    func device(withUserCode text: String) -> DeviceCode? {
        let typed = text.filter { !$0.isWhitespace && $0 != "-" }.uppercased()
        return devices.last { $0.userCode == typed }
    }

    mutating func decide(_ stage: DeviceCode.Stage, about device: DeviceCode) {
        guard let index = devices.firstIndex(where: { $0.deviceCode == device.deviceCode }) else { return }
        devices[index].stage = stage
    }

    mutating func poll(_ deviceCode: String, at moment: DeviceCode.Moment) -> DeviceCode.Poll {
        guard let index = devices.firstIndex(where: { $0.deviceCode == deviceCode }) else { return .unknown }
        return devices[index].poll(at: moment, interval: durations.deviceInterval)
    }
}
