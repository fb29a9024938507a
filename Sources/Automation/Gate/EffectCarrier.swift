internal import Journal
internal import Trakt

/// Sends reads as they are, and makes writes once: each is checked against the guard rails, and is in the journal before it
/// is sent.
struct EffectCarrier: Carrier {
    let client: Client
    let sender: EffectSender
    let safeguards: Safeguards

    func carry(_ call: Call, _ asking: Asking) async throws -> Trakt.Answer {
        guard call.isWrite else { return try await read(call) }
        let before = try await before(call, asking.key)
        safeguards.seen.forget(changedBy: call)
        defer { safeguards.seen.forget(changedBy: call) }
        return try await sender.perform(call, key: asking.key, before: before)
    }

    private func read(_ call: Call) async throws -> Trakt.Answer {
        let ticket = safeguards.seen.ticket
        let answer = try await client.send(call)
        safeguards.seen.note(call, answer, ticket)
        return answer
    }

    /// What an earlier attempt has noted stays as it is: by now the change may have been made. What is sent again counts
    /// again, in this attempt.
    func before(_ call: Call, _ key: StepKey) async throws -> JSONValue? {
        guard let record = try await sender.known(key) else {
            // What may still take effect changes how things are before this call.
            try await sender.waitForDoubts(before: call)
            return try await safeguards.before(call)
        }
        if record.state == .retry { try await safeguards.check(again: record) }
        return nil
    }
}
