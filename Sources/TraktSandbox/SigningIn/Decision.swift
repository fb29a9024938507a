/// What a person answers when an app asks for access.
enum Decision: Sendable, Hashable {
    case approve(user: String)
    case deny

    /// Reads the fields `decision` and `user` of a form. `nil` when nothing is decided, or for a user who is not there.
    init?(_ fields: JSONValue, _ state: SandboxState) {
        switch fields["decision"]?.string {
        case "approve":
            guard let index = state.accountIndex(fields["user"]?.string ?? DemoAccounts.user) else { return nil }
            self = .approve(user: state.accounts[index].profile.slug)
        case "deny": self = .deny
        default: return nil
        }
    }

    var stage: DeviceCode.Stage {
        switch self {
        case .approve(let user): .approved(user: user)
        case .deny: .denied
        }
    }
}

extension SandboxState {
    /// Everybody who could sign in.
    var users: [Profile] { accounts.map(\.profile) }
}
