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

    /// Listens, calls `ready`, and waits for the redirect; answers with its path and query.
    ///
    /// Throws when the port is taken, and `CancellationError` when the task is cancelled.
    public func redirect(ready: () async throws -> Void) async throws -> String {
        let arrival = Arrival()
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [path] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(RedirectHandler(path: path, arrival: arrival))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        do {
            try await ready()
            let target = try await arrival.target
            try? await channel.close()
            return target
        } catch {
            try? await channel.close()
            throw error
        }
    }
}

/// The first redirect that comes.
private final class Arrival: Sendable {
    private let targets: AsyncStream<String>
    private let continuation: AsyncStream<String>.Continuation

    init() {
        (targets, continuation) = AsyncStream.makeStream()
    }

    func receive(_ target: String) {
        continuation.yield(target)
        continuation.finish()
    }

    var target: String {
        get async throws {
            for await target in targets { return target }
            throw CancellationError()
        }
    }
}

/// Answers the browser: the redirect with a word of thanks, everything else (its icon, a curious page) with 404.
private final class RedirectHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let path: String
    private let arrival: Arrival

    init(path: String, arrival: Arrival) {
        self.path = path
        self.arrival = arrival
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data) else { return }
        let isRedirect = head.method == .GET && head.uri.prefix { $0 != "?" } == path
        let status: HTTPResponseStatus = isRedirect ? .ok : .notFound
        let text = isRedirect ? "Done. You can close this page and go back to the terminal." : "Nothing here."
        let body = ByteBuffer(string: "<!DOCTYPE html><meta charset=utf-8><title>Moonreel</title><p>\(text)</p>\n")
        let headers: HTTPHeaders = [
            "content-type": "text/html; charset=utf-8", "content-length": "\(body.readableBytes)",
            "connection": "close", "cache-control": "no-store",
        ]
        context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        let arrival = arrival
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            // The thanks are on their way before the process may end.
            channel.close(promise: nil)
            if isRedirect { arrival.receive(head.uri) }
        }
    }
}
