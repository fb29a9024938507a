import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A socket on a free port of this machine, for servers that answer one request a connection.
package struct ListeningSocket: Sendable {
    package struct Unavailable: Error {}

    package let port: UInt16
    private let descriptor: Int32

    package init() throws {
        let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listening, address, size) == 0 && listen(listening, 16) == 0
                    && getsockname(listening, address, &size) == 0
            }
        }
        guard isBound else { throw Unavailable() }
        descriptor = listening
        port = UInt16(bigEndian: address.sin_port)
    }

    /// Has each connection answered on a thread of its own, one after the other, until ``stop()``.
    ///
    /// - Parameter answer: is given bytes as they arrive, and says what to send, or that more has to come. It hangs up
    ///   after that; of `.silence` it does not.
    package func serve(_ answer: @escaping @Sendable ([UInt8]) -> Answer) {
        Thread.detachNewThread { [descriptor] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                Self.answer(connection, answer)
            }
        }
    }

    package enum Answer: Sendable {
        /// The request is not here whole yet.
        case more
        case bytes([UInt8])
        /// Keeps the connection open without a word.
        case silence
    }

    /// Stops listening; the port refuses connections afterwards.
    package func stop() {
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
        _ = close(descriptor)
    }

    private static func answer(_ connection: Int32, _ answer: ([UInt8]) -> Answer) {
        var request: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { break }
            request += buffer[..<count]
            switch answer(request) {
            case .more: continue
            case .silence: return
            case .bytes(let bytes):
                if !bytes.isEmpty { _ = write(connection, bytes, bytes.count) }
                _ = close(connection)
                return
            }
        }
        _ = close(connection)
    }
}
