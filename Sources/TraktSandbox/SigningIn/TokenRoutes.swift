/// `/oauth/token` and `/oauth/revoke`: tokens for codes, for refresh tokens, and their end.
enum TokenRoutes {
    static let routes: [Route] = [
        Route("POST", "/oauth/token", .ignored) { call, state in
            let authentication = try call.authentication()
            switch call.json["grant_type"]?.string {
            case "authorization_code": return try exchange(call, authentication, &state)
            case "refresh_token": return try refresh(call, authentication, &state)
            case nil: throw Refusal.oauth(400, "invalid_request", "grant_type is missing.")
            default:
                throw Refusal.oauth(
                    400, "unsupported_grant_type", "grant_type is authorization_code or refresh_token.")
            }
        },
        Route("POST", "/oauth/revoke", .ignored) { call, state in
            _ = try call.authentication()
            guard let token = call.json["token"]?.string else {
                throw Refusal.oauth(400, "invalid_request", "token is missing.")
            }
            // Also for a token nobody knows: the app wants it gone, and it is.
            state.signIns.revoke(token)
            return .ok([:])
        },
    ]

    private static func exchange(
        _ call: Call, _ authentication: App.Authentication, _ state: inout SandboxState
    ) throws(Refusal) -> Answer {
        guard let code = call.json["code"]?.string else {
            throw Refusal.oauth(400, "invalid_request", "code is missing.")
        }
        let verifier = call.json["code_verifier"]?.string
        guard authentication == .withSecret || verifier != nil else {
            throw Refusal.oauth(401, "invalid_client", "The client_secret is missing, and there is no code_verifier.")
        }
        let tokens = state.signIns.exchange(
            code, redirectURI: call.json["redirect_uri"]?.string, verifier: verifier, authentication, at: state.now)
        return tokens.map { .ok($0.json) } ?? Refusal.invalidGrant().answer
    }

    private static func refresh(
        _ call: Call, _ authentication: App.Authentication, _ state: inout SandboxState
    ) throws(Refusal) -> Answer {
        guard let token = call.json["refresh_token"]?.string else {
            throw Refusal.oauth(400, "invalid_request", "refresh_token is missing.")
        }
        // Answered, not thrown: a refused call leaves the state as it was, but a token used twice ends its sign-in.
        let tokens = state.signIns.refresh(token, authentication, at: state.now)
        return tokens.map { .ok($0.json) } ?? Refusal.invalidGrant().answer
    }
}
