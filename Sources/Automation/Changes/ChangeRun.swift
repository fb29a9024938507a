package import Foundation
package import Journal
package import Lua
internal import Trakt
internal import TraktLua

/// Making a list of changes as a run of its own: each is a step with its effect, so that a run which dies goes on where
/// it stopped.
package struct ChangeRun: Sendable {
    package let changes: ChangeList
    /// `.apply` or `.undo`.
    package let trigger: Trigger
    /// The document's path as the person wrote it, or what stands in its place.
    package let path: String
    /// The document with the changes: what the journal keeps as the run's script.
    package let document: [UInt8]
    /// The run's own clock: what is added without a time is added as of then.
    package let now: Date
    /// What was read of the account to work the changes out; it is not read again for what undoing this run will need.
    package let seen: SeenReads
    /// Ends the run, also in the middle of a change.
    package let stop: StopSwitch

    package init(
        _ changes: ChangeList, trigger: Trigger, path: String, document: [UInt8], now: Date,
        seen: SeenReads = SeenReads(), stop: StopSwitch = StopSwitch()
    ) {
        self.changes = changes
        self.trigger = trigger
        self.path = path
        self.document = document
        self.now = now
        self.seen = seen
        self.stop = stop
    }

    /// The run that a record is of; nil when its script is no document of changes.
    package init?(resuming run: NewRun, stop: StopSwitch = StopSwitch()) {
        guard run.trigger.isOfChanges, let document = try? JSONValue(parsing: run.script),
            let changes = ChangeList(document["changes"])
        else { return nil }
        self.init(
            changes, trigger: run.trigger, path: run.path, document: run.script, now: run.now,
            stop: stop)
    }

    /// The document of changes that stand in no plan, such as those that take a run back.
    package static func document(of changes: ChangeList) -> [UInt8] {
        JSONValue.object(["changes": changes.asJSON]).encoded
    }

    /// Makes the changes. Throws when the journal cannot be begun; then nothing was changed.
    package func perform(in context: RunContext) async throws(StoreError) -> RunReport {
        try await performAndName(in: context).report
    }

    /// The same, and what was made is really called.
    func performAndName(
        in context: RunContext
    ) async throws(StoreError) -> (report: RunReport, made: MadeObjects) {
        let claim = try await context.journal.begin(
            NewRun(
                account: context.account, user: context.user, server: context.server, trigger: trigger, path: path,
                script: document, seed: 0, now: now))
        return try await performAndName(claim, in: context)
    }

    /// Makes what an earlier attempt has not made.
    package func perform(_ claim: Claim, in context: RunContext) async throws(StoreError) -> RunReport {
        try await performAndName(claim, in: context).report
    }

    private func performAndName(
        _ claim: Claim, in context: RunContext
    ) async throws(StoreError) -> (report: RunReport, made: MadeObjects) {
        let context = context.patient(until: stop, within: nil)
        if let refusal = try await refusal(of: claim.run, in: context) {
            return (await end(claim, because: refusal, in: context), MadeObjects())
        }
        let steps = claim.epoch > 1 ? try await context.journal.steps(of: claim.run) : []
        let recording = JournalRecording(context.journal, claim, known: steps, now: context.now)
        let heartbeat = Heartbeat(of: claim, in: context, stopping: stop)
        let started = ContinuousClock.now
        // Whoever makes saved changes has seen what they remove.
        let safeguards = Safeguards(
            client: context.client, limits: context.removalLimits, mayRemoveAnything: true, seen: seen)
        let carrier = EffectCarrier(
            client: context.client, sender: context.sender(for: claim, now: now), safeguards: safeguards)
        var maker = ChangeMaker(carrier: carrier, recording: recording, stop: stop, now: context.now)
        var report = await maker.make(changes)
        heartbeat.end()
        report.duration = started.duration(to: .now)
        return (await end(claim, with: report, in: context), maker.made)
    }

    /// Ends a run that makes nothing.
    private func end(
        _ claim: Claim, because refusal: PlanApplication.Refusal, in context: RunContext
    ) async -> RunReport {
        let error = ScriptError(kind: "applied_before", message: "\(refusal)")
        return await end(claim, with: RunReport(outcome: .failed(error)), in: context)
    }

    private func end(_ claim: Claim, with report: RunReport, in context: RunContext) async -> RunReport {
        var report = report
        report.run = claim.run
        let ending = RunEnding(state: report.state, report: report.document(output: nil).encoded, output: [])
        await report.note(ending, for: claim, in: context.journal)
        return report
    }
}

/// Makes changes one after the other, and stops at the first that fails: those behind it were planned for an account
/// with it.
struct ChangeMaker {
    let carrier: any Carrier
    let recording: any Recording
    let stop: StopSwitch
    let now: @Sendable () -> Date
    private var questions = Questions()
    private(set) var made = MadeObjects()

    init(carrier: any Carrier, recording: any Recording, stop: StopSwitch, now: @escaping @Sendable () -> Date) {
        self.carrier = carrier
        self.recording = recording
        self.stop = stop
        self.now = now
    }

    mutating func make(_ changes: ChangeList) async -> RunReport {
        var report = RunReport(outcome: .finished(Self.count(changes.changes.count, of: changes)))
        for (index, change) in changes.changes.enumerated() {
            if let reason = stop.reason {
                report.stop(because: reason, at: index, of: changes)
                return report
            }
            do {
                try await make(change)
                report.writes += 1
            } catch {
                report.fail(with: error, at: index, of: changes)
                if let reason = stop.reason { report.stop(because: reason, at: index, of: changes) }
                return report
            }
        }
        return report
    }

    private static func count(_ made: Int, of changes: ChangeList) -> [UInt8] {
        JSONValue.object(["changes": .integer(Int64(made))]).encoded
    }

    private mutating func make(_ change: Change) async throws {
        guard let call = made.call(for: change) else { throw ChangeError.nothingToChange(change.request.endpoint) }
        let message = Message(ticket: 0, name: "trakt." + call.endpoint.id, document: change.asJSON.encoded)
        let question = questions.next(message, subject: .call(call, walk: nil), at: now())
        if let known = try await recording.answer(to: question) {
            guard case .document(let bytes) = known.answer else {
                throw ChangeError.failedBefore(known.answer.failureSentence)
            }
            made.note(change.makes, try JSONValue(parsing: bytes)["body"] ?? .null)
            return
        }
        do {
            let answer = try await stop.cancelling { [carrier] in
                try await carrier.carry(call, Asking(key: question.key))
            }
            let document = TraktReply.document(answer, walk: nil)
            try await recording.keep(.document(document), to: question)
            made.note(change.makes, try answer.json())
        } catch let error as TraktError where stop.reason == nil {
            try await recording.keep(.failure(ScriptFailure.document(of: error)), to: question)
            throw error
        }
    }
}

/// Why a change of a list was not made.
enum ChangeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is about something that an earlier change should have made.
    case nothingToChange(String)
    /// An earlier attempt of the run met this.
    case failedBefore(String)

    var description: String {
        switch self {
        case .nothingToChange(let endpoint): "\(endpoint) is about something that was never made"
        case .failedBefore(let sentence): sentence
        }
    }
}

extension Lua.Answer {
    fileprivate var failureSentence: String {
        guard case .failure(let bytes) = self, let document = try? JSONValue(parsing: bytes) else { return "it failed" }
        return document["message"]?.string ?? "it failed"
    }
}

extension RunReport {
    fileprivate mutating func fail(with error: any Error, at index: Int, of changes: ChangeList) {
        let problem = error as? TraktError
        if error.mayHaveHappened { unsettledWrites += 1 }
        wasRefused = problem.map { !$0.isOfThisMachine } ?? ((error as? EffectError)?.kind == "outcome_unknown")
        journalProblem = error as? StoreError ?? (error as? EffectError)?.journalProblem
        let message = "change \(index + 1) of \(changes.changes.count) was not made: \(error)"
        outcome = .failed(ScriptError(kind: problem?.kind ?? "change", message: message))
    }

    fileprivate mutating func stop(because reason: StopReason, at index: Int, of changes: ChangeList) {
        wasRefused = false
        let message = "\(index) of \(changes.changes.count) changes were made before it was stopped"
        outcome = .stopped(reason, ScriptError(kind: "stopped", message: message))
    }
}

extension Trigger {
    /// Whether such a run makes the changes of a document, and runs no script.
    package var isOfChanges: Bool {
        switch self {
        case .apply, .undo: true
        case .hand, .repl, .schedule, .change: false
        }
    }
}
