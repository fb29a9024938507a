internal import Foundation
internal import Isolation
internal import Lua
internal import Storage
internal import Trakt

/// Looks at everything that may be wrong, and judges nothing.
struct Examination {
    let environment: [String: String]
    let flags: [Setting: String]
    /// Somebody else whose things are to be read too.
    var otherUser: String?
    let transport: any Transport

    func observations() async -> Observations {
        var seen = Observations(now: Date())
        seen.lua = Release.number
        seen.hasConcatHole = Release.hasConcatHole
        seen.isolation = await isolation()
        seen.otherUser = otherUser
        seen.serving = (try? ServeLock(environment))?.state
        seen.proxies = ["http_proxy", "https_proxy", "all_proxy"].flatMap { [$0, $0.uppercased()] }
            .filter { environment[$0]?.isEmpty == false }
        let settings: Settings
        do {
            let file = try ConfigurationFile(environment)
            seen.configurationPath = file?.path
            settings = Settings(flags: flags, environment: environment, file: file)
            seen.apiURL = try settings.apiURL()
            seen.authURL = try settings.authURL()
            _ = try settings.callTimeout()
        } catch {
            seen.configurationError = error
            return seen
        }
        lookAtFiles(settings, &seen)
        await lookAtAccount(settings, &seen)
        return seen
    }

    private func isolation() async -> Result<Confinement, GuestError> {
        do { return .success(try await Guests(spares: 0).confinement()) } catch { return .failure(error) }
    }

    private func lookAtFiles(_ settings: Settings, _ seen: inout Observations) {
        if settings.warning != nil, let path = settings.file?.path { seen.exposedFiles.append(path) }
        guard let directory = try? AccountDirectory(environment) else { return }
        for name in directory.names {
            do throws(StorageError) { _ = try directory[name].account() } catch {
                if case .readableByOthers(let path) = error {
                    seen.exposedFiles.append(path)
                } else {
                    seen.unusableFiles.append(error)
                }
            }
        }
    }

    private func lookAtAccount(_ settings: Settings, _ seen: inout Observations) async {
        var clientID = settings.clientID
        var hasClientSecret = settings.clientSecret != nil
        seen.account = .nobody
        let identity: Identity?
        do {
            identity = try settings.identity()
        } catch {
            identity = nil
            if error as? ConnectionError != .noAccount { seen.account = .unusable("\(error)") }
        }
        switch identity {
        case .environment: seen.account = .environment
        case .stored(let file, let account):
            seen.account = .stored(file.name, account)
            clientID = account.app.clientID
            hasClientSecret = hasClientSecret || account.app.clientSecret != nil
            seen.apiURL = account.apiURL
            seen.authURL = account.authURL
        case .nobody, nil: break
        }
        seen.hasClientID = clientID != nil
        seen.hasClientSecret = hasClientSecret
        // Without a key the first answer would be about that and nothing else, but it tells whether Trakt is there.
        let probing = Probing(
            clientID: clientID ?? "", timeout: (try? settings.callTimeout()) ?? .seconds(30), transport: transport)
        let anything = Catalogue.shows.popular
        if clientID != nil {
            seen.api = await probing.probe(anything, seen.apiURL, "/shows/popular?limit=1", token: nil)
        }
        if seen.authURL != seen.apiURL {
            seen.auth = await probing.probe(Catalogue.auth.authorize, seen.authURL, "/activate", token: nil)
        }
        guard case .answered(nil, _)? = seen.api else { return }
        switch identity {
        case .environment(let token, _):
            seen.signIn = .probed(await probing.settings(seen.apiURL, token))
            seen.otherUsersThings = await probing.things(of: otherUser, seen.apiURL, token)
        case .stored(let file, let account):
            if let tokens = try? settings.tokens(of: file, transport) {
                seen.signIn = await probing.signIn(account, tokens)
                let token = (try? await tokens.accessToken()).flatMap { $0 }.map(Secret.init)
                seen.otherUsersThings = await probing.things(of: otherUser, seen.apiURL, token)
            }
        case .nobody, nil: seen.otherUsersThings = await probing.things(of: otherUser, seen.apiURL, nil)
        }
    }
}

/// Single calls, without the client's patience.
private struct Probing {
    let clientID: String
    let timeout: Duration
    let transport: any Transport

    func probe(_ endpoint: Endpoint, _ url: String, _ target: String, token: Secret?) async -> Observations.Probe {
        var headers: Headers = .traktDefaults(clientID: clientID, userAgent: Connection.userAgent)
        if let token { headers["Authorization"] = "Bearer \(token.text)" }
        let request = TransportRequest(method: .get, url: url + target, headers: headers, body: nil, timeout: timeout)
        do {
            let response = try await transport.send(request)
            return .answered(TraktError(response, to: endpoint), date: Self.date(response.headers["Date"]))
        } catch {
            switch error {
            case .notSent(let obstacle): return .obstacle(obstacle)
            case .outcomeUnknown(let reason): return .unanswered(reason)
            case .cancelled: return .unanswered("it was cancelled")
            }
        }
    }

    func settings(_ url: String, _ token: Secret) async -> Observations.Probe {
        await probe(Catalogue.users.settings, url, "/users/settings", token: token)
    }

    /// Reads the figures of somebody else, which private users show to friends only.
    func things(of user: String?, _ url: String, _ token: Secret?) async -> Observations.Probe? {
        guard let user, let call = try? Catalogue.users.stats.call(Arguments([.string(user)])) else { return nil }
        return await probe(call.endpoint, url, call.target, token: token)
    }

    /// Reads the account's settings, with a renewed token where the first is refused: as the client does.
    func signIn(_ account: SignedInAccount, _ tokens: AccountTokens) async -> Observations.SignIn {
        var wasRefused = false
        do throws(RefreshError) {
            guard let token = try await tokens.accessToken() else { return .notTried }
            let first = await settings(account.apiURL, Secret(token))
            guard case .answered(let error?, _) = first, error.failure == .unauthorized else { return .probed(first) }
            wasRefused = true
            guard let other = try await tokens.accessToken(insteadOf: token) else { return .probed(first) }
            return .probed(await settings(account.apiURL, Secret(other)))
        } catch {
            return .noToken(error, wasRefused: wasRefused)
        }
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
    private static func date(_ text: String?) -> Date? {
        guard let text else { return nil }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: text)
    }
}
