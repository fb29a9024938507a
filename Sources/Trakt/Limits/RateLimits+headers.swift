extension RateLimits.Limit {
    /// The limit an answer's `X-Ratelimit` names, in JSON:
    /// `{"name":"UNAUTHED_API_GET_LIMIT","period":300,"limit":1000,"remaining":0,"until":"2020-10-10T00:24:00Z"}`.
    init?(header: String?) {
        guard let header, let json = try? JSONValue(parsing: header),
            let calls = json["limit"]?.integer, let period = json["period"]?.integer,
            (1...1_000_000).contains(calls), (1...86_400).contains(period)
        else { return nil }
        self.init(calls: Int(calls), period: .seconds(period))
    }
}

extension RateLimits.Bucket {
    /// What a call is counted under.
    init(_ call: Call, account: String?) {
        guard let account else {
            self = .application
            return
        }
        self = call.isWrite ? .writes(account: account) : .reads(account: account)
    }
}
