internal import Trakt

/// Values that the catalogue accepts, to stand where a script's own value is not known.
enum Placeholder {
    static func value(forPlace place: Int, of endpoint: Endpoint) -> JSONValue {
        guard place < endpoint.pathParameters.count else { return .integer(1) }
        return value(endpoint.pathParameters[place].kind)
    }

    /// Nil for a name that the endpoint does not take.
    static func value(for name: String, of endpoint: Endpoint) -> JSONValue? {
        if let parameter = (endpoint.pathParameters + endpoint.query).first(where: { $0.name == name }) {
            return value(parameter.kind)
        }
        if let field = endpoint.body?.first(where: { $0.name == name }) { return value(field.kind) }
        if name == "extended" { return endpoint.extended.first.map { .string($0) } }
        if name == "page" || name == "limit" { return .integer(1) }
        return Filter.named(name).map { value($0.kind) }
    }

    private static func value(_ kind: Parameter.Kind) -> JSONValue {
        switch kind {
        case .integer(let range), .integers(let range): .integer(range.contains(1) ? 1 : range.lowerBound)
        case .boolean: .boolean(true)
        case .date: "2026-01-01"
        case .datetime, .hour: "2026-01-01T00:00:00Z"
        case .oneOf(let words), .list(let words): .string(words.first ?? "")
        case .text: "x"
        case .code: "us"
        case .id: .integer(1)
        }
    }

    private static func value(_ kind: Filter.Kind) -> JSONValue {
        switch kind {
        case .text, .slugs, .names: "x"
        case .range(let bounds, _): .string("\(Int(bounds.lowerBound))-\(Int(bounds.upperBound))")
        case .years: .integer(2000)
        case .numbers: .integer(1)
        case .codes: "us"
        case .words(let words, _), .oneOf(let words): .string(words.first ?? "")
        case .boolean: .boolean(true)
        }
    }

    private static func value(_ kind: Field.Kind) -> JSONValue {
        switch kind {
        case .text: "x"
        case .boolean: .boolean(true)
        case .integer(let range): .integer(range.lowerBound)
        case .number(let range): .number(range.lowerBound)
        case .span(let range): [.number(range.lowerBound), .number(range.upperBound)]
        case .oneOf(let words): .string(words.first ?? "")
        case .words(let words): [.string(words.first ?? "")]
        case .texts, .ids: ["x"]
        case .datetime: "2026-01-01T00:00:00Z"
        case .integers: [1]
        case .items(let item): [value(item)]
        case .item(let item): value(item)
        case .objects(let fields): [value(fields)]
        case .object(let fields): value(fields)
        case .anything: ["x": 1]
        }
    }

    private static func value(_ item: Item) -> JSONValue {
        guard var members = value(item.extras).object else { return .null }
        members["ids"] = .object([item.subject.idNames.contains("trakt") ? "trakt" : "slug": 1])
        return .object(members)
    }

    private static func value(_ fields: [Field]) -> JSONValue {
        .object(Dictionary(fields.filter(\.isRequired).map { ($0.name, value($0.kind)) }) { first, _ in first })
    }
}

/// What stands for a member that is not known when it is asked whether a table names a movie, show or the like.
enum MediaPlaceholder {
    private static let wrappers: Set<String> = ["movie", "show", "season", "episode", "person", "user", "list"]

    static func value(for name: String) -> JSONValue {
        if name == "ids" { return ["trakt": 1] }
        // What wraps something in an entry may be a named value as well: that is likelier where it stands in a call.
        return wrappers.contains(name) ? .boolean(true) : .integer(1)
    }
}
