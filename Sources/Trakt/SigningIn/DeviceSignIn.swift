/// Carries a ``DeviceFlow`` out.
public struct DeviceSignIn: Sendable {
    private let server: AuthorizationServer
    private let stopwatch: Stopwatch

    public init(_ server: AuthorizationServer, clock: any Clock<Duration> = ContinuousClock()) {
        self.server = server
        stopwatch = Stopwatch(clock)
    }

    /// Fetches a code, hands it to `show`, and waits until it was approved, or was not.
    ///
    /// Throws when there is no code to be had, and `CancellationError` when the task is cancelled; but tokens that Trakt
    /// gave out before it was are handed on, to be kept or revoked.
    public func run(show: (DeviceCode) async -> Void) async throws -> DeviceFlow.Outcome {
        let code = try await server.deviceCode()
        var flow = DeviceFlow(code, at: stopwatch.now)
        await show(code)
        var action = flow.begin(at: stopwatch.now)
        while true {
            switch action {
            case .end(let outcome): return outcome
            case .wait(let instant):
                try await stopwatch.sleep(until: instant)
                action = flow.awake(at: stopwatch.now)
            case .ask:
                // Not a child: tokens are given out once, and whoever gave up meanwhile must not lose them on their way.
                let answer = await Task { [server] in await server.answer(about: code.device) }.value
                action = flow.received(answer, at: stopwatch.now)
                guard case .approved = answer else {
                    try Task.checkCancellation()
                    continue
                }
            }
        }
    }
}
