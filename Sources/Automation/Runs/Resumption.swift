package import Journal
package import Lua
internal import Trakt

/// Takes up runs that did not come to their end, where they stopped: what was answered is not asked again, and what was
/// written is not written again.
package struct Resumption: Sendable {
    /// Why a run is not taken up.
    package enum Refusal: Error, Sendable, Hashable {
        /// Another process has it.
        case underWay(RunID)
        case finished(RunID)
        /// It was on a sandbox that ended with its process.
        case sandboxGone(RunID)
        /// It belongs to another account, or to another server.
        case elsewhere(RunID, account: String, server: Server)
        /// Typed line by line, so that there is no text to run again.
        case noScript(RunID)
        /// What the journal has is no script that could be run.
        case unusable(RunID, ScriptFileError)
        /// The changes that it was to make cannot be read.
        case unreadableChanges(RunID)
        /// The answers it got are no longer kept.
        case shortened(RunID)
        case store(StoreError)
    }

    /// How often a run whose process dies each time is begun by itself.
    package static let mostAttempts = 5

    private let context: RunContext

    package init(in context: RunContext) {
        self.context = context
    }

    /// Runs of this context's account whose process died, the oldest first.
    package func orphans() async throws(StoreError) -> [RunRecord] {
        try await context.journal.orphans().filter(context.owns)
    }

    /// Ends the runs whose process died and whose sandbox went with it, whoever's they are: nobody can go on with them.
    package func endLost() async throws(StoreError) {
        for record in try await context.journal.orphans() where record.run.server == .fleetingSandbox {
            guard let claim = try await context.journal.takeOver(record.id, forgettingFailures: false) else { continue }
            _ = await giveUp(record, claim, Self.lost(.sandboxGone(record.id)))
        }
    }

    /// Takes a run up and brings it to its end. One that died each time it was begun is not begun again, and one that died
    /// and that nothing here can run never will be: it has failed.
    package func resume(
        _ record: RunRecord, limits: Limits = Limits(), stop: StopSwitch = StopSwitch(), ending: EndRequest? = nil,
        print: @escaping @Sendable (LogLine) -> Void
    ) async throws(Refusal) -> RunReport {
        try check(record)
        let work: Work
        var lost: Refusal?
        do throws(Refusal) { work = try self.work(of: record, limits, stop) } catch {
            // One that is over stays as it is; one that died would be found at every command, and its writes never looked for.
            guard record.state == .running else { throw error }
            (work, lost) = (.nothing, error)
        }
        // What somebody allows the command that takes it up is not said of this run.
        var context = context
        context.mayRemoveAnything = record.run.mayRemoveAnything
        do {
            let claim = try await context.journal.takeOver(
                record.id, forgettingFailures: record.state != .running)
            guard let claim else { throw Refusal.underWay(record.id) }
            if let lost { return await giveUp(record, claim, Self.lost(lost)) }
            if record.state == .running, record.attempt >= Self.mostAttempts {
                return await giveUp(record, claim, Self.died(record))
            }
            switch work {
            case .changes(let changes): return try await changes.perform(claim, in: context)
            case .script(var run):
                run.ending = ending
                run.promise = try await promise(of: run)
                return try await run.perform(claim, in: context, print: print)
            case .nothing: throw Refusal.noScript(record.id)
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch let error as StoreError {
            throw .store(error)
        } catch {
            throw .store(.unusable(path: "", reason: "\(error)"))
        }
    }

    private func check(_ record: RunRecord) throws(Refusal) {
        if record.state == .finished { throw .finished(record.id) }
        if record.isShortened { throw .shortened(record.id) }
        if record.run.server == .fleetingSandbox { throw .sandboxGone(record.id) }
        guard context.owns(record) else {
            throw .elsewhere(record.id, account: record.run.accountText, server: record.run.server)
        }
    }

    private static func died(_ record: RunRecord) -> String {
        "its process died each of the \(record.attempt) times it was begun, so it is not begun again by itself; "
            + "moonreel resume \(record.id) tries it once more"
    }

    private static func lost(_ refusal: Refusal) -> String { "its process died, and it ended there: \(refusal)" }

    /// What it wrote is put in order like that of any run that is over.
    private func giveUp(_ record: RunRecord, _ claim: Claim, _ message: String) async -> RunReport {
        var report = RunReport(outcome: .failed(ScriptError(kind: "died", message: message)))
        report.run = record.id
        let ending = RunEnding(state: report.state, report: report.document(output: nil).encoded, output: [])
        await report.note(ending, for: claim, in: context.journal)
        return report
    }

    /// What the rule of a run said of itself, by its text as the journal has it.
    private func promise(of run: Run) async throws -> RulePromise? {
        guard run.rule != nil else { return nil }
        let inspection = await RuleInspection(of: run.script, by: context.runner)
        // What fails there mostly fails in the run as well, which then says so itself; it is held to having said nothing.
        return (try? inspection.declaration.get())?.promise ?? RulePromise(name: nil, writes: [], mostRemovals: 0)
    }

    /// What there is to do in a run.
    private enum Work {
        case script(Run)
        case changes(ChangeRun)
        case nothing
    }

    private func work(of record: RunRecord, _ limits: Limits, _ stop: StopSwitch) throws(Refusal) -> Work {
        if let changes = ChangeRun(resuming: record.run, stop: stop) { return .changes(changes) }
        return .script(try run(of: record, limits, stop))
    }

    private func run(of record: RunRecord, _ limits: Limits, _ stop: StopSwitch) throws(Refusal) -> Run {
        if record.run.trigger == .repl { throw .noScript(record.id) }
        if record.run.trigger.isOfChanges { throw .unreadableChanges(record.id) }
        let script: ScriptFile
        do { script = try ScriptFile(path: record.run.path, source: record.run.script) } catch {
            throw .unusable(record.id, error)
        }
        var run = Run(script, as: record.run, stop: stop)
        run.limits = limits
        return run
    }
}

extension Resumption.Refusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .underWay(let run): "run \(run) is under way in another process"
        case .finished(let run):
            "run \(run) came to its end; there is nothing left to do. moonreel show \(run) tells how"
        case .sandboxGone(let run):
            "run \(run) was on a sandbox that ended with its process; keep one with --sandbox-state to go on with a run"
        case .elsewhere(let run, let account, let server):
            "run \(run) belongs to the account \"\(account)\" at \(server), and this is another one or another server; "
                + "sign in to that one (moonreel login), or set MOONREEL_API_URL as it was"
        case .noScript(let run):
            "run \(run) was typed line by line; its effects are settled, but it cannot be run again"
        case .unreadableChanges(let run):
            "the changes of run \(run) cannot be read, so it is not gone on with; moonreel show \(run) tells what it did"
        case .shortened(let run):
            "run \(run) is too old to go on with (keep_days): of what it did, the journal keeps the changes alone. "
                + "moonreel show \(run) tells them"
        case .unusable(let run, let error): "the script of run \(run) cannot be run: \(error)"
        case .store(let error): "\(error)"
        }
    }
}
