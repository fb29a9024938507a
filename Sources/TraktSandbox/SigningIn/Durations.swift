/// How long codes and tokens last, in seconds: as Trakt has it, until a test sets it otherwise.
struct Durations: Sendable, Hashable, Codable {
    var accessToken = 86_400
    var authorizationCode = 600
    var deviceCode = 600
    /// The least time between two questions of a device.
    var deviceInterval = 5

    /// A hundred years: what is later than that no date can tell any more.
    static let longest = 3_155_760_000

    private static var names: [(String, WritableKeyPath<Durations, Int>)] {
        [
            ("access_token", \.accessToken), ("authorization_code", \.authorizationCode),
            ("device_code", \.deviceCode), ("device_interval", \.deviceInterval),
        ]
    }

    var json: JSONValue { Self.names.map { .init(key: $0, value: .int(self[keyPath: $1])) }.json }

    /// Takes what a document says and leaves the rest.
    mutating func update(_ json: JSONValue) throws(Refusal) {
        for member in json.object?.members ?? [] {
            guard let (_, path) = Self.names.first(where: { $0.0 == member.key }) else {
                throw .unprocessable(member.key, "is none of \(Self.names.map(\.0).joined(separator: ", "))")
            }
            guard let seconds = member.value.int, (0...Self.longest).contains(seconds) else {
                throw .unprocessable(member.key, "must be a number of seconds from 0 to \(Self.longest)")
            }
            self[keyPath: path] = seconds
        }
    }
}
