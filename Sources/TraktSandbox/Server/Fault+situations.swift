/// What can be wrong between a person, an app and Trakt. Each strikes the calls that it would strike at Trakt, so that
/// one can be switched on alone.
extension Fault.Kind {
    /// Whether it has anything to do with a call.
    func concerns(_ call: Call) -> Bool {
        switch self {
        case .staleList, .staleReads, .shortPage: call.method == "GET"
        case .applyLate: call.method != "GET" && call.method != "OPTIONS"
        case .applyHalf: Batch(call) != nil
        case .appDeleted, .vipRequired: !call.isPage
        case .accountRevoked: call.headers["authorization"] != nil || call.isRefresh
        case .refreshExpired: call.isRefresh
        case .accountLocked, .accountDeactivated: call.headers["authorization"] != nil
        case .privateUser: call.isAboutAnotherUser
        default: true
        }
    }

    /// What is answered then, without the body that a fault may bring; `nil` for what is no situation.
    func situation(for call: Call) -> Answer? {
        switch self {
        case .appDeleted: Answer(403)
        case .vipRequired: Refusal.vipOnly.answer
        case .accountRevoked: call.isRefresh ? Refusal.invalidGrant(400).answer : Answer(401)
        case .refreshExpired: Refusal.invalidGrant().answer
        case .accountLocked: Refusal.locked().answer
        case .accountDeactivated: Refusal.locked(isDeactivated: true).answer
        case .privateUser: Refusal.privateUser.answer
        case .maintenance: Answer(503)
        default: nil
        }
    }
}

extension Fault {
    /// What a clock says that is as wrong as the fault tells: a day ahead when it tells nothing.
    func date(_ now: Timestamp) -> String { now.adding(seconds: seconds ?? 86_400).httpDate }
}

extension Refusal {
    static func locked(isDeactivated: Bool = false) -> Refusal {
        Refusal(
            423, "the account is locked",
            headers: [("X-Account-Locked", "true"), ("X-Account-Deactivated", isDeactivated ? "true" : "false")])
    }
}

extension Call {
    /// Whether a person looks at this in a browser.
    fileprivate var isPage: Bool { segments.first == "activate" || segments == ["oauth", "authorize"] }

    fileprivate var isRefresh: Bool {
        method == "POST" && segments == ["oauth", "token"]
            && (try? document())?["grant_type"]?.string == "refresh_token"
    }
}
