/// Why a call has no answer.
public struct TraktError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened, one case for each thing somebody may want to tell apart.
    public enum Failure: Sendable, Hashable {
        /// 400: the request could not be read.
        case badRequest
        /// 401: the token is missing, expired or revoked.
        case unauthorized
        /// 401 although the token was renewed just now: the thing is somebody else's, or the account may not do this.
        case notAllowed
        /// 401 with `X-Private-User`: the token is fine, but that user shows things to friends only.
        case privateUser
        /// Nobody is signed in, so a call that needs an account was not sent.
        case signedOut
        /// There is no access token to be had, so the call was not sent.
        case noToken(RefreshError)
        /// 403 from Trakt: the app's key is wrong, or the app was removed.
        case forbidden
        /// 403 from Cloudflare, before Trakt: a missing or suspicious User-Agent, or an address that called too often.
        case cloudflareBlocked
        /// 404.
        case notFound
        /// 405.
        case methodNotAllowed
        /// 409: it exists already; `expiresAt` where that will change, ISO 8601.
        case conflict(expiresAt: String?)
        /// 412.
        case preconditionFailed
        /// 420: the account has as many as it may have.
        case accountLimit(limit: Int?, upgradeURL: String?, isVIP: Bool?)
        /// 422: what was wrong, in Trakt's words.
        case validation([String])
        /// 423: the account was locked, or its owner deactivated it.
        case locked(isDeactivated: Bool)
        /// The account was locked earlier, so nothing more is sent for it.
        case accountStopped
        /// 426.
        case vipOnly(upgradeURL: String?)
        /// 429. `everything` when it came from Cloudflare, which stops all calls from this address.
        case rateLimited(retryAfter: Duration?, everything: Bool)
        /// A limit met earlier would hold the call up for longer than the configuration allows, so it was not sent.
        case waitTooLong(Duration)
        /// 500.
        case serverError
        /// 502, 503, 504.
        case unavailable(status: Int, retryAfter: Duration?)
        /// 520, 521, 522 and the like: Cloudflare could not reach Trakt.
        case cloudflareError(status: Int)
        /// Any other status, redirects too.
        case unexpectedStatus(Int)
        /// Nothing left this machine.
        case notSent(String)
        /// It may have arrived, but no whole answer came back.
        case outcomeUnknown(String)
        /// Success, with a body that is not what the endpoint answers.
        case malformedAnswer(status: Int, reason: String, isCut: Bool)
        /// The caller gave up: before it was sent or, for a read, at any time.
        case cancelled
    }

    public let failure: Failure
    /// The endpoint's name in the catalogue.
    public let endpoint: String
    /// Whether the call would have changed the account.
    public let isWrite: Bool
    /// What the server said about it, where it said something readable.
    public let detail: String?

    package init(_ failure: Failure, endpoint: Endpoint, detail: String? = nil) {
        self.failure = failure
        self.endpoint = endpoint.id
        self.isWrite = endpoint.isWrite
        self.detail = detail
    }

    public var description: String { sentence }

    /// Whether this machine is to blame, and not Trakt.
    package var isOfThisMachine: Bool {
        if case .noToken(let error) = failure { error.isOfThisMachine } else { false }
    }

    /// A 401 that cannot be about the token.
    package func withFreshToken(_ endpoint: Endpoint) -> TraktError {
        TraktError(.notAllowed, endpoint: endpoint, detail: detail)
    }
}

extension TraktError {
    /// A stable word for the failure, for scripts.
    public var kind: String {
        switch failure {
        case .badRequest: "bad_request"
        // What is refused is the same to a script, which can do nothing about either.
        case .unauthorized, .notAllowed: "unauthorized"
        case .privateUser: "private_user"
        case .signedOut: "signed_out"
        case .noToken(let error): error.needsSignIn ? "sign_in_again" : "refresh_failed"
        case .forbidden: "forbidden"
        case .cloudflareBlocked: "cloudflare_blocked"
        case .notFound: "not_found"
        case .methodNotAllowed: "method_not_allowed"
        case .conflict: "conflict"
        case .preconditionFailed: "precondition_failed"
        case .accountLimit: "account_limit"
        case .validation: "validation"
        case .locked: "locked"
        case .accountStopped: "account_stopped"
        case .vipOnly: "vip_only"
        case .rateLimited, .waitTooLong: "rate_limited"
        case .serverError: "server_error"
        case .unavailable: "unavailable"
        case .cloudflareError: "cloudflare_error"
        case .unexpectedStatus: "unexpected_status"
        case .notSent: "not_sent"
        case .outcomeUnknown: "outcome_unknown"
        case .malformedAnswer: "malformed_answer"
        case .cancelled: "cancelled"
        }
    }

    /// The HTTP status, or nil where no answer came.
    public var status: Int? {
        switch failure {
        case .badRequest: 400
        case .unauthorized, .notAllowed, .privateUser: 401
        case .forbidden, .cloudflareBlocked: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .conflict: 409
        case .preconditionFailed: 412
        case .accountLimit: 420
        case .validation: 422
        case .locked: 423
        case .vipOnly: 426
        case .rateLimited: 429
        case .serverError: 500
        case .unavailable(let status, _), .cloudflareError(let status), .unexpectedStatus(let status): status
        case .malformedAnswer(let status, _, _): status
        case .signedOut, .noToken, .accountStopped, .waitTooLong, .notSent, .outcomeUnknown, .cancelled: nil
        }
    }

    /// How long Trakt asked to wait.
    public var retryAfter: Duration? {
        switch failure {
        case .rateLimited(let wait, _), .unavailable(_, let wait): wait
        case .waitTooLong(let wait): wait
        default: nil
        }
    }

    /// Where to become a VIP.
    public var upgradeURL: String? {
        switch failure {
        case .accountLimit(_, let url, _), .vipOnly(let url): url
        default: nil
        }
    }

    /// How many the account may have.
    public var accountLimit: Int? {
        guard case .accountLimit(let limit, _, _) = failure else { return nil }
        return limit
    }

    /// Whether a write may have been carried out although it failed. Such a write must be settled by looking.
    public var mayHaveHappened: Bool {
        guard isWrite else { return false }
        switch failure {
        case .outcomeUnknown, .malformedAnswer, .serverError, .unavailable, .cloudflareError: return true
        case .unexpectedStatus(let status): return status >= 500
        default: return false
        }
    }

    /// The error as a script sees it.
    public var asJSON: JSONValue {
        var members: [String: JSONValue] = [
            "kind": .string(kind), "endpoint": .string(endpoint), "message": .string(sentence),
        ]
        if let status { members["status"] = .integer(Int64(status)) }
        if let retryAfter { members["retry_after"] = .integer(retryAfter.components.seconds) }
        if let upgradeURL { members["upgrade_url"] = .string(upgradeURL) }
        if let accountLimit { members["account_limit"] = .integer(Int64(accountLimit)) }
        if let detail { members["detail"] = .string(detail) }
        if case .accountLimit(_, _, let isVIP?) = failure { members["vip"] = .boolean(isVIP) }
        if case .conflict(let expiresAt?) = failure { members["expires_at"] = .string(expiresAt) }
        if case .validation(let problems) = failure { members["problems"] = .array(problems.map { .string($0) }) }
        if case .locked(let isDeactivated) = failure { members["deactivated"] = .boolean(isDeactivated) }
        if mayHaveHappened { members["may_have_happened"] = true }
        return .object(members)
    }
}
