/// Headers of a request or an answer. Names have no case; a name may have several values.
public struct Headers: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    private var values: [String: [String]] = [:]

    /// No headers.
    public init() {}

    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name, value) }
    }

    /// Adds a value to those the name has.
    public mutating func add(_ name: String, _ value: String) {
        values[name.lowercased(), default: []].append(value)
    }

    /// The first value of a name. Setting replaces all values.
    public subscript(name: String) -> String? {
        get { values[name.lowercased()]?.first }
        set { values[name.lowercased()] = newValue.map { [$0] } }
    }

    /// Every value of a name, in the order they came.
    public func all(_ name: String) -> [String] { values[name.lowercased()] ?? [] }

    /// Every name, in lower case, with each of its values, sorted by name.
    public var pairs: [(name: String, value: String)] {
        values.sorted { $0.key < $1.key }.flatMap { entry in entry.value.map { (entry.key, $0) } }
    }

    func number(_ name: String) -> Int? {
        self[name].flatMap { Moment.digits($0) }
    }

    func flag(_ name: String) -> Bool? {
        switch self[name]?.lowercased() {
        case "true": true
        case "false": false
        default: nil
        }
    }
}

/// Printing headers hides who is signed in.
extension Headers: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        let texts = pairs.map { "\($0.name): \(Self.secretNames.contains($0.name) ? "(hidden)" : $0.value)" }
        return "[" + texts.joined(separator: ", ") + "]"
    }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }

    private static let secretNames: Set<String> = ["authorization", "cookie", "set-cookie"]
}

extension Headers {
    /// What every call to Trakt carries.
    package static func traktDefaults(clientID: String, userAgent: String) -> Headers {
        [
            "Content-Type": "application/json",
            "User-Agent": userAgent,
            "trakt-api-key": clientID,
            "trakt-api-version": "2",
        ]
    }
}
