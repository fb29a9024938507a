import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A server that reads one request a connection, sends exactly the bytes it was told to, and hangs up.
///
/// It knows nothing of HTTP, so it can break off wherever a real server might.
final class RawServer: Sendable {
    let port: UInt16
    private let descriptor: Int32

    struct Failure: Error {}

    /// Listens on a free port of this machine. `reply` gets the request's head and returns the bytes to send; nil keeps
    /// the connection open without a word.
    init(_ reply: @escaping @Sendable (String) -> [UInt8]?) throws {
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
        guard bound else { throw Failure() }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { Self.serve(listening, reply) }
    }

    /// Stops listening; the port refuses connections afterwards. Without this it listens as long as the tests run, since
    /// a test's last mention of its server is before the request.
    func stop() {
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
        _ = close(descriptor)
    }

    private static func serve(_ listening: Int32, _ reply: (String) -> [UInt8]?) {
        while true {
            let connection = accept(listening, nil, nil)
            guard connection >= 0 else { return }
            var request = ""
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while !request.contains("\r\n\r\n") {
                let count = read(connection, &buffer, buffer.count)
                guard count > 0 else { break }
                request += String(decoding: buffer[..<count], as: UTF8.self)
            }
            guard let bytes = reply(request) else { continue }
            _ = write(connection, bytes, bytes.count)
            _ = close(connection)
        }
    }
}
