import TestSupport

/// A server that reads one request a connection, sends exactly the bytes it was told to, and hangs up.
///
/// It knows nothing of HTTP, so it can break off wherever a real server might.
final class RawServer: Sendable {
    private let socket: ListeningSocket

    var port: UInt16 { socket.port }

    /// Listens on a free port of this machine. `reply` gets the request's head and returns the bytes to send; nil keeps
    /// the connection open without a word.
    init(_ reply: @escaping @Sendable (String) -> [UInt8]?) throws {
        socket = try ListeningSocket()
        socket.serve { bytes in
            let request = String(decoding: bytes, as: UTF8.self)
            guard request.contains("\r\n\r\n") else { return .more }
            return reply(request).map(ListeningSocket.Answer.bytes) ?? .silence
        }
    }

    /// Stops listening; the port refuses connections afterwards. Without this it listens as long as the tests run, since
    /// a test's last mention of its server is before the request.
    func stop() { socket.stop() }
}
