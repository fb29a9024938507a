import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Synchronization

/// The transport of real life, on AsyncHTTPClient.
public final class HTTPTransport: Transport {
    private let client: HTTPClient
    private let largestBody: Int

    /// A transport with connections of its own. `largestBody` counts bytes after decompression.
    public init(connectTimeout: Duration = .seconds(10), largestBody: Int = 64 << 20) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.decompression = .enabled(limit: .size(largestBody))
        configuration.timeout = .init(connect: TimeAmount(connectTimeout))
        // Trying again is the client's decision, which knows what is safe to repeat.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.largestBody = largestBody
    }

    deinit {
        // The client stops the program when it goes without having been shut down; a second time does no harm.
        client.shutdown { _ in }
    }

    /// Closes the connections. Nothing can be sent afterwards.
    public func shutdown() async {
        try? await client.shutdown()
    }

    public func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let exchange = Exchange(largestBody: largestBody)
        guard !Task.isCancelled else { throw .cancelled }
        do {
            let task = client.execute(
                request: try wire(request), delegate: exchange, deadline: .now() + TimeAmount(request.timeout))
            return try await withTaskCancellationHandler {
                try await task.get()
            } onCancel: {
                task.cancel()
            }
        } catch {
            throw exchange.error(for: error)
        }
    }

    private func wire(_ request: TransportRequest) throws -> HTTPClient.Request {
        var headers = HTTPHeaders()
        for (name, value) in request.headers.pairs { headers.add(name: name, value: value) }
        headers.replaceOrAdd(name: "accept-encoding", value: "gzip")
        return try HTTPClient.Request(
            url: request.url, method: HTTPMethod(rawValue: request.method.rawValue), headers: headers,
            body: request.body.map { .bytes($0) })
    }
}

extension TimeAmount {
    /// At most a hundred years: nobody waits for longer, and there is room for three times as many nanoseconds.
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = min(duration, .seconds(100 * 366 * 86_400)).components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

/// One request's way: remembers whether its first bytes left, and collects the answer.
private final class Exchange: HTTPClientResponseDelegate {
    typealias Response = TransportResponse

    private struct State {
        var wasSent = false
        var response = TransportResponse(status: 0)
    }

    private struct TooLarge: Error {}

    private let largestBody: Int
    private let state = Mutex(State())

    init(largestBody: Int) {
        self.largestBody = largestBody
    }

    func didSendRequestHead(task: HTTPClient.Task<Response>, _ head: HTTPRequestHead) {
        state.withLock { $0.wasSent = true }
    }

    func didReceiveHead(task: HTTPClient.Task<Response>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        state.withLock { state in
            state.response.status = Int(head.status.code)
            for (name, value) in head.headers { state.response.headers.add(name, value) }
        }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Response>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        let fits = state.withLock { state in
            state.response.body.append(contentsOf: buffer.readableBytesView)
            return state.response.body.count <= largestBody
        }
        return fits ? task.eventLoop.makeSucceededVoidFuture() : task.eventLoop.makeFailedFuture(TooLarge())
    }

    func didFinishRequest(task: HTTPClient.Task<Response>) throws -> Response {
        state.withLock { $0.response }
    }

    func error(for error: any Error) -> TransportError {
        let wasSent = state.withLock { $0.wasSent }
        if error as? HTTPClientError == .cancelled || error is CancellationError {
            return wasSent ? .outcomeUnknown("it was cancelled while the answer was awaited") : .cancelled
        }
        let reason = reason(for: error)
        return wasSent ? .outcomeUnknown(reason) : .notSent(Obstacle(kind(of: error), reason))
    }

    private func kind(of error: any Error) -> Obstacle.Kind {
        switch error {
        case let error as NIOConnectionError:
            return error.connectionErrors.isEmpty && (error.dnsAError ?? error.dnsAAAAError) != nil
                ? .unknownHost : kind(of: error.connectionErrors.first?.error ?? IOError(errnoCode: 0, reason: ""))
        case let error as IOError: return error.errnoCode == ECONNREFUSED ? .refused : .other
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: return .tls
        case is SocketAddressError: return .unknownHost
        case let error as HTTPClientError:
            if error == .tlsHandshakeTimeout { return .tls }
            return error == .connectTimeout || error == .deadlineExceeded ? .timeout : .other
        default: return .other
        }
    }

    private static let cut = "the connection was closed before the answer was complete"

    private func reason(for error: any Error) -> String {
        guard let known = error as? HTTPClientError else {
            if let failure = error as? IOError { return String(cString: strerror(failure.errnoCode)) }
            if error as? HTTPParserError == .invalidEOFState { return Self.cut }
            return error is TooLarge ? "the answer is larger than \(largestBody) bytes" : "\(error)"
        }
        switch known {
        case .connectTimeout: return "connecting took too long"
        case .deadlineExceeded, .readTimeout: return "no answer in time"
        case .remoteConnectionClosed: return Self.cut
        case .tlsHandshakeTimeout: return "the TLS handshake took too long"
        default: return known.shortDescription
        }
    }
}
