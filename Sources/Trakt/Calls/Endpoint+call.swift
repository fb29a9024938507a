extension Endpoint {
    /// Checks every argument and builds the request. Nothing is sent.
    ///
    /// `today` stands in for a start date that was left out while something after it was given; pass it where runs have
    /// to be repeatable.
    public func call(_ arguments: Arguments, today: Day = .today) throws(CallError) -> Call {
        let named = arguments.named.filter { !$0.value.isNull }
        try checkNames(named)
        let path = try path(arguments.positional, named: named, today: today)
        var items: [Call.QueryItem] = []
        if asksForAll(named) { items.append(Call.QueryItem(name: "limit", value: "all")) }
        for (name, value) in named where !isInPath(name) && !isInBody(name) && !isPaging(name) {
            items.append(Call.QueryItem(name: name, value: try queryText(of: value, for: name)))
        }
        items.sort { $0.name < $1.name }
        for parameter in query where parameter.isRequired && named[parameter.name] == nil {
            throw missing(parameter.name, accepts: parameter.accepts)
        }
        let body = try body(from: named)
        var call = Call(endpoint: self, path: path, query: items, body: body, page: nil, limit: nil)
        if paging != .none {
            call.page = try number(named["page"], named: "page", in: 1...1_000_000)
            if !asksForAll(named) {
                call.limit = try number(named["limit"], named: "limit", in: 1...Int64(call.largestPage))
            }
        }
        return call
    }

    private func isInPath(_ name: String) -> Bool { pathParameters.contains { $0.name == name } }

    private func isInBody(_ name: String) -> Bool { body?.contains { $0.name == name } ?? false }

    private func isPaging(_ name: String) -> Bool {
        paging != .none && (name == "page" || name == "limit")
    }

    private func asksForAll(_ named: [String: JSONValue]) -> Bool { isLimitless && named["limit"] == "all" }

    // MARK: Names

    private func checkNames(_ named: [String: JSONValue]) throws(CallError) {
        let known = argumentNames
        for name in named.keys.sorted() where !known.contains(name) {
            if name == "extended" || name == "page" || name == "limit" || Filter.named(name) != nil {
                throw notTaken(name, known: known)
            }
            throw unknown(name, known: known)
        }
    }

    /// A name other endpoints take and this one does not.
    private func notTaken(_ name: String, known: [String]) -> CallError {
        let what: String
        switch name {
        case "extended": what = "has no extended levels"
        case "page", "limit": what = "does not come in pages, so it takes no \(name)"
        default: what = "does not take the filter \(name)"
        }
        let filters = Filter.all(in: self.filters).map(\.name)
        var sentence = "\(id) \(what)"
        if Filter.named(name) != nil, !filters.isEmpty {
            sentence += "; its filters are \(filters.joined(separator: ", "))"
        }
        return CallError(
            code: .unknownParameter, endpoint: id, parameter: name,
            accepts: known.isEmpty ? "no parameters" : known.joined(separator: ", "), got: name,
            sentence: sentence + ".")
    }

    // MARK: Query

    private func queryText(of value: JSONValue, for name: String) throws(CallError) -> String {
        if let parameter = query.first(where: { $0.name == name }) {
            return try text(of: value, for: parameter)
        }
        if name == "extended" {
            let levels = Parameter.Kind.list(extended)
            do { return try levels.text(of: value) } catch {
                throw self.error(error, in: name, accepts: levels.accepts)
            }
        }
        guard let filter = Filter.named(name) else { throw unknown(name, known: argumentNames) }
        do { return try filter.text(of: value) } catch { throw self.error(error, in: name, accepts: filter.accepts) }
    }

    func text(of value: JSONValue, for parameter: Parameter) throws(CallError) -> String {
        do {
            return try parameter.kind.text(of: value)
        } catch { throw self.error(error, in: parameter.name, accepts: parameter.accepts) }
    }

    private func number(
        _ value: JSONValue?, named name: String, in range: ClosedRange<Int64>
    ) throws(CallError) -> Int? {
        guard let value else { return nil }
        do {
            return Int(try Parameter.Kind.integer(value, in: range))
        } catch { throw self.error(error, in: name, accepts: Parameter.Kind.integer(range).accepts) }
    }
}
