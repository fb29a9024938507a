internal import Journal
internal import Trakt

/// What becomes of a call that passed the gate's checks: it is sent, or only planned.
protocol Carrier: Sendable {
    func carry(_ call: Call, _ asking: Asking) async throws -> Trakt.Answer
}
