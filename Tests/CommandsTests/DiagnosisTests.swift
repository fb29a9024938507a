import Commands
import Foundation
import Storage
import Testing
import Trakt

@Suite("A diagnosis")
struct DiagnosisTests {
    private static let now = Date(timeIntervalSince1970: 1_772_627_696)

    /// Somebody for whom all is well.
    private static func healthy() -> Observations {
        var seen = Observations(now: now)
        seen.lua = "5.4.7"
        seen.apiURL = "https://api.example.com"
        seen.authURL = "https://auth.example.com"
        seen.api = .answered(nil, date: now)
        seen.auth = .answered(error(.notFound), date: now)
        let tokens = Tokens(
            access: Secret("a"), refresh: Secret("r"), createdAt: now, lifetime: 86_400, receivedAt: now)
        let account = SignedInAccount(
            app: App(clientID: "id"), apiURL: seen.apiURL, authURL: seen.authURL, tokens: tokens, signedInAt: now)
        (seen.hasClientID, seen.hasClientSecret) = (true, true)
        if let name = AccountName("work") { seen.account = .stored(name, account) }
        seen.signIn = .probed(.answered(nil, date: now))
        return seen
    }

    @Test("tells that rules are served, and that they are no more after whoever did was killed")
    func serving() {
        let holder = ServeLock.Holder(process: 123, since: Self.now)
        func finding(_ state: ServeLock.State) -> Finding? {
            var seen = Self.healthy()
            seen.serving = state
            return Diagnosis.findings(seen).first { $0.code.hasPrefix("serv") }
        }
        #expect(finding(.free) == nil)
        let running = finding(.held(holder))
        #expect(running?.level == .ok)
        #expect(running?.sentence == "moonreel serve runs: process 123, since 2026-03-04T12:34:56Z.")
        #expect(finding(.held(nil))?.sentence == "moonreel serve runs.")
        let died = finding(.abandoned(holder))
        #expect(died?.level == .advice && died?.code == "serve_died")
    }

    private static func error(_ failure: TraktError.Failure) -> TraktError {
        TraktError(failure, endpoint: Catalogue.users.settings)
    }

    private func problems(_ change: (inout Observations) -> Void) -> [Finding] {
        var seen = Self.healthy()
        change(&seen)
        return Diagnosis.findings(seen).filter { $0.level == .local || $0.level == .remote }
    }

    @Test("finds nothing where all is well, and says so of each thing")
    func healthy() {
        let findings = Diagnosis.findings(Self.healthy())
        #expect(findings.map(\.code) == ["lua", "configuration", "key", "api", "auth", "clock", "account"])
        #expect(findings.allSatisfy { $0.level == .ok && $0.advice == nil })
    }

    @Test(
        "tells apart what Trakt says to an account, each with its advice",
        arguments: [
            (.unauthorized, "token_refused", "moonreel login"),
            (.privateUser, "private_user", "Signing in again does not help"),
            (.locked(isDeactivated: false), "locked", "Trakt's support"),
            (.locked(isDeactivated: true), "deactivated", "Its owner"),
            (.vipOnly(upgradeURL: "https://trakt.tv/vip"), "vip_needed", "https://trakt.tv/vip"),
            (.forbidden, "app_refused", "https://trakt.tv/oauth/applications"),
            (.cloudflareBlocked, "cloudflare_block", "another network"),
            (.rateLimited(retryAfter: .seconds(90), everything: true), "cloudflare_limit", "Wait 1m30s"),
            (.rateLimited(retryAfter: nil, everything: false), "rate_limited", "five minutes"),
            (.unavailable(status: 503, retryAfter: nil), "trakt_down", "Try again later"),
        ] as [(TraktError.Failure, String, String)])
    func refusals(_ failure: TraktError.Failure, _ code: String, _ advice: String) {
        let account = problems { $0.signIn = .probed(.answered(Self.error(failure), date: nil)) }
        #expect(account.map(\.code) == [code] && account.allSatisfy { $0.level == .remote })
        #expect(account.first?.advice?.contains(advice) == true)
        guard failure != .privateUser, failure != .unauthorized else { return }
        let app = problems {
            $0.api = .answered(Self.error(failure), date: nil)
            $0.signIn = .notTried
        }
        #expect(app.map(\.code) == [code])
    }

    @Test("tells a revoked account from one that was not used for too long, and from a lost answer")
    func lostAccounts() {
        func code(_ error: RefreshError, wasRefused: Bool) -> [String] {
            problems { $0.signIn = .noToken(error, wasRefused: wasRefused) }.map(\.code)
        }
        #expect(code(.signInAgain(lostAt: nil, detail: nil), wasRefused: true) == ["revoked"])
        #expect(code(.signInAgain(lostAt: nil, detail: nil), wasRefused: false) == ["refresh_expired"])
        #expect(code(.noRefreshToken, wasRefused: false) == ["refresh_expired"])
        #expect(code(.signInAgain(lostAt: Self.now, detail: nil), wasRefused: true) == ["refresh_lost"])
        #expect(code(.appRefused(detail: nil), wasRefused: false) == ["secret_refused"])
        #expect(code(.notApplied("x"), wasRefused: false) == ["refresh_failed"])
    }

    @Test(
        "tells apart why a server cannot be reached",
        arguments: [
            (.unknownHost, "unknown_host"), (.refused, "connection_refused"), (.tls, "tls"), (.timeout, "timeout"),
            (.other, "unreachable"),
        ] as [(Obstacle.Kind, String)])
    func obstacles(_ kind: Obstacle.Kind, _ code: String) {
        let api = problems {
            $0.api = .obstacle(Obstacle(kind, "why"))
            $0.signIn = .notTried
        }
        #expect(api.map(\.code) == [code] && api.first?.sentence.contains("https://api.example.com") == true)
        let auth = problems { $0.auth = .obstacle(Obstacle(kind, "why")) }
        #expect(auth.map(\.code) == [code] && auth.first?.sentence.contains("https://auth.example.com") == true)
    }

    @Test("calls it offline when no name is found at all")
    func offline() {
        let found = problems {
            $0.api = .obstacle(Obstacle(.unknownHost, "why"))
            $0.auth = .obstacle(Obstacle(.unknownHost, "why"))
            $0.signIn = .notTried
        }
        #expect(found.map(\.code) == ["offline"])
    }

    @Test("sees a wrong clock in either direction, and allows two minutes")
    func clock() {
        for (offset, words) in [(7200.0, "2h ahead of"), (-300, "5m behind")] {
            let found = problems { $0.now = Self.now + offset }
            #expect(found.map(\.code) == ["clock_wrong"] && found.first?.sentence.contains(words) == true)
            #expect(found.first?.level == .local)
        }
        #expect(problems { $0.now = Self.now + 100 }.isEmpty)
    }

    @Test("names what is wrong on this machine: key, files, configuration")
    func here() {
        #expect(problems { $0.hasClientID = false }.map(\.code) == ["no_key"])
        let files = problems { $0.exposedFiles = ["/x/work.json"] }
        #expect(files.map(\.code) == ["file_permissions"] && files.first?.advice == "chmod go= /x/work.json")
        let configuration = problems { $0.configurationError = .invalid("/c.yaml", line: 3, "oh") }
        #expect(configuration.map(\.code) == ["configuration"])
        #expect(configuration.first?.sentence == "/c.yaml, line 3: oh.")
        #expect(problems { $0.account = .unusable("There is no account called x.") }.map(\.code) == ["account"])
    }

    @Test("advises without alarm: an old Lua, a proxy, nobody signed in, no secret")
    func advice() {
        var seen = Self.healthy()
        seen.hasConcatHole = true
        seen.proxies = ["http_proxy"]
        seen.hasClientSecret = false
        seen.account = .nobody
        let advice = Diagnosis.findings(seen).filter { $0.level == .advice }
        #expect(advice.map(\.code) == ["lua_hole", "proxy", "no_secret", "signed_out"])
        #expect(advice.allSatisfy { $0.advice != nil })
    }
}
