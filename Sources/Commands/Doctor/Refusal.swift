internal import Trakt
internal import Wording

/// What Trakt's refusals mean for somebody who wants to know why nothing works.
enum Refusal {
    /// Whether an answer says that nobody gets through, and not merely that there is no such page.
    static func concernsEverybody(_ error: TraktError) -> Bool {
        switch error.failure {
        case .cloudflareBlocked, .rateLimited, .serverError, .unavailable, .cloudflareError: true
        default: false
        }
    }

    static func finding(_ error: TraktError, _ what: String) -> Finding {
        switch error.failure {
        case .forbidden:
            Finding(
                .remote, "app_refused", "Trakt refuses the client id (403): its app was deleted, or is not approved.",
                "Look for it at https://trakt.tv/oauth/applications. Since July 2026 only VIP members may have apps, and "
                    + "those of others were removed.")
        case .cloudflareBlocked:
            Finding(
                .remote, "cloudflare_block",
                "Cloudflare, which stands before Trakt, refuses calls from this address (403 with a page).",
                "Wait some hours, or call from another network; addresses of data centres and VPNs are refused most.")
        case .rateLimited(let wait, everything: true):
            Finding(
                .remote, "cloudflare_limit",
                "Cloudflare, which stands before Trakt, refuses calls for now because there were too many (error 1015).",
                "Wait \(wait.map { TimeSpan($0).description } ?? "some minutes"), and run fewer things at once.")
        case .rateLimited(let wait, everything: false):
            Finding(
                .remote, "rate_limited", "Trakt counts too many calls (429).",
                "Wait \(wait.map { TimeSpan($0).description } ?? "five minutes").")
        case .vipOnly(let url):
            Finding(
                .remote, "vip_needed", "Trakt wants a VIP membership for this (426).",
                url.map { "Become a member at \($0), or use an app of somebody who is." })
        case .locked(let isDeactivated):
            isDeactivated
                ? Finding(
                    .remote, "deactivated", "\(what) is deactivated (423).", "Its owner can open it again at trakt.tv.")
                : Finding(
                    .remote, "locked", "\(what) was locked by Trakt (423).",
                    "Its owner has to contact Trakt's support; call no more until then.")
        case .privateUser:
            Finding(
                .remote, "private_user", "That user is private, and \(what) is no friend (401).",
                "Signing in again does not help; ask them to approve you as a follower.")
        case .unauthorized:
            Finding(.remote, "token_refused", "\(what) is not accepted (401).", "Sign in again: moonreel login.")
        case .serverError, .unavailable, .cloudflareError:
            Finding(.remote, "trakt_down", "\(what): Trakt has trouble (\(error.status ?? 0)).", "Try again later.")
        default: Finding(.remote, error.kind, "\(error)")
        }
    }
}
