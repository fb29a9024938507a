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
    /// The document of a POST or PUT, or the fields of a form; an empty body is an empty object.
    var json: JSONValue = [:]
    /// The index of the account the token belongs to.
    var user: Int?
    /// Whether it reads what somebody else keeps.
    var isAboutAnotherUser = false
    /// The application that calls for signing in have to name.
    var app: App?
    /// Real time, whatever the sandbox's clock says.
    var receivedAt: Timestamp?

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

    /// Whether this is a call or a page for signing in: those need no key, and take forms.
    var isForSigningIn: Bool { segments.first == "oauth" || segments.first == "activate" }

    /// Whether the body is said to be JSON.
    var isTypedJSON: Bool { contentType.hasPrefix("application/json") }

    /// Whether the body is a form. It is when nothing is said, as browsers and OAuth libraries have it.
    var isTypedForm: Bool { contentType.isEmpty || contentType.hasPrefix("application/x-www-form-urlencoded") }

    private var contentType: String { (headers["content-type"] ?? "").lowercased() }

    /// Reads the body.
    func document(orArray takesArrays: Bool = false) throws(Refusal) -> JSONValue {
        if body.isEmpty { return [:] }
        if isForSigningIn, !isTypedJSON {
            let fields = Self.query(of: String(decoding: body, as: UTF8.self)).sorted { $0.key < $1.key }
            return fields.map { .init(key: $0.key, value: .string($0.value)) }.json
        }
        let json: JSONValue
        do { json = try JSONValue(parsing: body) } catch { throw Refusal(400, "the body is not JSON: \(error)") }
        guard json.object != nil || (takesArrays && json.array != nil) else {
            throw Refusal(400, "the body is not an object")
        }
        return json
    }

    var extended: Extended { Extended(query["extended"]) }

    /// Whether a query parameter is switched on.
    func flag(_ name: String, default standard: Bool = false) -> Bool {
        query[name].map { $0 == "true" || $0 == "1" } ?? standard
    }

    /// The date of a query parameter; `nil` when it is missing or none.
    func moment(_ name: String) -> Timestamp? { query[name].flatMap { Timestamp($0) } }

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
