internal import Journal
internal import Trakt

/// Carries out what a run asks, but a read only when no other run has asked the same just now.
struct SharingCarrier: Carrier {
    let carrier: any Carrier
    let reads: SharedReads
    /// Whose runs may share what they read.
    let account: String

    func carry(_ call: Call, _ asking: Asking) async throws -> Answer {
        guard call.isWrite else {
            do {
                return try await reads.answer(to: call, of: account) { try await carrier.carry(call, asking) }
            } catch is CancellationError {
                // As a read of one's own ends that is given up.
                throw TraktError(.cancelled, endpoint: call.endpoint)
            }
        }
        return try await reads.write(of: account) { try await carrier.carry(call, asking) }
    }
}
