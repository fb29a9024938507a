import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization

/// Hands requests to a responder that is made when the server's address is known.
final class LateResponder: Sendable {
    private let responder = Mutex<SandboxResponder?>(nil)

    func set(_ value: SandboxResponder) {
        responder.withLock { $0 = value }
    }

    func respond(to request: Request, on channel: any Channel) async throws -> Response {
        guard let responder = responder.withLock(\.self) else { return Response(status: .serviceUnavailable) }
        return try await responder.respond(to: request, on: channel)
    }
}
