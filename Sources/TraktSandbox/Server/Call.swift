/// One request as the routes see it.
struct Call: Sendable {
    var method: String
    /// Without the query; percent escapes as sent.
    var path: String
    var query: [String: String]
    /// Names in lower case.
    var headers: [String: String]
    var body: [UInt8]
    /// What stood in the path at the route's parameters.
    var parameters: [String: String] = [:]
    /// The document of a POST or PUT; an empty body is an empty object.
    var json: JSONValue = [:]
    /// The index of the account the token belongs to.
    var user: Int?

    init(method: String, target: String, headers: [String: String], body: [UInt8]) {
        self.method = method
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map(String.init) ?? "/"
        query = parts.count > 1 ? Self.query(of: parts[1]) : [:]
        self.headers = headers
        self.body = body
    }

    var segments: [String] {
        // A plus is a space in a query only.
        path.split(separator: "/").map { Self.decoded($0.replacing("+", with: "%2B")) }
    }

    var extended: Extended { Extended(query["extended"]) }

    /// Whether a query parameter is switched on.
    func flag(_ name: String, default standard: Bool = false) -> Bool {
        query[name].map { $0 == "true" || $0 == "1" } ?? standard
    }

    /// The account that sent the call; only for routes that require a token.
    func requireUser() throws(Refusal) -> Int {
        guard let user else { throw .unauthorized }
        return user
    }

    static func query(of text: some StringProtocol) -> [String: String] {
        text.split(separator: "&").reduce(into: [:]) { query, pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            query[decoded(parts[0])] = parts.count > 1 ? decoded(parts[1]) : ""
        }
    }

    /// Undoes percent escapes and `+`; what is not a valid escape stays as it is.
    static func decoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
