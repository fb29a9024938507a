internal import Journal
internal import Trakt

/// What has to happen before a write is sent: what undoing needs is read, and what removes too much is refused. Nothing is
/// sent for a call that this throws for.
struct Safeguards: Sendable {
    let seen: SeenReads
    let capture: Capture
    let guardRails: GuardRails

    /// - Parameters:
    ///   - mayRemoveAnything: a person allowed it for this run.
    ///   - earlier: the effects of earlier attempts at the same run.
    init(
        client: Client, limits: RemovalLimits, mayRemoveAnything: Bool = false, earlier: [EffectRecord] = [],
        seen: SeenReads = SeenReads()
    ) {
        self.seen = seen
        capture = Capture(client: client, seen: seen)
        guardRails = GuardRails(
            limits, counting: LivePlaces(reader: AccountReader(client: client), seen: seen),
            mayRemoveAnything: mayRemoveAnything, earlier: earlier)
    }

    /// The `before` of a write; throws when it may not be sent.
    ///
    /// The capture comes first because it tells how much of what the call names is there at all.
    func before(_ call: Call) async throws -> JSONValue? {
        let before = try await capture.before(call)
        try await guardRails.check(call, before)
        return before?.document
    }

    /// The same check for a write that was captured in an earlier attempt, and not made then.
    func check(again record: EffectRecord) async throws {
        guard let call = record.effect.request.call else { return }
        try await guardRails.check(call, Before(record.effect.before))
    }
}
