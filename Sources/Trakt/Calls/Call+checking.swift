extension Call {
    /// The call that a request line and a body from outside ask for, such as those in a file, checked as the arguments of
    /// a script are. Nil where they are none of this endpoint's.
    package init?(_ endpoint: Endpoint, checking target: String, body: JSONValue?) {
        let line = Call(endpoint: endpoint, target: target, body: nil)
        guard let values = endpoint.values(inPath: line.path) else { return nil }
        var named = endpoint.bodyArguments(body)
        for item in line.queryItems {
            let value = endpoint.query.first { $0.name == item.name }.map { $0.kind.value(written: item.value) }
            guard named?.updateValue(value ?? .string(item.value), forKey: item.name) == nil else { return nil }
        }
        guard let named, let call = try? endpoint.call(Arguments(values, named: named)) else { return nil }
        self = call
    }
}

extension Endpoint {
    /// Whether a path is one of this endpoint's, with values that its parameters take.
    package func takes(path: String) -> Bool { values(inPath: path) != nil }

    /// The values of a path's parameters, in their order.
    fileprivate func values(inPath path: String) -> [JSONValue]? {
        let given = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        let parts = self.path.split(separator: "/")
        guard path.hasPrefix("/"), given.count <= parts.count else { return nil }
        var values: [JSONValue] = []
        for (text, part) in zip(given, parts) {
            if part.hasPrefix("{") {
                let kind = pathParameters[values.count].kind
                values.append(kind.value(written: PercentEncoding.decode(text)))
            } else if part != text {
                return nil
            }
        }
        // What is left off must be what may be left off.
        guard let checked = try? self.path(values, named: [:], today: .today) else { return nil }
        return checked.split(separator: "/").count == given.count ? values : nil
    }

    /// A body's fields by their names; nil for what is no body of this endpoint's.
    fileprivate func bodyArguments(_ body: JSONValue?) -> [String: JSONValue]? {
        guard let body else { return [:] }
        guard let fields = self.body else { return nil }
        return bodyForm == .array ? fields.first.map { [$0.name: body] } : body.object
    }
}

extension Parameter.Kind {
    /// The value that was written so in a URL.
    fileprivate func value(written text: String) -> JSONValue {
        guard self == .boolean, ["true", "false"].contains(text) else { return .string(text) }
        return .boolean(text == "true")
    }
}
