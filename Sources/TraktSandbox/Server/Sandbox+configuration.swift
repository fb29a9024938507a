import Foundation

extension Sandbox {
    /// A sandbox as it is configured; its state begins as `file` says, when there is such a file.
    convenience init(
        _ configuration: SandboxConfiguration, keeping file: String? = nil,
        realNow: @escaping @Sendable () -> Timestamp
    ) throws {
        var kept: SandboxState?
        if let file, FileManager.default.fileExists(atPath: file) {
            var configuration = configuration
            configuration.seed = .file(path: file)
            kept = try SandboxState.start(configuration, realNow: realNow())
        }
        try self.init(
            gate: Gate(app: App.demo(origins: configuration.origins)),
            isRateLimited: configuration.limits.areCallsLimited, realNow: realNow, kept: kept
        ) {
            try SandboxState.start(configuration, realNow: realNow())
        }
    }

    /// A sandbox that begins, also after a reset, as this one is now.
    func twin(realNow: @escaping @Sendable () -> Timestamp) throws -> Sandbox {
        let state = state
        return try Sandbox(gate: gate, isRateLimited: isRateLimited, realNow: realNow) { state }
    }
}

extension App {
    fileprivate static let accessToken = "sandbox-access-token"

    /// The other users' tokens end with their names: a household has more than one account.
    fileprivate static func demo(origins: [String]) -> App {
        App(
            clientID: "sandbox-client-id", clientSecret: "sandbox-client-secret",
            tokens: [
                accessToken: DemoAccounts.user,
                "\(accessToken)-\(DemoAccounts.publicUser)": DemoAccounts.publicUser,
                "\(accessToken)-\(DemoAccounts.privateUser)": DemoAccounts.privateUser,
                "\(accessToken)-\(DemoAccounts.stranger)": DemoAccounts.stranger,
            ], origins: origins)
    }
}

extension SandboxInfo {
    /// What a client needs to talk to a sandbox at an address.
    init(_ sandbox: Sandbox, address: String) {
        self.init(
            address: address, clientID: sandbox.gate.app.clientID, clientSecret: sandbox.gate.app.clientSecret,
            accessToken: App.accessToken, user: DemoAccounts.user, now: sandbox.now.description)
    }
}
