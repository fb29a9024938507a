internal import Foundation
internal import Journal
internal import Lua
internal import Trakt

/// What becomes of a session's calls: reads are sent, and writes are planned, or made as runs of their own, one for each input
/// that writes.
actor SessionCarrier: Carrier {
    /// An input that writes, as the journal has it.
    private struct InputRun {
        let claim: Claim
        let carrier: EffectCarrier
        let heartbeat: Heartbeat
    }

    private let context: RunContext
    private let clock: @Sendable () -> Date
    private let stop: StopSwitch
    /// The account with what was planned; nil where writes are made.
    private(set) var planned: PlannedAccount?
    /// What changes that were made are really called, beside what the plan called them.
    private var made = MadeObjects(leavesUnknown: true)
    private var input = Input(text: "", now: .distantPast)
    private var run: Task<InputRun, any Error>?

    struct Input: Sendable {
        let text: String
        let now: Date
    }

    init(_ context: RunContext, writes: Session.Writes, stop: StopSwitch, clock: @escaping @Sendable () -> Date) {
        self.context = context
        self.clock = clock
        self.stop = stop
        if writes == .planned { planned = PlannedAccount(in: context, now: clock()) }
    }

    func carry(_ call: Call, _ asking: Asking) async throws -> Trakt.Answer {
        let call = made.call(for: call)
        if let planned { return try await planned.carry(call) }
        guard call.isWrite || run != nil else { return try await context.client.send(call) }
        return try await inputRun().carrier.carry(call, asking)
    }

    // MARK: Planned

    /// Forgets what was planned; later reads see the account as it is.
    ///
    /// - Parameter made: what changes were made of the plan.
    func planAnew(after made: MadeObjects? = nil) async {
        guard let planned else { return }
        if let made { self.made.take(made) }
        self.planned = PlannedAccount(in: context, now: clock(), ids: await planned.ids)
    }

    // MARK: Made

    func begin(_ input: Input) { self.input = input }

    /// Ends the run that the input has begun, if it has.
    func end(_ report: RunReport) async -> RunReport? {
        guard let run else { return nil }
        self.run = nil
        guard let begun = try? await run.value else { return nil }
        begun.heartbeat.end()
        var report = report
        report.run = begun.claim.run
        let ending = RunEnding(state: report.state, report: report.document(output: nil).encoded, output: [])
        await report.note(ending, for: begun.claim, in: context.journal)
        return report
    }

    private func inputRun() async throws -> InputRun {
        if let run { return try await run.value }
        let task = Task { [context, stop, input] in try await Self.begin(input, in: context, stopping: stop) }
        run = task
        do { return try await task.value } catch {
            run = nil
            throw error
        }
    }

    private static func begin(
        _ input: Input, in context: RunContext, stopping stop: StopSwitch
    ) async throws -> InputRun {
        let claim = try await context.journal.begin(
            NewRun(
                account: context.account, user: context.user, server: context.server, trigger: .repl, path: "repl",
                script: Array(input.text.utf8), seed: 0, now: input.now,
                mayRemoveAnything: context.mayRemoveAnything))
        let safeguards = Safeguards(
            client: context.client, limits: context.removalLimits, mayRemoveAnything: context.mayRemoveAnything)
        let carrier = EffectCarrier(
            client: context.client, sender: context.sender(for: claim, now: input.now), safeguards: safeguards)
        return InputRun(
            claim: claim, carrier: carrier, heartbeat: Heartbeat(of: claim, in: context, stopping: stop))
    }
}
