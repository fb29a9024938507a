/// How often the calls of a user or an application may come.
struct RateLimits: Sendable {
    private struct Window: Sendable {
        var start: Timestamp
        var count: Int
    }

    private enum Key: Hashable {
        case changes(user: String)
        case reads(user: String)
        case anonymousReads(application: String)
    }

    private var windows: [Key: Window] = [:]

    /// Counts a call, or says that it comes too early. `now` is real time, whatever the sandbox's clock says.
    mutating func admit(_ call: Call, user: String?, now: Timestamp) -> Refusal? {
        let (key, name, limit, seconds): (Key, String, Int, Int) =
            switch (call.method, user) {
            case ("GET", let user?): (.reads(user: user), "AUTHED_API_GET_LIMIT", 1000, 300)
            case ("GET", nil):
                (
                    .anonymousReads(application: call.headers["trakt-api-key"] ?? ""), "UNAUTHED_API_GET_LIMIT", 1000,
                    300
                )
            default: (.changes(user: user ?? ""), "AUTHED_API_POST_LIMIT", 1, 1)
            }
        var window = windows[key] ?? Window(start: now, count: 0)
        let end = window.start.adding(seconds: seconds)
        if now >= end { window = Window(start: now, count: 0) }
        guard window.count < limit else {
            let wait = max(1, (end.milliseconds - now.milliseconds + 999) / 1000)
            return Refusal(
                429, "more than \(limit) calls in \(seconds) s",
                headers: Self.headers(name: name, period: seconds, limit: limit, retryAfter: wait, now: now))
        }
        window.count += 1
        windows[key] = window
        return nil
    }

    /// The headers of a refusal that says to come back in a second.
    static func headers(for call: Call, now: Timestamp) -> [(name: String, value: String)] {
        call.method == "GET"
            ? headers(name: "AUTHED_API_GET_LIMIT", period: 300, limit: 1000, retryAfter: 1, now: now)
            : headers(name: "AUTHED_API_POST_LIMIT", period: 1, limit: 1, retryAfter: 1, now: now)
    }

    static func headers(
        name: String, period: Int, limit: Int, retryAfter: Int, now: Timestamp
    ) -> [(name: String, value: String)] {
        let json: JSONValue = [
            "name": .string(name), "period": .int(period), "limit": .int(limit), "remaining": 0,
            "until": .date(now.adding(seconds: retryAfter)),
        ]
        return [
            ("Retry-After", String(retryAfter)), ("X-Ratelimit", String(decoding: json.bytes, as: UTF8.self)),
        ]
    }
}
