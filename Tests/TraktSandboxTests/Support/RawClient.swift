import NIOCore
import NIOPosix
import TraktSandbox

/// What came back on a connection, read until the server closed it.
struct RawAnswer: Sendable {
    /// `nil` when the connection closed before a status line.
    var status: Int?
    /// Names in lower case.
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    /// Whether all bytes came that `Content-Length` announced.
    var isComplete: Bool { headers["content-length"].map { Int($0) == body.count } ?? (status != nil) }

    var json: JSONValue {
        get throws { try JSONValue(parsing: body) }
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    init(bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.utf8.firstRange(of: "\r\n\r\n".utf8) else { return }
        body = Array(bytes[text.utf8.distance(from: text.startIndex, to: end.upperBound)...])
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
    }
}

/// An HTTP client of its own over a raw socket: one call a connection, headers as they are given.
struct RawClient: Sendable {
    let info: SandboxInfo
    var agent: String? = "MoonreelTests/1.0"
    var key: String?
    var version: String? = "2"
    var token: String?
    var contentType: String? = "application/json"
    /// Further headers, written as they are given.
    var headers: [(String, String)] = []

    init(_ info: SandboxInfo) {
        self.info = info
        key = info.clientID
        token = info.accessToken
    }

    func get(_ target: String) async throws -> RawAnswer { try await send("GET", target) }

    func post(_ target: String, _ body: JSONValue) async throws -> RawAnswer {
        try await send("POST", target, body.bytes)
    }

    func put(_ target: String, _ body: JSONValue) async throws -> RawAnswer {
        try await send("PUT", target, body.bytes)
    }

    func delete(_ target: String) async throws -> RawAnswer { try await send("DELETE", target) }

    func send(_ method: String, _ target: String, _ body: [UInt8] = []) async throws -> RawAnswer {
        let port = info.address.split(separator: ":").last.flatMap { Int($0) } ?? 0
        let fields: [(String, String?)] = [
            ("host", "127.0.0.1:\(port)"), ("connection", "close"), ("user-agent", agent), ("trakt-api-key", key),
            ("trakt-api-version", version), ("authorization", token.map { "Bearer \($0)" }),
            ("content-type", contentType), ("content-length", body.isEmpty ? nil : String(body.count)),
        ]
        var head = "\(method) \(target) HTTP/1.1\r\n"
        let others = headers.map { ($0, Optional($1)) }
        for case (let name, let value?) in fields + others { head += "\(name): \(value)\r\n" }
        let request = ByteBuffer(bytes: Array((head + "\r\n").utf8) + body)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(request)
            var bytes: [UInt8] = []
            do {
                for try await part in inbound { bytes += part.readableBytesView }
            } catch is IOError {
                // A reset is one way for a server to go away.
            }
            return RawAnswer(bytes: bytes)
        }
    }
}

/// A small sandbox whose clock stands still, and a client of it.
func withClient<Result>(
    _ configuration: SandboxConfiguration = SandboxConfiguration(), _ body: (RawClient) async throws -> Result
) async throws -> Result {
    try await withSandbox(configuration) { info in try await body(RawClient(info)) }
}
