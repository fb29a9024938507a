import Synchronization
import Trakt

/// The way to a sandbox, on which something happens before the first request for what is trending arrives.
final class ParkingTransport: Transport {
    private let transport: any Transport
    private let action = Mutex<(@Sendable () async -> Void)?>(nil)

    init(_ transport: any Transport) {
        self.transport = transport
    }

    var atTrending: (@Sendable () async -> Void)? {
        get { action.withLock { $0 } }
        set { action.withLock { $0 = newValue } }
    }

    /// Stands for an answer that never comes: returns when the request is given up.
    static func untilCancelled() async {
        let (never, continuation) = AsyncStream.makeStream(of: Void.self)
        for await _ in never {}
        continuation.finish()
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        if request.url.contains("/trending") {
            let action = action.withLock { action in
                defer { action = nil }
                return action
            }
            await action?()
        }
        return try await transport.send(request)
    }
}
