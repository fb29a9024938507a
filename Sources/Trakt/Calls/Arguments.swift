/// What a call was given: values in order, which fill the path, and values by name.
public struct Arguments: Sendable, Hashable {
    /// Values for the path's parameters, in the path's order.
    public var positional: [JSONValue]
    /// Values by the names of parameters, filters and body fields. `null` is the same as nothing.
    public var named: [String: JSONValue]

    /// Values whose places are known.
    public init(_ positional: [JSONValue] = [], named: [String: JSONValue] = [:]) {
        self.positional = positional
        self.named = named
    }

    /// Values of a catalogue's example.
    static func of(_ positional: JSONValue..., named: [String: JSONValue] = [:]) -> Arguments {
        Arguments(positional, named: named)
    }

    /// Values as a script wrote them: `shows.get("breaking-bad", { extended = "full" })`.
    ///
    /// Leading values fill the path. The last one, where it is a table and names no movie, show or the like (or where
    /// the path is full), holds the named values.
    public init(script values: [JSONValue], for endpoint: Endpoint) {
        var values = values
        while values.last?.isNull == true { values.removeLast() }
        guard let last = values.last, let members = Self.namedMembers(of: last) else {
            self.init(values)
            return
        }
        let pathIsFull = values.count > endpoint.pathParameters.count
        if pathIsFull || !MediaObject.isOne(last) {
            self.init(Array(values.dropLast()), named: members)
        } else {
            self.init(values)
        }
    }

    /// A table's members. An empty table has no type in a script, so an empty array will do.
    private static func namedMembers(of value: JSONValue) -> [String: JSONValue]? {
        switch value {
        case .object(let members): members
        case .array(let elements) where elements.isEmpty: [:]
        default: nil
        }
    }
}
