/// What a browser must be told before a web page from elsewhere may call the sandbox.
extension App {
    /// What pages may read beside the body.
    private static let exposedHeaders = [
        "Location", "Retry-After", "X-Ratelimit", "X-Pagination-Page", "X-Pagination-Limit", "X-Pagination-Page-Count",
        "X-Pagination-Item-Count", "X-Sort-By", "X-Sort-How", "X-Applied-Sort-By", "X-Applied-Sort-How", "X-List-ID",
        "X-Item-ID", "X-Item-Type", "X-Start-Date", "X-End-Date", "X-Trending-User-Count", "X-Private-User",
        "X-Account-Locked", "X-Account-Deactivated", "X-Account-Limit", "X-VIP-User", "X-Upgrade-URL",
    ]

    private static let requestHeaders = ["content-type", "trakt-api-key", "trakt-api-version", "authorization"]

    /// The headers that open an answer to the page that asked; none but `Vary` for a page from elsewhere.
    func originHeaders(for call: Call) -> [(name: String, value: String)] {
        guard let origin = call.headers["origin"] else { return [] }
        guard allows(origin) else { return [("Vary", "Origin")] }
        return [
            ("Vary", "Origin"), ("Access-Control-Allow-Origin", origin),
            ("Access-Control-Expose-Headers", Self.exposedHeaders.joined(separator: ", ")),
        ]
    }

    /// The answer to OPTIONS: what the path takes, and to a page that asks first, that it may send it.
    func optionsAnswer(to call: Call, methods: [String]) -> Answer {
        let list = methods.joined(separator: ", ")
        var answer = Answer.noContent.with("Allow", list)
        if call.headers["access-control-request-method"] != nil, let origin = call.headers["origin"], allows(origin) {
            answer = answer.with("Access-Control-Allow-Methods", list)
                .with("Access-Control-Allow-Headers", Self.requestHeaders.joined(separator: ", "))
                .with("Access-Control-Max-Age", "600")
        }
        return answer
    }

    private func allows(_ origin: String) -> Bool {
        origins.contains { Glob.matches($0, origin) }
    }
}
