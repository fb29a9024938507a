import Synchronization

/// Signing in without a browser, and the ends of it that a test cannot wait for.
extension ControlPanel {
    /// The answer to a call below `/_sandbox/sign-ins`; `nil` for one that is none.
    func signInAnswer(_ call: Call, _ body: JSONValue) throws(Refusal) -> Answer? {
        guard call.segments.dropFirst().first == "sign-ins" else { return nil }
        switch (call.method, call.segments.dropFirst(2).first) {
        case ("GET", nil): return .ok(sandbox.contents.withLock { $0.state.signIns.json })
        case ("POST", "decide"): return .ok(["user_code": .string(try decide(body))])
        case ("POST", "expire"):
            sandbox.change { $0.signIns.expireAccessTokens() }
            return .noContent
        case ("POST", "revoke"):
            sandbox.change { $0.signIns.revokeAll(of: body["user"]?.string) }
            return .noContent
        case ("PUT", "durations"):
            return .ok(
                try sandbox.change { state throws(Refusal) in
                    try state.signIns.durations.update(body)
                    return state.signIns.durations.json
                })
        default: throw Refusal(404, "sign-ins has decide, expire, revoke and durations")
        }
    }

    /// Approves or denies the device with `user_code`, or the one that asked last, as its user would on the page.
    private func decide(_ body: JSONValue) throws(Refusal) -> String {
        try sandbox.change { state throws(Refusal) in
            let device =
                body["user_code"]?.string.map { state.signIns.device(withUserCode: $0) } ?? state.signIns.devices.last
            guard let device, device.stage == .pending, !device.isExpired(at: state.now) else {
                throw Refusal(404, "no device waits for a decision under this code")
            }
            guard let decision = Decision(body, state) else {
                throw Refusal(422, "decision is approve, with a user of the sandbox, or deny")
            }
            state.signIns.decide(decision.stage, about: device)
            return device.userCode
        }
    }
}

extension SignIns {
    /// What is under way and what is granted, without codes and tokens that open anything.
    fileprivate var json: JSONValue {
        [
            "devices": .array(
                devices.map { device in
                    [
                        "user_code": .string(device.userCode), "stage": .string(device.stage.name),
                        "created_at": .date(device.createdAt), "expires_at": .date(device.expiresAt),
                    ]
                }),
            "grants": .array(
                grants.map { grant in
                    [
                        "user": .string(grant.user),
                        "access_expires_at": .optional(grant.accessTokens.map(\.expiresAt).max()),
                        "refreshes": .int(grant.spentRefreshTokens.count),
                    ]
                }),
            "durations": durations.json,
        ]
    }
}

extension DeviceCode.Stage {
    fileprivate var name: String {
        switch self {
        case .pending: "pending"
        case .approved: "approved"
        case .denied: "denied"
        case .used: "used"
        }
    }
}
