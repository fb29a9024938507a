internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// The socket to a guest. It is read only as fast as frames are taken from it, so that a guest that talks too much waits
/// and fills no memory but its own.
final class GuestLine: Sendable {
    private let channel: any Channel
    private let arrivals: AsyncStream<ByteBuffer>
    private let decoder = Mutex(FrameDecoder(largest: FrameDecoder.largestOfGuest))

    /// - Parameter descriptor: a connected socket, which is the line's from here on.
    init(_ descriptor: Int32) async throws {
        let (stream, continuation) = AsyncStream<ByteBuffer>.makeStream()
        arrivals = stream
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: false)
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Arrivals(continuation))
                }
            }
            .withConnectedSocket(descriptor).get()
    }

    /// The next frame; nil when the guest has closed its side. One task at a time may wait for it.
    func next() async throws(Misconduct) -> GuestFrame? {
        var iterator = arrivals.makeAsyncIterator()
        do throws(FrameError) {
            while true {
                if let (kind, content) = try decoder.withLock({ decoder throws(FrameError) in try decoder.next() }) {
                    return try GuestFrame(kind: kind, content: content)
                }
                channel.read()
                guard let piece = await iterator.next() else { return nil }
                decoder.withLock { $0.append(piece.readableBytesView) }
            }
        } catch { throw .frame(error) }
    }

    /// Returns when the guest's socket has taken the frame. A guest that is gone is noticed where it is listened to.
    func send(_ frame: HostFrame) async {
        try? await channel.writeAndFlush(ByteBuffer(bytes: frame.encoded))
    }

    /// Sends the frame when the guest takes it, and does not wait for that.
    func post(_ frame: HostFrame) { channel.writeAndFlush(ByteBuffer(bytes: frame.encoded), promise: nil) }

    func close() async { try? await channel.close() }
}

private final class Arrivals: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let continuation: AsyncStream<ByteBuffer>.Continuation

    init(_ continuation: AsyncStream<ByteBuffer>.Continuation) { self.continuation = continuation }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { continuation.yield(unwrapInboundIn(data)) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelInactive(context: ChannelHandlerContext) { continuation.finish() }
}
