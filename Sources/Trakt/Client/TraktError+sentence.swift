extension TraktError {
    /// What happened, to which call, and what to do about it.
    public var sentence: String {
        var text = "\(endpoint): \(whatHappened)"
        if let status { text += " (\(status))" }
        if let detail, !tellsDetail { text += ": \(detail)" }
        if !text.hasSuffix(".") { text += "." }
        if let advice { text += " " + advice }
        return text
    }

    /// Whether what the server said is part of what happened already.
    private var tellsDetail: Bool {
        if case .validation(let problems) = failure { !problems.isEmpty } else { false }
    }

    private var whatHappened: String {
        switch failure {
        case .badRequest where isExchange, .unauthorized where isExchange:
            "Trakt did not accept the app's id and secret, or the code"
        case .badRequest where isOfApp, .unauthorized where isOfApp: "Trakt did not accept the app's id and secret"
        case .badRequest: "Trakt could not read the request"
        case .unauthorized: "Trakt did not accept the access token"
        case .notAllowed: "Trakt did not allow this, although the access token was renewed just now"
        case .privateUser: "this user is private"
        case .signedOut: "this call needs an account and nobody is signed in, so it was not sent"
        case .noToken: "there is no access token to send, so nothing was sent"
        case .forbidden: "Trakt refused the API key"
        case .cloudflareBlocked: "Cloudflare refused the call before it reached Trakt"
        case .notFound: "Trakt has no such thing"
        case .methodNotAllowed: "Trakt does not know this method here"
        case .conflict(let expiresAt): "it is there already" + (expiresAt.map { ", until \($0)" } ?? "")
        case .preconditionFailed: "Trakt misses a header it requires"
        case .accountLimit(let limit, _, _): "the account's limit is reached" + (limit.map { ", \($0)" } ?? "")
        case .validation(let problems):
            problems.isEmpty ? "Trakt found the values invalid" : "Trakt says: \(problems.joined(separator: "; "))"
        case .locked(let isDeactivated): isDeactivated ? "the account is deactivated" : "the account is locked"
        case .accountStopped: "the account was locked by Trakt, so nothing more is sent for it"
        case .vipOnly: "this is for VIP members only"
        case .rateLimited(_, let everything):
            everything ? "Cloudflare stopped all calls from here for a while" : "too many calls in a short time"
        case .waitTooLong: "it has to wait too long, because too many calls went before it"
        case .serverError: "Trakt failed"
        case .unavailable: "Trakt is overloaded"
        case .cloudflareError: "Cloudflare could not reach Trakt"
        case .unexpectedStatus: "Trakt answered with a status that means nothing here"
        case .notSent(let reason): "nothing was sent, because \(reason)"
        case .outcomeUnknown(let reason): "there is no answer, because \(reason)"
        case .malformedAnswer(_, let reason, _): "the answer was \(reason)"
        case .cancelled: "it was cancelled"
        }
    }

    private var advice: String? {
        switch failure {
        case .badRequest where isExchange, .unauthorized where isExchange:
            "Check the client id and secret; a code works once and not for long, so sign in again."
        case .badRequest where isOfApp, .unauthorized where isOfApp: "Check the client id and secret."
        case .unauthorized: "It is expired or revoked; a new one is needed."
        case .notAllowed: "The thing may be somebody else's, or the account may not do this."
        case .signedOut: "A user has to sign in first."
        case .noToken(let error): error.description
        case .privateUser: "Only friends of the user can read this; signing in again does not help."
        case .forbidden: "Check the client id, and whether the app still exists on trakt.tv."
        case .cloudflareBlocked:
            "Wait some minutes and call less often; Cloudflare watches the address the calls come from."
        case .notFound: "Check the id."
        case .methodNotAllowed, .preconditionFailed, .badRequest:
            "This is likely a mistake in this client or a change at Trakt."
        case .conflict(let expiresAt): expiresAt.map { _ in "Try again after that." }
        case .accountLimit(_, let url, let isVIP):
            isVIP == true
                ? "Remove something first; VIP members have no higher limit."
                : "Remove something first" + (url.map { ", or become a VIP member at \($0)." } ?? ".")
        case .vipOnly(let url): url.map { "Become a VIP member at \($0)." }
        case .validation: "Change the values and try again."
        case .locked, .accountStopped: "Its owner has to contact Trakt's support."
        case .rateLimited(let wait, _), .unavailable(_, let wait):
            "Try again in \(wait.map { "\(max(1, $0.components.seconds)) seconds" } ?? "half a minute")."
        case .waitTooLong(let wait): "Try again in \(max(1, wait.components.seconds)) seconds."
        case .serverError, .cloudflareError: isWrite ? unsettled : "Try again later."
        case .notSent: "Check the network and the address of the server."
        case .outcomeUnknown, .malformedAnswer: isWrite ? unsettled : "Try again later."
        case .unexpectedStatus, .cancelled: nil
        }
    }

    /// Whether it was about signing in, where the app proves itself and no access token is sent.
    private var isOfApp: Bool { endpoint.hasPrefix("auth.") }

    /// Whether a code was to become tokens.
    private var isExchange: Bool { [Catalogue.auth.token.id, Catalogue.auth.deviceToken.id].contains(endpoint) }

    private var unsettled: String { "The change may have been made; look before sending it again." }
}
