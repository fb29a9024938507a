internal import Journal
internal import Trakt

/// Sends reads as they are, and makes writes once: each is in the journal before it is sent.
struct EffectCarrier: Carrier {
    let client: Client
    let sender: EffectSender

    func carry(_ call: Call, key: StepKey) async throws -> Trakt.Answer {
        guard call.isWrite else { return try await client.send(call) }
        return try await sender.perform(call, key: key)
    }
}
