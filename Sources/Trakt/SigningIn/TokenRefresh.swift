public import Foundation

/// The refresh of one account's tokens, as decisions. Does nothing itself.
///
/// Refresh tokens work once, so an answer that is lost is an account that is lost. Hence: it begins with exclusive
/// access and with what is stored then, not with what was known before; that it was begun is stored before anything is
/// sent; and new tokens are stored before anybody uses them.
public struct TokenRefresh: Sendable {
    /// What to do next.
    public enum Action: Sendable, Hashable {
        /// Somebody else has refreshed: these tokens are good.
        case use(SignedInAccount)
        /// Store the account, then send the refresh token, then call ``TokenRefresh/received(_:at:)``.
        case send(Secret, storingFirst: SignedInAccount)
        /// Store the account, then use it.
        case store(SignedInAccount)
        /// Store the account if there is one, then fail.
        case fail(RefreshError, storingFirst: SignedInAccount?)
    }

    /// What sending a refresh token brought.
    public enum Answer: Sendable, Hashable {
        case tokens(Tokens)
        /// `invalid_grant`: the refresh token is spent, revoked or expired.
        case spent(detail: String?)
        /// The app's id or secret was refused; the refresh token may well be good.
        case appRefused(TraktError)
        /// It certainly was not used.
        case notApplied(TraktError)
        /// It may have been used.
        case unanswered(TraktError)

        /// What RFC 6749 (section 5.2) has an answer say of the app or its request, and not of the token.
        private static let codesAboutTheApp: Set = [
            "invalid_client", "invalid_request", "unauthorized_client", "unsupported_grant_type", "invalid_scope",
        ]

        init(_ error: TraktError, code: String?) {
            switch (error.failure, code) {
            case (.forbidden, _): self = .appRefused(error)
            case (.badRequest, let code?) where Self.codesAboutTheApp.contains(code),
                (.unauthorized, let code?) where Self.codesAboutTheApp.contains(code):
                self = .appRefused(error)
            case (_, "invalid_grant"), (.unauthorized, _): self = .spent(detail: error.detail)
            // 400 in the documentation of 2026 is a failed exchange.
            case (.badRequest, _): self = .spent(detail: error.detail)
            case (.serverError, _), (.unavailable, _), (.cloudflareError, _), (.unexpectedStatus(500...), _):
                self = .unanswered(error)
            default: self = .notApplied(error)
            }
        }
    }

    private var account: SignedInAccount?
    private let action: Action
    /// When an earlier refresh was sent whose answer never came.
    private let lostAt: Date?

    /// A refresh of what is stored now.
    ///
    /// - Parameter former: the access token that Trakt refused or that is about to end.
    public init(stored: SignedInAccount?, insteadOf former: Secret, at now: Date) {
        account = stored
        lostAt = stored?.refreshBegunAt
        guard var account = stored else {
            action = .fail(.signedOut, storingFirst: nil)
            return
        }
        if account.tokens.access != former {
            action = .use(account)
        } else if account.refusedAt != nil {
            action = .fail(.signInAgain(lostAt: account.refreshBegunAt, detail: nil), storingFirst: nil)
        } else if let refresh = account.tokens.refresh {
            account.refreshBegunAt = account.refreshBegunAt ?? now
            action = .send(refresh, storingFirst: account)
        } else {
            action = .fail(.noRefreshToken, storingFirst: nil)
        }
    }

    /// The first thing to do.
    public func begin() -> Action { action }

    /// An answer came, or will not come.
    public func received(_ answer: Answer, at now: Date) -> Action {
        guard var account else { return action }
        switch answer {
        case .tokens(var tokens):
            // A server that keeps its refresh token does not repeat it.
            tokens.refresh = tokens.refresh ?? account.tokens.refresh
            account.tokens = tokens
            account.refreshBegunAt = nil
            account.refusedAt = nil
            return .store(account)
        case .spent(let detail):
            account.refusedAt = now
            account.refreshBegunAt = lostAt
            return .fail(.signInAgain(lostAt: lostAt, detail: detail), storingFirst: account)
        case .appRefused(let error):
            account.refreshBegunAt = lostAt
            return .fail(.appRefused(detail: error.detail), storingFirst: account)
        case .notApplied(let error):
            account.refreshBegunAt = lostAt
            return .fail(.notApplied(error.sentence), storingFirst: account)
        case .unanswered(let error):
            // What was stored before sending stays: the next refresh may find the token spent, and then knows why.
            return .fail(.unanswered(error.sentence), storingFirst: nil)
        }
    }
}

/// Why there is no access token to be had.
public enum RefreshError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The account was signed out meanwhile.
    case signedOut
    /// The refresh token is worthless. `lostAt` when a refresh was sent earlier and its answer never came.
    case signInAgain(lostAt: Date?, detail: String?)
    case noRefreshToken
    case appRefused(detail: String?)
    /// Nothing has changed.
    case notApplied(String)
    /// The refresh token may be used up.
    case unanswered(String)
    /// What is stored cannot be read, or nothing can be stored.
    case store(String)

    /// Whether only signing in again helps.
    public var needsSignIn: Bool {
        switch self {
        case .signedOut, .signInAgain, .noRefreshToken: true
        case .appRefused, .notApplied, .unanswered, .store: false
        }
    }

    /// Whether this machine is to blame, and not Trakt.
    package var isOfThisMachine: Bool {
        if case .store = self { true } else { false }
    }

    public var description: String {
        switch self {
        case .signedOut: "The account was signed out."
        case .signInAgain(let lostAt, let detail):
            if let lostAt {
                "A refresh of the account's token was sent at \(lostAt.formatted(.iso8601)) and its answer never came; "
                    + "that used the refresh token up. The user has to sign in again."
            } else {
                "Trakt accepts the account's refresh token no more\(detail.map { " (\($0))" } ?? ""): it was revoked, "
                    + "or not used for too long. The user has to sign in again."
            }
        case .noRefreshToken:
            "The account's token has ended and there is none to renew it. The user has to sign in again."
        case .appRefused(let detail):
            "Trakt refused the app when the account's token was to be renewed\(detail.map { " (\($0))" } ?? ""). "
                + "Check its client id and secret on trakt.tv."
        case .notApplied(let sentence): "The account's token could not be renewed. \(sentence)"
        case .unanswered(let sentence):
            "The account's token was to be renewed, and whether it was is not known. \(sentence) "
                + "The next call tries again; if Trakt then refuses, the user has to sign in again."
        case .store(let reason): "The account's token could not be renewed safely, so it was not. \(reason)"
        }
    }
}
