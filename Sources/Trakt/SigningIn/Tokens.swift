public import Foundation

/// What Trakt gives somebody who signed in: a token for calls, and one that renews it once.
public struct Tokens: Sendable, Hashable {
    public var access: Secret
    /// Works a single time; the answer brings the next.
    public var refresh: Secret?
    /// By Trakt's clock.
    public var createdAt: Date
    /// Seconds from ``createdAt`` on.
    public var lifetime: TimeInterval
    /// By this machine's clock, which may be wrong: the difference to ``createdAt`` is kept apart from the lifetime.
    public var receivedAt: Date
    public var scope: String?

    public init(
        access: Secret, refresh: Secret?, createdAt: Date, lifetime: TimeInterval, receivedAt: Date,
        scope: String? = nil
    ) {
        self.access = access
        self.refresh = refresh
        self.createdAt = createdAt
        self.lifetime = lifetime
        self.receivedAt = receivedAt
        self.scope = scope
    }

    /// Reads `{access_token, expires_in, refresh_token, scope, created_at}`; nil when the token itself is not there.
    public init?(answer: JSONValue, receivedAt: Date) {
        guard let access = answer["access_token"]?.string, !access.isEmpty else { return nil }
        self.init(
            access: Secret(access),
            refresh: answer["refresh_token"]?.string.map(Secret.init),
            createdAt: answer["created_at"]?.number.flatMap(Self.moment) ?? receivedAt,
            // A lifetime nobody told is a day, as Trakt's has been since March 2025.
            lifetime: answer["expires_in"]?.number.flatMap { $0 > 0 ? min($0, Self.longest) : nil } ?? 86_400,
            receivedAt: receivedAt,
            scope: answer["scope"]?.string)
    }

    /// No token lasts ten years; a number beyond that is a mistake, and would be one wherever it is reckoned with.
    private static let longest: TimeInterval = 10 * 365 * 86_400

    /// A moment that has four digits for its year.
    private static func moment(_ seconds: Double) -> Date? {
        (0..<253_402_300_800).contains(seconds) ? Date(timeIntervalSince1970: seconds) : nil
    }

    /// When the access token ends, by Trakt's clock.
    public var expiresAt: Date { createdAt + lifetime }

    /// Whether the access token has ended.
    public func isExpired(at now: Date) -> Bool { age(at: now) >= lifetime }

    /// Whether it is time for the next one: an hour before the end, or the last quarter of a shorter life.
    public func isRefreshDue(at now: Date) -> Bool { age(at: now) >= lifetime - min(3600, lifetime / 4) }

    /// Counted by one clock only, so that a wrong one is of no consequence. One that was set back makes the token young,
    /// and then Trakt's 401 tells.
    private func age(at now: Date) -> TimeInterval { max(0, now.timeIntervalSince(receivedAt)) }
}
