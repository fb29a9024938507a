internal import Journal
internal import Trakt

/// What takes changed values of one object back: those that still are what the run made them.
struct FieldsUndo: Sendable {
    struct Result: Sendable, Hashable {
        /// The body that restores the former values; nil when nothing has to be restored.
        var body: JSONValue?
        /// The names of values that somebody changed since, and of those whose former value nobody knows.
        var changedSince: [String] = []
        var formerUnknown: [String] = []
    }

    private typealias Path = [String]

    /// What each value was before the run changed it, and what the run made of it in the end.
    private var former: [Path: JSONValue?] = [:]
    private var set: [Path: JSONValue] = [:]
    private var order: [Path] = []

    /// Takes note of one change, in the order of the run.
    mutating func add(_ body: JSONValue, before: JSONValue?) {
        for (path, value) in Self.leaves(of: body) {
            if set.updateValue(value, forKey: path) == nil {
                order.append(path)
                former[path] = before.flatMap { Self.value(in: $0, at: path) }
            }
        }
    }

    /// What the run made of a value.
    func last(_ name: String) -> JSONValue? { set[[name]] }

    func result(now: JSONValue) -> Result {
        var result = Result()
        for path in order {
            guard let last = set[path], let before = former[path] ?? nil else {
                result.formerUnknown.append(path.joined(separator: "."))
                continue
            }
            let current = Self.value(in: now, at: path) ?? .null
            if current == before { continue }
            // Both of these were read; what was sent may be read in other characters.
            guard OwnThings.areAlike(last, current) else {
                result.changedSince.append(path.joined(separator: "."))
                continue
            }
            result.body = Self.setting(before, at: path[...], in: result.body ?? [:])
        }
        return result
    }

    /// An object as it was before the run.
    func restoring(_ object: JSONValue) -> JSONValue {
        order.reduce(object) { object, path in
            (former[path] ?? nil).map { Self.setting($0, at: path[...], in: object) } ?? object
        }
    }

    // MARK: Paths

    private static func leaves(of body: JSONValue) -> [(Path, JSONValue)] {
        (body.object ?? [:]).sorted { $0.key < $1.key }.flatMap { name, value -> [(Path, JSONValue)] in
            guard value.object?.isEmpty == false else { return [([name], value)] }
            return leaves(of: value).map { ([name] + $0.0, $0.1) }
        }
    }

    /// The value at a path; a member that is not there is an empty one of its object.
    private static func value(in object: JSONValue, at path: Path) -> JSONValue? {
        var value: JSONValue? = object
        for name in path {
            guard let members = value?.object else { return nil }
            value = members[name] ?? .null
        }
        return value
    }

    private static func setting(_ value: JSONValue, at path: ArraySlice<String>, in object: JSONValue) -> JSONValue {
        guard let name = path.first else { return value }
        var members = object.object ?? [:]
        members[name] = setting(value, at: path.dropFirst(), in: members[name] ?? [:])
        return .object(members)
    }
}
