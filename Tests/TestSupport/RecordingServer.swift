import Foundation
internal import Synchronization

/// A server on a socket of this machine that remembers what it was sent, and answers what it was told to.
package final class RecordingServer: Sendable {
    package struct Received: Sendable, Hashable {
        /// The first line and the headers.
        package let head: String
        package let body: String

        /// A header's value; nil where there is none.
        package func header(_ name: String) -> String? {
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
                .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }

        /// Such as "POST /hook".
        package var line: String { head.split(separator: " ").prefix(2).joined(separator: " ") }
    }

    package enum Reply: Sendable {
        case status(Int, headers: [String: String] = [:], body: String = "")
        /// Hangs up without a word.
        case nothing
    }

    private let socket: ListeningSocket
    private let received = Mutex<[Received]>([])

    package var requests: [Received] { received.withLock { $0 } }
    package var port: UInt16 { socket.port }
    package var address: String { "http://127.0.0.1:\(port)" }

    /// - Parameter reply: what is answered to a request, told how many came before it.
    package init(_ reply: @escaping @Sendable (Received, Int) -> Reply = { _, _ in .status(200) }) throws {
        socket = try ListeningSocket()
        socket.serve { [self] bytes in
            guard let request = Self.request(bytes) else { return .more }
            let before = received.withLock { received in
                received.append(request)
                return received.count - 1
            }
            return .bytes(Self.bytes(of: reply(request, before)))
        }
    }

    /// Stops listening; the port refuses connections afterwards.
    package func stop() { socket.stop() }

    /// Nil while a part of it is to come.
    private static func request(_ bytes: [UInt8]) -> Received? {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let head = Received(head: String(decoding: bytes[..<end.lowerBound], as: UTF8.self), body: "")
        let body = bytes[end.upperBound...]
        guard body.count >= Int(head.header("content-length") ?? "0") ?? 0 else { return nil }
        return Received(head: head.head, body: String(decoding: body, as: UTF8.self))
    }

    private static func bytes(of reply: Reply) -> [UInt8] {
        guard case .status(let status, let headers, let body) = reply else { return [] }
        let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        let head =
            "HTTP/1.1 \(status) Status\r\n\(lines)Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
        return Array((head + body).utf8)
    }
}
