extension Client {
    /// The items of any call that answers an array, each read as a type of this library or of yours.
    public func items<Element: Decodable & Sendable>(
        of call: Call, as type: Element.Type = Element.self
    ) -> Paged<Element> {
        Paged(client: self, call: .success(call))
    }

    /// The items of an endpoint; arguments that it does not take are thrown by the sequence.
    func items<Element: Decodable & Sendable>(_ endpoint: Endpoint, _ arguments: Arguments) -> Paged<Element> {
        let call = Result { () throws(CallError) in try endpoint.call(arguments) }
        return Paged(client: self, call: call)
    }

    /// An endpoint's answer.
    func value<Value: Decodable>(_ endpoint: Endpoint, _ arguments: Arguments) async throws -> Value {
        try await send(endpoint.call(arguments)).decode()
    }

    /// Calls an endpoint that answers nothing worth reading.
    func perform(_ endpoint: Endpoint, _ arguments: Arguments) async throws {
        _ = try await send(endpoint.call(arguments))
    }
}

extension Arguments {
    /// Typed values as arguments. What is nil is left out.
    init(
        _ positional: JSONValue?..., extended: Extended = [], named: [String: JSONValue?] = [:]
    ) {
        self.init(positional.map { $0 ?? .null }, named: named.compactMapValues(\.self))
        self.named["extended"] = extended.argument
    }

    /// The same with filters. Several with one name are one filter with all their values.
    func filtered<Scope>(by filters: [FilterValue<Scope>]) -> Arguments {
        var arguments = self
        arguments.named.merge(FilterValue.arguments(filters)) { $1 }
        return arguments
    }
}

extension Bool {
    /// `true`, or nothing where it is what the server does by itself.
    var whenTrue: JSONValue? { self ? .boolean(true) : nil }
}

extension Optional where Wrapped == String {
    var json: JSONValue? { map { .string($0) } }
}

extension Optional where Wrapped: Word {
    var json: JSONValue? { map { .string($0.rawValue) } }
}

extension Int {
    var json: JSONValue? { .integer(Int64(self)) }
}

extension Word {
    var json: JSONValue? { .string(rawValue) }
}
