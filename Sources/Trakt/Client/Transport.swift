/// What carries one request to a server and its answer back. Never follows redirects and never sends anything twice.
public protocol Transport: Sendable {
    /// Sends a request once and waits for the whole answer.
    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse
}

/// A request as it goes over the wire.
public struct TransportRequest: Sendable, Hashable {
    public var method: Endpoint.Method
    /// The whole URL, percent-encoded.
    public var url: String
    public var headers: Headers
    public var body: [UInt8]?
    /// How long everything may take, from connecting to the last byte.
    public var timeout: Duration

    public init(method: Endpoint.Method, url: String, headers: Headers, body: [UInt8]?, timeout: Duration) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }
}

/// Printing a request hides its body, which may hold secrets of an app or a user, as ``Headers`` hide the token.
extension TransportRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "\(method.rawValue) \(url) \(headers), \(body?.count ?? 0) bytes" }
    public var debugDescription: String { description }
    // dump() and test failures look inside.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// An answer with all of its body, decompressed.
public struct TransportResponse: Sendable, Hashable {
    public var status: Int
    public var headers: Headers
    public var body: [UInt8]

    public init(status: Int, headers: Headers = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Printing an answer hides its body, which may hold tokens.
extension TransportResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "\(status) \(headers), \(body.count) bytes" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Why there is no answer. What matters is whether the server may have acted.
public enum TransportError: Error, Sendable, Hashable {
    /// Nothing of the request left: refused connection, unknown host, failed TLS handshake.
    case notSent(Obstacle)
    /// Something left and no whole answer came back: time-out, closed connection, cut body.
    case outcomeUnknown(String)
    /// The task was cancelled before anything left. Afterwards it is ``outcomeUnknown(_:)``.
    case cancelled
}

/// What kept a request from leaving.
public struct Obstacle: Sendable, Hashable {
    /// The kinds that call for different advice.
    public enum Kind: Sendable, Hashable {
        /// The host's name has no address, or no name server answered.
        case unknownHost
        /// Nothing listens there.
        case refused
        case tls
        case timeout
        case other
    }

    public let kind: Kind
    /// In words, for the end of a sentence.
    public let reason: String

    public init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }
}

extension Obstacle: ExpressibleByStringLiteral {
    public init(stringLiteral reason: String) { self.init(.other, reason) }
}
