/// `/oauth/device`: what a device without a browser sends, and `/activate`: what its user sees in one.
enum DeviceRoutes {
    static let routes: [Route] = device + pages

    private static let device: [Route] = [
        Route("POST", "/oauth/device/code", .ignored) { call, state in
            _ = try call.authentication()
            let device = state.signIns.addDevice(at: state.now)
            return .ok([
                "device_code": .string(device.deviceCode), "user_code": .string(device.userCode),
                "verification_url": .string("http://\(call.headers["host"] ?? "127.0.0.1")/activate"),
                "expires_in": .int(state.signIns.durations.deviceCode),
                "interval": .int(state.signIns.durations.deviceInterval),
            ])
        },
        Route("POST", "/oauth/device/token", .ignored) { call, state in
            try call.requireSecret()
            let moment = DeviceCode.Moment(sandbox: state.now, real: call.receivedAt ?? state.now)
            let poll = state.signIns.poll(call.json["code"]?.string ?? "", at: moment)
            guard case .approved(let user) = poll else { return Answer(poll.status) }
            return .ok(state.signIns.issue(to: user, .withSecret, at: state.now).json)
        },
    ]

    private static let pages: [Route] = [
        Route("GET", "/activate/{user_code?}", .ignored) { call, state in
            guard let code = call.parameters["user_code"] ?? call.query["user_code"] else {
                return .page(ActivatePage.codeForm())
            }
            return try .page(ActivatePage.consent(pending(code, state), state.users))
        },
        Route("POST", "/activate/{user_code?}", .ignored) { call, state in
            let code = call.json["user_code"]?.string ?? call.parameters["user_code"] ?? ""
            let device = try pending(code, state)
            guard let decision = Decision(call.json, state) else {
                return .page(ActivatePage.consent(device, state.users))
            }
            state.signIns.decide(decision.stage, about: device)
            return .page(ActivatePage.decided(decision))
        },
    ]

    /// The device that waits for a decision under this code.
    private static func pending(_ code: String, _ state: SandboxState) throws(Refusal) -> DeviceCode {
        guard let device = state.signIns.device(withUserCode: code) else {
            throw .page(404, ActivatePage.codeForm("There is no code \(code). Look at your device again."))
        }
        guard device.stage == .pending else {
            throw .page(409, ActivatePage.codeForm("The code \(device.userCode) has been used already."))
        }
        guard !device.isExpired(at: state.now) else {
            throw .page(
                410, ActivatePage.codeForm("The code \(device.userCode) has expired. Ask your device for a new one."))
        }
        return device
    }
}
