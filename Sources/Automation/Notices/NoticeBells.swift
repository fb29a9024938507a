internal import Synchronization

/// What tells the channels of a delivery to look for notices.
final class NoticeBells: Sendable {
    /// One channel's. What rings while nobody listens is heard once.
    struct Bell: Sendable {
        let rings: AsyncStream<Void>
        fileprivate let continuation: AsyncStream<Void>.Continuation

        func ring() { continuation.yield() }
    }

    private let bells = Mutex<[Bell]>([])

    /// A bell that rings a first time at once.
    func add() -> Bell {
        let (rings, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let bell = Bell(rings: rings, continuation: continuation)
        bells.withLock { $0.append(bell) }
        bell.ring()
        return bell
    }

    func ring() {
        for bell in bells.withLock({ $0 }) { bell.ring() }
    }
}
