internal import Foundation
internal import Isolation
internal import Storage
internal import Trakt
internal import Wording

/// From what was seen to what it means and what to do, in the order in which it has to be mended.
package enum Diagnosis {
    package static func findings(_ seen: Observations) -> [Finding] {
        [program(seen)] + isolation(seen) + [configuration(seen)] + files(seen) + proxies(seen) + app(seen)
            + reach(seen) + clock(seen)
            + account(seen) + otherUser(seen) + serving(seen)
    }

    // MARK: This machine

    private static func program(_ seen: Observations) -> Finding {
        guard seen.hasConcatHole else { return Finding(.ok, "lua", "Lua \(seen.lua).") }
        return Finding(
            .advice, "lua_hole",
            "Lua \(seen.lua) has the __concat hole of Debian 12; coroutines are guarded against it.",
            "A system with Lua 5.4.6 or later, such as Debian 13, has no such hole.")
    }

    /// What holds scripts that run in processes of their own.
    private static func isolation(_ seen: Observations) -> [Finding] {
        switch seen.isolation {
        case nil: []
        case .failure(let error):
            [
                Finding(
                    .local, "isolation", "Scripts cannot be run in processes of their own: \(error).",
                    "moonreel serve and moonreel run --isolate do not run until that works.")
            ]
        case .success(let confinement) where confinement.gaps.isEmpty:
            [
                Finding(
                    .ok, "isolation",
                    "Each script that moonreel serve runs is held in a process of its own: no files and no network (Landlock "
                        + "\(confinement.landlock ?? 0)), the system calls that computing needs (seccomp), no privileges, "
                        + "limits.")
            ]
        case .success(let confinement):
            confinement.gaps.map {
                Finding(
                    .advice, "isolation", $0,
                    "Let the program have it, run on a newer kernel, or run only rules that you have read; what else holds "
                        + "scripts is in force.")
            }
        }
    }

    private static func configuration(_ seen: Observations) -> Finding {
        if let error = seen.configurationError {
            return Finding(
                .local, "configuration", "\(error)",
                "Mend that; until then only what needs no configuration runs, such as moonreel run --sandbox.")
        }
        guard let path = seen.configurationPath else {
            return Finding(.ok, "configuration", "There is no configuration file, and none is needed.")
        }
        return Finding(.ok, "configuration", "\(path) is in order.")
    }

    private static func files(_ seen: Observations) -> [Finding] {
        seen.exposedFiles.map { path in
            Finding(
                .local, "file_permissions", "\(path) holds secrets, and other users of this machine may read it.",
                "chmod go= \(path)")
        } + seen.unusableFiles.map { Finding(.local, "file_unusable", "\($0)") }
    }

    private static func proxies(_ seen: Observations) -> [Finding] {
        guard !seen.proxies.isEmpty else { return [] }
        return [
            Finding(
                .advice, "proxy", "\(seen.proxies.joined(separator: ", ")) set a proxy, which Moonreel does not use.",
                "If Trakt is reachable only through it, run Moonreel where it is reachable directly.")
        ]
    }

    private static func app(_ seen: Observations) -> [Finding] {
        guard let hasClientID = seen.hasClientID else { return [] }
        guard hasClientID else {
            return [
                Finding(
                    .local, "no_key", "There is no client id, without which Trakt answers nothing.",
                    "Make an app at https://trakt.tv/oauth/applications (that takes a VIP membership) and set client_id "
                        + "in config.yaml, or MOONREEL_CLIENT_ID.")
            ]
        }
        guard seen.hasClientSecret != false else {
            return [
                Finding(
                    .advice, "no_secret", "A client id is configured, and no client secret.",
                    "Signing in asks for it; set client_secret in config.yaml or MOONREEL_CLIENT_SECRET to be spared that."
                )
            ]
        }
        return [Finding(.ok, "key", "A client id and a client secret are configured.")]
    }

    /// Nothing where nobody ever served, or who did has ended in order.
    private static func serving(_ seen: Observations) -> [Finding] {
        switch seen.serving {
        case nil, .free: []
        case .held(let holder):
            [Finding(.ok, "serving", "moonreel serve runs\(holder.map { ": \($0)" } ?? "").")]
        case .abandoned(let holder):
            [
                Finding(
                    .advice, "serve_died",
                    "moonreel serve does not run, and the last one was killed or lost its power: \(holder).",
                    "Start it again, and it goes on with what was left; the README has a unit for systemd, which does that."
                )
            ]
        }
    }

    // MARK: The way to Trakt

    private static func reach(_ seen: Observations) -> [Finding] {
        if case .obstacle(let one)? = seen.api, case .obstacle(let other)? = seen.auth,
            one.kind == .unknownHost, other.kind == .unknownHost
        {
            return [
                Finding(
                    .remote, "offline",
                    "No name is found, neither of \(seen.apiURL) nor of \(seen.authURL): \(one.reason).",
                    "This machine is offline, or its DNS does not work.")
            ]
        }
        let api = seen.api.map { probed($0, seen.apiURL, isKeyed: true) }
        // Any answer at all will do for the auth address: no page of it is asked for its content.
        let auth = seen.auth.map { probed($0, seen.authURL, isKeyed: false) }
        return [api, auth].compactMap { $0 }
    }

    private static func probed(_ probe: Observations.Probe, _ url: String, isKeyed: Bool) -> Finding {
        switch probe {
        case .obstacle(let obstacle): return blocked(obstacle, url)
        case .unanswered(let reason):
            return Finding(
                .remote, "no_answer", "\(url) took the call and did not answer: \(reason).", "Try again in a minute.")
        case .answered(nil, _): return Finding(.ok, isKeyed ? "api" : "auth", "\(url) answers.")
        case .answered(let error?, _):
            let isPageThere = !isKeyed && !Refusal.concernsEverybody(error)
            return isPageThere ? Finding(.ok, "auth", "\(url) answers.") : Refusal.finding(error, url)
        }
    }

    private static func blocked(_ obstacle: Obstacle, _ url: String) -> Finding {
        let (code, advice) =
            switch obstacle.kind {
            case .unknownHost: ("unknown_host", "Check the address; if it is right, DNS does not know it here.")
            case .refused: ("connection_refused", "Nothing listens there: check the address and its port.")
            case .tls:
                ("tls", "Something between here and there breaks the encryption, or the address is not https.")
            case .timeout: ("timeout", "A firewall may swallow the connection; check the network.")
            case .other: ("unreachable", "Check the network.")
            }
        return Finding(.remote, code, "\(url) cannot be reached: \(obstacle.reason).", advice)
    }

    /// Signing in goes by lifetimes only, but runs go by the clock of this machine.
    private static func clock(_ seen: Observations) -> [Finding] {
        let dates = [seen.api, seen.auth].compactMap { probe -> Date? in
            guard case .answered(_, let date?)? = probe else { return nil }
            return date
        }
        guard let date = dates.first else { return [] }
        let difference = Int(seen.now.timeIntervalSince(date).rounded())
        guard abs(difference) > 120 else { return [Finding(.ok, "clock", "The clock is right.")] }
        let span = TimeSpan(.seconds(abs(difference)))
        return [
            Finding(
                .local, "clock_wrong",
                "This machine's clock is \(span) \(difference > 0 ? "ahead of" : "behind") Trakt's, so days and "
                    + "schedules are wrong.",
                "Set it, best by a time service: timedatectl set-ntp true.")
        ]
    }

    // MARK: The account

    private static func account(_ seen: Observations) -> [Finding] {
        switch seen.account {
        case nil: return []
        case .nobody:
            return [
                Finding(
                    .advice, "signed_out", "Nobody is signed in.", "moonreel login signs in; --sandbox needs nobody.")
            ]
        case .unusable(let sentence): return [Finding(.local, "account", sentence)]
        case .environment, .stored: return [signIn(seen)]
        }
    }

    private static func signIn(_ seen: Observations) -> Finding {
        let name =
            switch seen.account {
            case .stored(let name, _): "The account \(name)"
            default: "The token of MOONREEL_ACCESS_TOKEN"
            }
        switch seen.signIn {
        case .notTried: return Finding(.advice, "not_tried", "\(name) could not be tried, for the reason above.")
        case .noToken(let error, let wasRefused): return lost(name, error, wasRefused: wasRefused)
        case .probed(.obstacle(let obstacle)): return blocked(obstacle, seen.apiURL)
        case .probed(.unanswered(let reason)):
            return Finding(.remote, "no_answer", "\(name) could not be tried: \(reason).", "Try again in a minute.")
        case .probed(.answered(nil, _)): return Finding(.ok, "account", "\(name) works.")
        case .probed(.answered(let error?, _)):
            guard error.failure == .unauthorized else { return Refusal.finding(error, name) }
            return Finding(
                .remote, "token_refused", "\(name) is not accepted: it has ended or was revoked.",
                "Put a new one there, or sign in with moonreel login, which renews its tokens.")
        }
    }

    private static func otherUser(_ seen: Observations) -> [Finding] {
        guard let user = seen.otherUser, let probe = seen.otherUsersThings else { return [] }
        guard case .answered(let error?, _) = probe else {
            return [probed(probe, "What \(user) shows", isKeyed: true)]
        }
        switch error.failure {
        case .notFound:
            return [
                Finding(
                    .remote, "no_such_user", "Trakt knows no user \(user) (404).",
                    "Check the slug in the address of their page.")
            ]
        case .privateUser:
            return [
                Finding(
                    .remote, "private_user", "\(user) is private, and this account is no friend of theirs (401).",
                    "Signing in again does not help; ask them to approve you as a follower.")
            ]
        default: return [Refusal.finding(error, "What \(user) shows")]
        }
    }

    private static func lost(_ name: String, _ error: RefreshError, wasRefused: Bool) -> Finding {
        switch error {
        case .signInAgain(let lostAt?, _):
            Finding(
                .remote, "refresh_lost",
                "\(name) cannot be renewed: the answer to a refresh of \(lostAt.formatted(.iso8601)) never came.",
                "Sign in again: moonreel login.")
        case .signInAgain(nil, _) where wasRefused:
            Finding(
                .remote, "revoked", "\(name) was revoked at Trakt.",
                "Sign in again: moonreel login. If you did not revoke it, look at "
                    + "https://trakt.tv/oauth/authorized_applications: a free account keeps one app only.")
        case .signInAgain, .noRefreshToken:
            Finding(
                .remote, "refresh_expired", "\(name) was not used for so long that it cannot be renewed any more.",
                "Sign in again: moonreel login.")
        case .appRefused:
            Finding(
                .remote, "secret_refused", "\(error)",
                "The app's secret may have been changed: compare it with https://trakt.tv/oauth/applications.")
        case .store: Finding(.local, "file_unusable", "\(error)")
        case .signedOut: Finding(.advice, "signed_out", "\(error)", "Sign in again: moonreel login.")
        case .notApplied, .unanswered: Finding(.remote, "refresh_failed", "\(error)", "Try again in a minute.")
        }
    }
}
