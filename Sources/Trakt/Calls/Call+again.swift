extension Call {
    /// The same call with another body.
    package func sending(_ body: [UInt8]?) -> Call {
        Call(endpoint: endpoint, path: path, query: query, body: body, page: page, limit: limit)
    }

    /// A call that was made earlier, from what was kept of it: its target is path and query as the request line has them.
    package init(to endpoint: Endpoint, target: String, body: [UInt8]?) {
        let parts = target.split(separator: "?", maxSplits: 1)
        let pairs = parts.count > 1 ? parts[1].split(separator: "&") : []
        let query = pairs.map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return QueryItem(
                name: PercentEncoding.decode(sides[0]), value: sides.count > 1 ? PercentEncoding.decode(sides[1]) : "")
        }
        self.init(
            endpoint: endpoint, path: parts.first.map(String.init) ?? "", query: query, body: body, page: nil,
            limit: nil)
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
