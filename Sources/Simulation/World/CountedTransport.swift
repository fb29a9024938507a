import Synchronization
package import Trakt

/// Notes what is sent.
package final class CountedTransport: Transport {
    /// One request.
    package struct Sent: Sendable, Hashable, CustomStringConvertible {
        package let isRead: Bool
        /// Method and path, without what follows a question mark.
        package let description: String
    }

    private let transport: any Transport
    private let prefix: String
    private let sent = Mutex<[Sent]>([])

    package init(_ transport: any Transport, address: String) {
        self.transport = transport
        prefix = address
    }

    /// What was sent since this was asked the last time.
    package func taken() -> [Sent] {
        sent.withLock { sent in
            defer { sent = [] }
            return sent
        }
    }

    package func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let path = request.url.dropFirst(request.url.hasPrefix(prefix) ? prefix.count : 0).prefix { $0 != "?" }
        sent.withLock {
            $0.append(Sent(isRead: request.method == .get, description: "\(request.method.rawValue) \(path)"))
        }
        return try await transport.send(request)
    }
}
