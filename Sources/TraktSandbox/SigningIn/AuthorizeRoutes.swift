/// `/oauth/authorize`: the page on which a user lets an app in.
enum AuthorizeRoutes {
    static let routes: [Route] = [
        Route("GET", "/oauth/authorize", .ignored) { call, state in
            let query = JSONValue.object(
                JSONObject(call.query.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: .string($0.value)) }))
            switch try AuthorizationRequest.reading(query, of: call.app) {
            case .failure(let failure): return .redirect(to: failure.location)
            case .success(let request): return .page(AuthorizePage.consent(request, state.users))
            }
        },
        Route("POST", "/oauth/authorize", .ignored) { call, state in
            switch try AuthorizationRequest.reading(call.json, of: call.app) {
            case .failure(let failure): return .redirect(to: failure.location)
            case .success(let request):
                guard let decision = Decision(call.json, state) else {
                    return .page(AuthorizePage.consent(request, state.users))
                }
                return answer(request, decision, &state)
            }
        },
    ]

    private static func answer(
        _ request: AuthorizationRequest, _ decision: Decision, _ state: inout SandboxState
    ) -> Answer {
        guard case .approve(let user) = decision else {
            return request.isOutOfBand
                ? .page(AuthorizePage.denied) : .redirect(to: request.location(["error": "access_denied"]))
        }
        let code = state.signIns.addCode(for: user, request.redirectURI, request.challenge, at: state.now)
        return request.isOutOfBand
            ? .page(AuthorizePage.code(code)) : .redirect(to: request.location(["code": code]))
    }
}

extension Answer {
    static func redirect(to location: String) -> Answer { Answer(302, headers: [("Location", location)]) }
}
