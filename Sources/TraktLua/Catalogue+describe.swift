package import Trakt

extension Catalogue {
    /// What the prelude is told of a name in the tree `trakt`: a group with the names in it, an endpoint with what a
    /// script reads of it as fields, or nil. The empty path is the root.
    package static func description(of path: String) -> JSONValue? {
        if let endpoint = endpoint(named: path) { return endpoint.description }
        let names = names(under: path)
        guard !names.isEmpty else { return nil }
        return ["kind": "group", "names": .array(names.map { .string($0) })]
    }
}

extension Endpoint {
    fileprivate var description: JSONValue {
        [
            "kind": "endpoint", "id": .string(id), "method": .string(method.rawValue), "path": .string(path),
            "summary": .string(summary),
        ]
    }
}
