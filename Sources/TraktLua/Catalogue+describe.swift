package import Trakt

extension Catalogue {
    /// What the prelude is told of a name in the tree `trakt`: a group with the names in it, an endpoint with all it
    /// takes, or nil. The empty path is the root.
    package static func description(of path: String) -> JSONValue? {
        if let endpoint = endpoint(named: path) { return endpoint.description }
        let names = names(under: path)
        guard !names.isEmpty else { return nil }
        return ["kind": "group", "names": .array(names.map { .string($0) })]
    }
}

extension Endpoint {
    /// The endpoint as the prelude sees it.
    fileprivate var description: JSONValue {
        [
            "kind": "endpoint",
            "id": .string(id),
            "method": .string(method.rawValue),
            "path": .string(path),
            "summary": .string(summary),
            "path_params": .array(pathParameters.map(\.description)),
            "query": .array(query.map(\.description) + (body ?? []).map(\.description)),
            "filters": .array(Filter.all(in: filters).map { .string($0.name) }),
            "extended": .array(extended.map { .string($0) }),
            "paging": .string(paging.rawValue),
            "auth": .string(authorization.rawValue),
        ]
    }
}

extension Parameter {
    fileprivate var description: JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(name), "accepts": .string(accepts), "required": .boolean(isRequired),
        ]
        if let defaultValue { members["default"] = .string(defaultValue) }
        return .object(members)
    }
}

extension Field {
    fileprivate var description: JSONValue {
        ["name": .string(name), "accepts": .string(kind.accepts), "required": .boolean(isRequired)]
    }
}
