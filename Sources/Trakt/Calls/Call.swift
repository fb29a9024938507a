/// One use of an endpoint, checked and ready to be sent.
public struct Call: Sendable, Hashable {
    /// One `name=value` of the query, not yet percent-encoded.
    public struct QueryItem: Sendable, Hashable {
        public let name: String
        public let value: String
    }

    public let endpoint: Endpoint
    /// The path with its values, percent-encoded.
    public let path: String
    /// The query without paging, sorted by name.
    public let query: [QueryItem]
    /// The JSON body, members sorted by name; nil where the endpoint takes none.
    public let body: [UInt8]?
    /// The page asked for, from 1; nil for what the server takes by itself.
    public var page: Int?
    /// Items a page; nil for what the server takes by itself.
    public var limit: Int?

    /// True when it changes the account.
    public var isWrite: Bool { endpoint.isWrite }

    /// The whole query with paging, in the order it is sent.
    public var queryItems: [QueryItem] {
        // A reading page by page sets its own limit, in the place of "all".
        var items = limit == nil ? query : query.filter { $0.name != "limit" || endpoint.paging == .none }
        if let page { items.append(QueryItem(name: "page", value: String(page))) }
        if let limit { items.append(QueryItem(name: "limit", value: String(limit))) }
        return items.sorted { $0.name < $1.name }
    }

    /// Path and query as the request line has them. The same for every call that asks the same.
    public var target: String {
        let items = queryItems
        guard !items.isEmpty else { return path }
        let pairs = items.map { PercentEncoding.encode($0.name) + "=" + PercentEncoding.encode($0.value) }
        return path + "?" + pairs.joined(separator: "&")
    }

    /// The value a query parameter or filter has in this call.
    public func value(of name: String) -> String? {
        query.first { $0.name == name }?.value
    }

    /// The extended levels asked for.
    public var extendedLevels: [String] {
        value(of: "extended")?.split(separator: ",").map(String.init) ?? []
    }

    /// The most items one page may have.
    public var largestPage: Int {
        min(endpoint.largestPage ?? 250, extendedLevels.contains("progress") ? 100 : 250)
    }
}

extension Call {
    /// The call that a request line and a body once were. Nothing is checked: they come from a call that was.
    package init(endpoint: Endpoint, target: String, body: [UInt8]?) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let pairs = parts.count > 1 ? parts[1].split(separator: "&") : []
        let items = pairs.map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return QueryItem(
                name: PercentEncoding.decode(String(sides[0])),
                value: sides.count > 1 ? PercentEncoding.decode(String(sides[1])) : "")
        }
        let pages = endpoint.paging != .none
        func number(_ name: String) -> Int? {
            pages ? items.first { $0.name == name }.flatMap { Int($0.value) } : nil
        }
        self.init(
            endpoint: endpoint, path: String(parts[0]),
            query: items.filter { !pages || ($0.name != "page" && ($0.name != "limit" || Int($0.value) == nil)) },
            body: body, page: number("page"), limit: number("limit"))
    }
}
