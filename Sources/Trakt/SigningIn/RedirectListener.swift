import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Waits on this machine for the browser to be led back from signing in.
///
/// Listens at 127.0.0.1 only, whatever the redirect address calls it, so that nobody else can hand a code in.
public struct RedirectListener: Sendable {
    private let port: Int
    private let path: String

    /// A listener for a redirect address such as `http://127.0.0.1:8675/done`; nil for one that does not lead to a port
    /// of this machine.
    public init?(_ redirectURI: String) {
        guard redirectURI.hasPrefix("http://") else { return nil }
        let rest = redirectURI.dropFirst(7)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let parts = authority.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, parts[0] == "127.0.0.1" || parts[0] == "localhost",
            let port = UInt16(parts[1]), port > 0
        else { return nil }
        self.port = Int(port)
        let path = rest.dropFirst(authority.count).prefix { $0 != "?" }
        self.path = path.isEmpty ? "/" : String(path)
    }

    /// Why nobody can be led back here.
    public struct Unavailable: Error, Sendable, Hashable, CustomStringConvertible {
        public let port: Int
        public let reason: String

        public var description: String {
            "The browser is to be led back to port \(port) of this machine, which cannot be listened to: \(reason). End "
                + "the program that has it, or put another port into the redirect address, here and in the app's "
                + "settings at Trakt."
        }
    }

    /// Listens, calls `ready`, and waits for the browser to bring the code that was asked for. What belongs to another
    /// request is not listened to, whoever sends it.
    ///
    /// Throws ``Unavailable`` when the port is taken, ``AuthorizationCode/Refusal`` when there is no code, and
    /// `CancellationError` when the task is cancelled.
    public func code(of request: AuthorizationCode, ready: () async throws -> Void) async throws -> String {
        let arrival = Arrival()
        let channel = try await listen(for: request, arrival)
        do {
            try await ready()
            let code = try await arrival.result.get()
            try? await channel.close()
            return code
        } catch {
            try? await channel.close()
            throw error
        }
    }

    private func listen(for request: AuthorizationCode, _ arrival: Arrival) async throws -> any Channel {
        do {
            return try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { [path] channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                        try channel.pipeline.syncOperations.addHandler(
                            RedirectHandler(path: path, request: request, arrival: arrival))
                    }
                }
                .bind(host: "127.0.0.1", port: port).get()
        } catch let error as IOError {
            throw Unavailable(port: port, reason: String(cString: strerror(error.errnoCode)))
        }
    }
}

/// The first redirect that belongs to the request.
private final class Arrival: Sendable {
    typealias Brought = Result<String, AuthorizationCode.Refusal>

    private let results: AsyncStream<Brought>
    private let continuation: AsyncStream<Brought>.Continuation

    init() {
        (results, continuation) = AsyncStream.makeStream()
    }

    func receive(_ result: Brought) {
        continuation.yield(result)
        continuation.finish()
    }

    var result: Brought {
        get async throws {
            for await result in results { return result }
            throw CancellationError()
        }
    }
}

/// Answers the browser: the redirect with what became of it, everything else (its icon, a curious page) with 404.
private final class RedirectHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let path: String
    private let request: AuthorizationCode
    private let arrival: Arrival

    init(path: String, request: AuthorizationCode, arrival: Arrival) {
        self.path = path
        self.request = request
        self.arrival = arrival
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data) else { return }
        let brought = brought(head)
        let (status, text) = Self.page(brought)
        let body = ByteBuffer(string: "<!DOCTYPE html><meta charset=utf-8><title>Trakt</title><p>\(text)</p>\n")
        let headers: HTTPHeaders = [
            "content-type": "text/html; charset=utf-8", "content-length": "\(body.readableBytes)",
            "connection": "close", "cache-control": "no-store",
        ]
        context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        let arrival = arrival
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            // The page is on its way before the process may end.
            channel.close(promise: nil)
            guard let brought, brought != .failure(.wrongState) else { return }
            arrival.receive(brought)
        }
    }

    /// Nil for what is no redirect.
    private func brought(_ head: HTTPRequestHead) -> Arrival.Brought? {
        guard head.method == .GET, head.uri.prefix(while: { $0 != "?" }) == path else { return nil }
        do { return .success(try request.code(redirectedTo: head.uri)) } catch { return .failure(error) }
    }

    private static func page(_ brought: Arrival.Brought?) -> (HTTPResponseStatus, String) {
        switch brought {
        case nil: (.notFound, "Nothing here.")
        case .success: (.ok, "Done. You can close this page and go back to the terminal.")
        case .failure(.wrongState): (.badRequest, "This belongs to another sign-in, so it was not used.")
        case .failure(.denied): (.ok, "The app was not allowed to use the account. You can close this page.")
        case .failure(.noCode): (.ok, "There is no code in this answer, so nobody is signed in. Begin again.")
        }
    }
}
