internal import Journal
internal import Trakt

/// What becomes of a call that passed the gate's checks: it is sent, or only planned.
protocol Carrier: Sendable {
    /// - Parameter key: tells the call from the run's others.
    func carry(_ call: Call, key: StepKey) async throws -> Trakt.Answer
}
