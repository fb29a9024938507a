/// One method and path of the API, and what answers it.
struct Route: Sendable {
    /// Whether the call must carry, may carry or does not look at an access token.
    enum Token: Sendable {
        case required, optional, ignored
    }

    typealias Handler = @Sendable (Call, inout SandboxState) throws -> Answer

    private enum Segment: Sendable {
        case literal(String)
        case parameter(String)
        /// May be missing at the end of a path, with all that follow.
        case optional(String)
    }

    let method: String
    let pattern: String
    let token: Token
    let handler: Handler
    /// Whether the body may be an array instead of an object.
    private(set) var takesArrays = false
    private let segments: [Segment]

    /// `pattern` is written like `/users/{id}/lists/{list_id}`, with `{name?}` for what may be left out at the end.
    init(_ method: String, _ pattern: String, _ token: Token, _ handler: @escaping Handler) {
        self.method = method
        self.pattern = pattern
        self.token = token
        self.handler = handler
        segments = pattern.split(separator: "/").map { part in
            guard part.first == "{", part.last == "}" else { return .literal(String(part)) }
            let name = part.dropFirst().dropLast()
            return name.last == "?" ? .optional(String(name.dropLast())) : .parameter(String(name))
        }
    }

    static func get(_ pattern: String, _ token: Token = .ignored, _ handler: @escaping Handler) -> Route {
        Route("GET", pattern, token, handler)
    }

    static func post(_ pattern: String, _ handler: @escaping Handler) -> Route {
        Route("POST", pattern, .required, handler)
    }

    static func put(_ pattern: String, _ handler: @escaping Handler) -> Route {
        Route("PUT", pattern, .required, handler)
    }

    static func delete(_ pattern: String, _ handler: @escaping Handler) -> Route {
        Route("DELETE", pattern, .required, handler)
    }

    func takingArrays() -> Route {
        var route = self
        route.takesArrays = true
        return route
    }

    /// The parameters a path gives, or `nil` when it is not this route's.
    func parameters(in path: [String]) -> [String: String]? {
        guard path.count <= segments.count else { return nil }
        var parameters: [String: String] = [:]
        for (index, segment) in segments.enumerated() {
            switch segment {
            case .literal(let text):
                guard index < path.count, path[index] == text else { return nil }
            case .parameter(let name):
                guard index < path.count else { return nil }
                parameters[name] = path[index]
            case .optional(let name):
                if index < path.count { parameters[name] = path[index] }
            }
        }
        return parameters
    }

    /// How many segments are literal, from the left: `/users/settings` goes before `/users/{id}`.
    var precision: [Int] {
        segments.map { segment in
            if case .literal = segment { 0 } else { 1 }
        }
    }
}

/// All routes, most precise first.
struct RouteTable: Sendable {
    enum Match {
        case found(Route, parameters: [String: String])
        case wrongMethod(allowed: [String])
        case unknown
    }

    private let routes: [Route]

    init(_ routes: [Route]) {
        self.routes = routes.enumerated().sorted { left, right in
            if left.element.precision == right.element.precision { return left.offset < right.offset }
            return left.element.precision.lexicographicallyPrecedes(right.element.precision)
        }.map(\.element)
    }

    func match(_ method: String, _ path: [String]) -> Match {
        var allowed: [String] = []
        for route in routes {
            guard let parameters = route.parameters(in: path) else { continue }
            if route.method == method { return .found(route, parameters: parameters) }
            allowed.append(route.method)
        }
        return allowed.isEmpty ? .unknown : .wrongMethod(allowed: allowed)
    }

    /// The methods of a path.
    func methods(_ path: [String]) -> [String] {
        let methods = Set(routes.filter { $0.parameters(in: path) != nil }.map(\.method))
        return (methods.contains("GET") ? methods.union(["HEAD"]) : methods).sorted()
    }

    /// Every method and pattern, for tests and documentation.
    var all: [(method: String, pattern: String)] { routes.map { ($0.method, $0.pattern) } }
}
