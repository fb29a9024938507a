public import Foundation

/// Trakt's OAuth calls on behalf of one app. Sends each once: most of them must not be repeated unseen.
public struct AuthorizationServer: Sendable {
    public var app: App
    /// Without a slash at the end.
    public let url: String
    private let transport: any Transport
    private let userAgent: String
    private let timeout: Duration
    private let now: @Sendable () -> Date

    /// - Parameters:
    ///   - userAgent: The app's name and version as `App/1.2.3`. Without one Cloudflare refuses every call.
    ///   - now: This machine's time, noted with the tokens it receives.
    public init(
        app: App, url: String = "https://auth.trakt.tv", transport: any Transport, userAgent: String,
        timeout: Duration = .seconds(30), now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.app = app
        self.url = url
        self.transport = transport
        self.userAgent = userAgent
        self.timeout = timeout
        self.now = now
    }

    /// Begins signing in on another device.
    public func deviceCode() async throws(TraktError) -> DeviceCode {
        let endpoint = Catalogue.auth.deviceCode
        let response = try await send(endpoint, ["client_id": .string(app.clientID)])
        if let error = TraktError(response, to: endpoint) { throw error }
        guard let code = (try? JSONValue(parsing: response.body)).flatMap(DeviceCode.init) else {
            throw malformed(response, endpoint)
        }
        return code
    }

    /// Asks whether a device code was approved.
    public func answer(about device: Secret) async -> DeviceFlow.Answer {
        let endpoint = Catalogue.auth.deviceToken
        let response: TransportResponse
        do {
            response = try await send(endpoint, app.credentials.merging(["code": .string(device.text)]) { $1 })
        } catch {
            if case .notSent = error.failure { return .unreachable(error) }
            return .unanswered(error)
        }
        guard let error = TraktError(response, to: endpoint) else {
            return tokens(response).map { .approved($0) } ?? .unanswered(malformed(response, endpoint))
        }
        return switch response.status {
        case 400: .pending
        case 404: .unknownCode
        case 409: .alreadyUsed
        case 410: .expired
        case 418: .denied
        case 429: .tooFast(retryAfter: error.retryAfter)
        case 500...: .unanswered(error)
        default: .refused(error)
        }
    }

    /// Exchanges the code that a redirect brought.
    public func tokens(forCode code: String, verifier: Secret?) async throws(TraktError) -> Tokens {
        let endpoint = Catalogue.auth.token
        var members = app.credentials
        members["grant_type"] = "authorization_code"
        members["code"] = .string(code)
        members["redirect_uri"] = .string(app.redirectURI)
        if let verifier { members["code_verifier"] = .string(verifier.text) }
        let response = try await send(endpoint, members)
        if let error = TraktError(response, to: endpoint) { throw error }
        guard let tokens = tokens(response) else { throw malformed(response, endpoint) }
        return tokens
    }

    /// Exchanges a refresh token, which works once, for new tokens.
    public func refresh(_ token: Secret) async -> TokenRefresh.Answer {
        let endpoint = Catalogue.auth.token
        var members = app.credentials
        members["grant_type"] = "refresh_token"
        members["refresh_token"] = .string(token.text)
        members["redirect_uri"] = .string(app.redirectURI)
        do {
            let response = try await send(endpoint, members)
            guard let error = TraktError(response, to: endpoint) else {
                return tokens(response).map { .tokens($0) } ?? .unanswered(malformed(response, endpoint))
            }
            return TokenRefresh.Answer(error, code: Self.errorCode(response))
        } catch {
            if case .notSent = error.failure { return .notApplied(error) }
            return .unanswered(error)
        }
    }

    /// Makes an access token and its refresh token worthless. A token that was so already is no error.
    public func revoke(_ token: Secret) async throws(TraktError) {
        let endpoint = Catalogue.auth.revoke
        let response = try await send(endpoint, app.credentials.merging(["token": .string(token.text)]) { $1 })
        guard let error = TraktError(response, to: endpoint) else { return }
        let code = Self.errorCode(response)
        if code == "invalid_grant" || code == "invalid_token" { return }
        throw error
    }

    // MARK: Sending

    private func send(
        _ endpoint: Endpoint, _ members: [String: JSONValue]
    ) async throws(TraktError) -> TransportResponse {
        let request = TransportRequest(
            method: endpoint.method, url: url + endpoint.path,
            headers: .traktDefaults(clientID: app.clientID, userAgent: userAgent),
            body: JSONValue.object(members).encoded, timeout: timeout)
        do {
            return try await transport.send(request)
        } catch {
            throw TraktError(error, to: endpoint)
        }
    }

    private func tokens(_ response: TransportResponse) -> Tokens? {
        (try? JSONValue(parsing: response.body)).flatMap { Tokens(answer: $0, receivedAt: now()) }
    }

    private func malformed(_ response: TransportResponse, _ endpoint: Endpoint) -> TraktError {
        let reason = response.isHTML ? "an HTML page instead of JSON" : "something without what it should hold"
        return TraktError(
            .malformedAnswer(status: response.status, reason: reason, isCut: false), endpoint: endpoint)
    }

    /// The `error` of RFC 6749, section 5.2.
    private static func errorCode(_ response: TransportResponse) -> String? {
        guard !response.isHTML else { return nil }
        return (try? JSONValue(parsing: response.body))?["error"]?.string
    }
}
