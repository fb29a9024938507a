extension Call {
    /// The same call with another body.
    package func sending(_ body: [UInt8]?) -> Call {
        Call(endpoint: endpoint, path: path, query: query, body: body, page: page, limit: limit)
    }

    /// The body as a value; `null` where there is none.
    package var document: JSONValue { body.flatMap { try? JSONValue(parsing: $0) } ?? .null }

    /// The value that a parameter of the path has, as it was written; nil where it was left out.
    package func pathValue(_ name: String) -> String? {
        let places = endpoint.path.split(separator: "/")
        let values = path.split(separator: "/")
        guard let place = places.firstIndex(of: "{\(name)}"), place < values.count else { return nil }
        return PercentEncoding.decode(values[place])
    }
}
