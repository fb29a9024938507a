import Foundation
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

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

    package struct Unavailable: Error {}

    package let port: UInt16
    private let descriptor: Int32
    private let received = Mutex<[Received]>([])

    package var requests: [Received] { received.withLock { $0 } }
    package var address: String { "http://127.0.0.1:\(port)" }

    /// - Parameter reply: what is answered to a request, told how many came before it.
    package init(_ reply: @escaping @Sendable (Received, Int) -> Reply = { _, _ in .status(200) }) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listening = descriptor
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listening, address, size) == 0 && listen(listening, 16) == 0
                    && getsockname(listening, address, &size) == 0
            }
        }
        guard bound else { throw Unavailable() }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in serve(listening, reply) }
    }

    /// Stops listening; the port refuses connections afterwards.
    package func stop() {
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
        _ = close(descriptor)
    }

    private func serve(_ listening: Int32, _ reply: (Received, Int) -> Reply) {
        while true {
            let connection = accept(listening, nil, nil)
            guard connection >= 0 else { return }
            if let request = Self.read(connection) {
                let before = received.withLock { received in
                    received.append(request)
                    return received.count - 1
                }
                let bytes = Self.bytes(of: reply(request, before))
                if !bytes.isEmpty { _ = write(connection, bytes, bytes.count) }
            }
            _ = close(connection)
        }
    }

    private static func read(_ connection: Int32) -> Received? {
        var text = [UInt8]()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let end = text.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = Received(head: String(decoding: text[..<end.lowerBound], as: UTF8.self), body: "")
                let body = text[end.upperBound...]
                if body.count >= Int(head.header("content-length") ?? "0") ?? 0 {
                    return Received(head: head.head, body: String(decoding: body, as: UTF8.self))
                }
            }
            #if canImport(Glibc)
                let count = Glibc.read(connection, &buffer, buffer.count)
            #else
                let count = Darwin.read(connection, &buffer, buffer.count)
            #endif
            guard count > 0 else { return nil }
            text += buffer[..<count]
        }
    }

    private static func bytes(of reply: Reply) -> [UInt8] {
        guard case .status(let status, let headers, let body) = reply else { return [] }
        let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        let head =
            "HTTP/1.1 \(status) Status\r\n\(lines)Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
        return Array((head + body).utf8)
    }
}
