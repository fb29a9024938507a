/// Signing in and out. These calls go to the auth address and carry the app's id and secret in their body.
public struct Auth: EndpointGroup {
    /// `GET /oauth/authorize`: a page for a browser, which leads back to `redirect_uri` with a code.
    public let authorize: Endpoint = Endpoint(
        "auth.authorize", .get, "/oauth/authorize",
        "The page on which a person lets an app use their account.",
        query: [
            .required("response_type", .oneOf(["code"]), "what the redirect brings"),
            .required("client_id", .text, "the app's client id"),
            .required("redirect_uri", .text, "where the page leads back to, as the app's settings have it"),
            .optional("state", .text, "comes back with the code, so that the app knows its own request"),
            .optional("signup", .boolean, "offer to make an account first"),
            .optional("prompt", .oneOf(["login"]), "ask for the password even when somebody is signed in"),
            .optional(
                "code_challenge", .text, "the SHA-256 of a secret only the app knows (PKCE)", source: .contract2026),
            .optional(
                "code_challenge_method", .oneOf(["S256"]), "how the challenge was made", source: .contract2026),
        ],
        answer: .nothing,
        notes: "An address to open in a browser, no call. urn:ietf:wg:oauth:2.0:oob as redirect_uri shows the code.",
        example: .of(named: ["prompt": "login"]),
        host: .auth
    )

    /// `POST /oauth/token`: a code or a refresh token for an access token.
    public let token: Endpoint = Endpoint(
        "auth.token", .post(.signsIn), "/oauth/token",
        "Exchanges a code or a refresh token for an access token.",
        body: [
            .required("grant_type", .oneOf(["authorization_code", "refresh_token"]), "what is exchanged"),
            .optional("code", .text(longest: nil), "the code that the redirect brought, for authorization_code"),
            .optional("refresh_token", .text(longest: nil), "the refresh token, for refresh_token"),
            .required("client_id", .text(longest: nil), "the app's client id"),
            .optional("client_secret", .text(longest: nil), "the app's secret"),
            .optional("redirect_uri", .text(longest: nil), "the same as when the code was asked for"),
            .optional("code_verifier", .text(longest: nil), "the secret behind code_challenge (PKCE)"),
        ],
        answer: .object("{access_token, token_type, expires_in, refresh_token, scope, created_at}"),
        notes: "A refresh token works once: the answer brings the next one.",
        errors: [
            400: "the code or refresh token is not valid (since 2026)", 401: "the code or refresh token is not valid",
        ],
        example: .of(named: ["grant_type": "refresh_token"]),
        host: .auth
    )

    /// `POST /oauth/revoke`.
    public let revoke: Endpoint = Endpoint(
        "auth.revoke", .post(.signsIn), "/oauth/revoke",
        "Makes an access token and its refresh token worthless.",
        body: [
            .required("token", .text(longest: nil), "the access token"),
            .required("client_id", .text(longest: nil), "the app's client id"),
            .optional("client_secret", .text(longest: nil), "the app's secret"),
        ],
        answer: .object("{}"),
        host: .auth
    )

    /// `POST /oauth/device/code`: what to show to somebody who signs in on another device.
    public let deviceCode: Endpoint = Endpoint(
        "auth.device.code", .post(.signsIn), "/oauth/device/code",
        "Begins signing in on another device: a short code to type there.",
        body: [.required("client_id", .text(longest: nil), "the app's client id")],
        answer: .object("{device_code, user_code, verification_url, expires_in, interval}"),
        host: .auth
    )

    /// `POST /oauth/device/token`: asks whether the code was approved.
    public let deviceToken: Endpoint = Endpoint(
        "auth.device.token", .post(.signsIn), "/oauth/device/token",
        "Asks whether somebody has approved the code by now.",
        body: [
            .required("code", .text(longest: nil), "the device_code"),
            .required("client_id", .text(longest: nil), "the app's client id"),
            .optional("client_secret", .text(longest: nil), "the app's secret"),
        ],
        answer: .object("{access_token, token_type, expires_in, refresh_token, scope, created_at}"),
        notes: "Ask every interval seconds, and not beyond expires_in.",
        errors: [
            400: "not approved yet", 404: "no such device code", 409: "the code was used already",
            410: "the code has expired", 418: "the person said no", 429: "asked too soon",
        ],
        example: .of(named: ["code": "0123abcd"]),
        host: .auth
    )

    init() {}
}
