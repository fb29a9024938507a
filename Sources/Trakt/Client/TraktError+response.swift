extension TraktError {
    /// The error an answer means, or nil where the answer is a success.
    package init?(_ response: TransportResponse, to endpoint: Endpoint) {
        guard !(200..<300).contains(response.status) else { return nil }
        let body = ErrorBody(response)
        self.init(Failure(response, body), endpoint: endpoint, detail: body.sentence)
    }

    /// The error that no answer means.
    init(_ error: TransportError, to endpoint: Endpoint) {
        switch error {
        case .notSent(let obstacle): self.init(.notSent(obstacle.reason), endpoint: endpoint)
        case .outcomeUnknown(let reason): self.init(.outcomeUnknown(reason), endpoint: endpoint)
        case .cancelled: self.init(.cancelled, endpoint: endpoint)
        }
    }
}

extension TraktError.Failure {
    fileprivate init(_ response: TransportResponse, _ body: ErrorBody) {
        let headers = response.headers
        let upgradeURL = headers["X-Upgrade-URL"]
        switch response.status {
        case 400: self = .badRequest
        case 401: self = headers.flag("X-Private-User") == true ? .privateUser : .unauthorized
        case 403: self = response.isFromCloudflare ? .cloudflareBlocked : .forbidden
        case 404: self = .notFound
        case 405: self = .methodNotAllowed
        case 409: self = .conflict(expiresAt: body.expiresAt)
        case 412: self = .preconditionFailed
        case 420:
            self = .accountLimit(
                limit: headers.number("X-Account-Limit"), upgradeURL: upgradeURL, isVIP: headers.flag("X-VIP-User"))
        case 422: self = .validation(body.problems)
        case 423: self = .locked(isDeactivated: headers.flag("X-Account-Deactivated") == true)
        case 426: self = .vipOnly(upgradeURL: upgradeURL)
        case 429:
            // Trakt's own limits always come with X-Ratelimit; a page of HTML without it is Cloudflare's error 1015.
            let everything = headers["X-Ratelimit"] == nil && response.isHTML
            self = .rateLimited(retryAfter: response.retryAfter, everything: everything)
        case 500: self = .serverError
        case 502, 503, 504: self = .unavailable(status: response.status, retryAfter: response.retryAfter)
        case 520...530: self = .cloudflareError(status: response.status)
        default: self = .unexpectedStatus(response.status)
        }
    }
}

extension TransportResponse {
    /// What `Retry-After` says, in seconds; the date form is not used by Trakt.
    var retryAfter: Duration? {
        headers.number("Retry-After").map { .seconds(min($0, 86_400)) }
    }

    /// Whether Cloudflare answered by itself: it names itself, sends HTML, and the ids Trakt's server adds are missing.
    var isFromCloudflare: Bool {
        isHTML && headers["Server"]?.lowercased().hasPrefix("cloudflare") == true
            && headers["X-Request-Id"] == nil && headers["X-Runtime"] == nil
    }
}

/// What can be read from an error's body, which may as well be empty or HTML.
private struct ErrorBody {
    let json: JSONValue?

    init(_ response: TransportResponse) {
        let isSmall = response.body.count <= 65_536
        json = isSmall && !response.isHTML ? try? JSONValue(parsing: response.body) : nil
    }

    var sentence: String? {
        for name in ["error_description", "message", "error"] {
            if let text = json?[name]?.string, !text.isEmpty { return text }
        }
        return nil
    }

    var expiresAt: String? { json?["expires_at"]?.string }

    /// Trakt does not document where the messages stand, so every text is taken, with the name it stands under.
    var problems: [String] {
        guard let json else { return [] }
        return Array(Self.texts(in: json["errors"] ?? json, under: nil, depth: 0).prefix(20))
    }

    private static func texts(in value: JSONValue, under name: String?, depth: Int) -> [String] {
        guard depth < 5 else { return [] }
        switch value {
        case .string(let text): return [name.map { "\($0) \(text)" } ?? text]
        case .array(let elements): return elements.flatMap { texts(in: $0, under: name, depth: depth + 1) }
        case .object(let members):
            return members.sorted { $0.key < $1.key }.flatMap { member in
                let isLabel = ["error", "error_description", "message", "errors"].contains(member.key)
                return texts(in: member.value, under: isLabel ? name : member.key, depth: depth + 1)
            }
        default: return []
        }
    }
}
