/// What clients sent, for `GET /_sandbox/requests`.
struct RequestLog: Sendable {
    struct Entry: Sendable {
        var id: Int
        var call: Call
        var user: String?
        var status: Int?
        var fault: String?
        var objections: [String]
        var at: Timestamp

        var json: JSONValue {
            let headers = call.headers.filter { $0.key != "authorization" }.sorted { $0.key < $1.key }
            return [
                "id": .int(id), "at": .date(at), "method": .string(call.method), "path": .string(call.path),
                "query": call.query.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: .string($0.value)) }
                    .json,
                "headers": headers.map { .init(key: $0.key, value: .string($0.value)) }.json,
                "user": .optional(user), "body": body, "status": .optional(status), "fault": .optional(fault),
                "objections": .strings(objections),
            ]
        }

        private var body: JSONValue {
            guard !call.body.isEmpty else { return .null }
            if call.isForSigningIn { return call.fieldsWithoutSecrets }
            return (try? JSONValue(parsing: call.body)) ?? .string(String(decoding: call.body, as: UTF8.self))
        }
    }

    /// Older entries are forgotten.
    private static let capacity = 10_000

    private(set) var entries: [Entry] = []
    private var nextID = 1

    mutating func add(
        _ call: Call, user: String?, status: Int?, fault: String?, objections: [String], at: Timestamp
    ) {
        if entries.count >= Self.capacity { entries.removeFirst(Self.capacity / 10) }
        entries.append(
            Entry(id: nextID, call: call, user: user, status: status, fault: fault, objections: objections, at: at))
        nextID += 1
    }

    mutating func clear() { entries = [] }

    /// What a real server would pass over or correct without a word, beside what it refuses.
    static func quietObjections(to call: Call) -> [String] {
        var objections = MediaFilter.objections(to: call.query)
        if let limit = call.query["limit"].flatMap(Int.init), limit > Paging.cap {
            objections.append("limit=\(limit) is clamped to \(Paging.cap)")
        }
        if let days = call.segments.first == "calendars" ? call.segments.last.flatMap(Int.init) : nil,
            days > CalendarQuery.maximumDays
        {
            objections.append("\(days) days are more than \(CalendarQuery.maximumDays)")
        }
        if let extended = call.query["extended"] {
            for level in extended.split(separator: ",") where Extended.levels[String(level)] == nil {
                objections.append("extended=\(level) is not a known level")
            }
        }
        return objections
    }
}

extension Call {
    /// The body of a call for signing in, with nothing in it that opens an account.
    fileprivate var fieldsWithoutSecrets: JSONValue {
        guard var fields = try? document() else { return .null }
        for name in ["client_secret", "code", "code_verifier", "refresh_token", "token"] where fields[name] != nil {
            fields[name] = "(left out)"
        }
        return fields
    }
}
