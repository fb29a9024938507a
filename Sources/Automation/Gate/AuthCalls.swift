internal import Foundation
internal import Synchronization
internal import Trakt
internal import TraktLua

/// `trakt.auth`: a script may start and end a sign-in, and never sees a token or a secret. The device code that it does see
/// becomes tokens only together with the app's secret.
///
/// What identifies the app and what is secret is put in here; what an answer may hold is listed, so that whatever else
/// Trakt puts in stays out.
final class AuthCalls: Sendable {
    private let host: (any AccountHost)?
    /// The browser sign-in that the script began, with the verifier that its code is worthless without.
    private let browser = Mutex<AuthorizationCode?>(nil)

    init(host: (any AccountHost)?) {
        self.host = host
    }

    /// Whether an endpoint is answered here and not by a plain call.
    static func areFor(_ endpoint: Endpoint) -> Bool { endpoint.host == .auth }

    /// The body of the answer.
    func answer(_ endpoint: Endpoint, _ arguments: Arguments) async throws -> JSONValue {
        guard let host else { throw AuthError(.unavailable, endpoint) }
        let given = try Given(endpoint, arguments)
        switch endpoint {
        case Catalogue.auth.deviceCode: return try await Self.document(host.server().deviceCode())
        case Catalogue.auth.deviceToken: return try await finishDevice(endpoint, code: given.text("code"), host)
        case Catalogue.auth.authorize: return try beginBrowser(given, host)
        case Catalogue.auth.token: return try await exchange(endpoint, given, host)
        case Catalogue.auth.revoke:
            try await host.signOut()
            return [:]
        default: throw AuthError(.unavailable, endpoint)
        }
    }

    // MARK: On another device

    private static func document(_ code: DeviceCode) -> JSONValue {
        [
            "device_code": .string(code.device.text), "user_code": .string(code.user),
            "verification_url": .string(code.verificationURL),
            "expires_in": .integer(code.lifetime.components.seconds),
            "interval": .integer(code.interval.components.seconds),
        ]
    }

    private func finishDevice(
        _ endpoint: Endpoint, code: String, _ host: any AccountHost
    ) async throws -> JSONValue {
        let server = try host.server()
        let (answer, document) = try await host.unrepeatable {
            let answer = await server.answer(about: Secret(code))
            guard case .approved(let tokens) = answer else { return (answer, JSONValue.null) }
            return (answer, Self.document(tokens, try await host.keep(tokens, from: server)))
        }
        switch answer {
        case .approved: return document
        case .pending: throw AuthError(.pending, endpoint)
        case .tooFast: throw AuthError(.slowDown, endpoint)
        case .denied: throw AuthError(.denied, endpoint)
        case .expired: throw AuthError(.expired, endpoint)
        case .unknownCode: throw AuthError(.unknownCode, endpoint)
        case .alreadyUsed: throw AuthError(.codeUsed, endpoint)
        case .unreachable(let error), .unanswered(let error), .refused(let error): throw error
        }
    }

    // MARK: In a browser

    private func beginBrowser(_ given: Given, _ host: any AccountHost) throws -> JSONValue {
        let server = try host.server()
        let request = AuthorizationCode(server.app, authURL: server.url)
        browser.withLock { $0 = request }
        return [
            "url": .string(
                request.address(login: given["prompt"]?.string == "login", signup: given["signup"]?.boolean == true))
        ]
    }

    private func exchange(_ endpoint: Endpoint, _ given: Given, _ host: any AccountHost) async throws -> JSONValue {
        guard given["grant_type"] != "refresh_token" else {
            try await host.renew()
            return [:]
        }
        let text = try given.text("code")
        guard let request = browser.withLock({ $0 }) else { throw AuthError(.notBegun, endpoint) }
        let server = try host.server()
        let code = try request.code(pasted: text)
        return try await host.unrepeatable { [self] in
            let tokens = try await server.tokens(forCode: code, verifier: request.verifier)
            browser.withLock { $0 = nil }
            return Self.document(tokens, try await host.keep(tokens, from: server))
        }
    }

    /// What a script learns of a sign-in.
    private static func document(_ tokens: Tokens, _ account: KeptAccount) -> JSONValue {
        var members: [String: JSONValue] = [
            "expires_in": .integer(Int64(tokens.lifetime)),
            "created_at": .integer(Int64(tokens.createdAt.timeIntervalSince1970)),
        ]
        members["account"] = account.name.map { .string($0) }
        if let user = account.user {
            var document: [String: JSONValue] = [
                "username": .string(user.username), "vip": .boolean(user.isVIP),
                "ids": ["slug": .string(user.slug)],
            ]
            document["name"] = user.name.map { .string($0) }
            members["user"] = .object(document)
        }
        return .object(members)
    }
}

/// What a script gave to one of the calls: only what is a script's to say.
private struct Given {
    private static let names: [Endpoint: [String]] = [
        Catalogue.auth.deviceCode: [], Catalogue.auth.deviceToken: ["code"],
        Catalogue.auth.authorize: ["signup", "prompt"], Catalogue.auth.token: ["grant_type", "code"],
        Catalogue.auth.revoke: [],
    ]

    private let endpoint: Endpoint
    private let named: [String: JSONValue]

    init(_ endpoint: Endpoint, _ arguments: Arguments) throws(AuthError) {
        self.endpoint = endpoint
        named = arguments.named.filter { !$0.value.isNull }
        let allowed = Self.names[endpoint] ?? []
        guard arguments.positional.allSatisfy(\.isNull) else { throw AuthError(.takesNames(allowed), endpoint) }
        for name in named.keys.sorted() where !allowed.contains(name) {
            throw AuthError(
                endpoint.argumentNames.contains(name) ? .notForScripts(name) : .unknownName(name, allowed), endpoint)
        }
    }

    subscript(name: String) -> JSONValue? { named[name] }

    func text(_ name: String) throws(AuthError) -> String {
        guard let text = named[name]?.string, !text.isEmpty else { throw AuthError(.missing(name), endpoint) }
        return text
    }
}
