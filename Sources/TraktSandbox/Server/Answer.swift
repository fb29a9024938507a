/// What the sandbox answers to one call.
struct Answer: Sendable {
    enum Body: Sendable {
        case none
        case json(JSONValue)
        case html(String)
    }

    var status: Int
    /// Names as they are sent, in order.
    var headers: [(name: String, value: String)] = []
    var body: Body

    init(_ status: Int, _ body: Body = .none, headers: [(name: String, value: String)] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// 200 with a document.
    static func ok(_ json: JSONValue) -> Answer { Answer(200, .json(json)) }
    /// 201 with a document.
    static func created(_ json: JSONValue) -> Answer { Answer(201, .json(json)) }
    /// 204 without a body.
    static let noContent = Answer(204)

    /// The answer with one more header.
    func with(_ name: String, _ value: String) -> Answer {
        var answer = self
        answer.headers.append((name, value))
        return answer
    }

    var bytes: [UInt8] {
        switch body {
        case .none: []
        case .json(let json): json.bytes
        case .html(let text): Array(text.utf8)
        }
    }

    var contentType: String? {
        switch body {
        case .none: nil
        case .json: "application/json; charset=utf-8"
        case .html: "text/html; charset=UTF-8"
        }
    }
}

/// Why a call is not done: the answer that says so, and a sentence for the request log.
struct Refusal: Error {
    var answer: Answer
    var reason: String

    init(_ status: Int, _ reason: String, headers: [(name: String, value: String)] = [], body: Answer.Body = .none) {
        answer = Answer(status, body, headers: headers)
        self.reason = reason
    }

    static let notFound = Refusal(404, "no such record")
    static let unauthorized = Refusal(401, "this call needs a valid access token")
    static let privateUser = Refusal(
        401, "this user is private and not a friend", headers: [("X-Private-User", "true")])

    static func unprocessable(_ field: String, _ message: String) -> Refusal { unprocessable(field, [message]) }

    /// A value with one or several things wrong.
    static func unprocessable(_ field: String, _ messages: [String]) -> Refusal {
        Refusal(
            422, "\(field) \(messages.joined(separator: ", "))",
            body: .json(["errors": .object(JSONObject([.init(key: field, value: .strings(messages))]))])
        )
    }

    /// An account limit is reached.
    static func limitReached(_ limit: Int, vip: Bool) -> Refusal {
        Refusal(
            420, "the account limit of \(limit) is reached",
            headers: [
                ("X-Upgrade-URL", "https://trakt.tv/vip"), ("X-VIP-User", vip ? "true" : "false"),
                ("X-Account-Limit", String(limit)),
            ])
    }

    static let vipOnly = Refusal(
        426, "only VIP members may do this", headers: [("X-Upgrade-URL", "https://trakt.tv/vip")])
}
