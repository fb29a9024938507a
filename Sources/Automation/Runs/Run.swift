package import Foundation
package import Journal
package import Lua
internal import Trakt
internal import TraktLua

/// One execution of a script.
package struct Run: Sendable {
    package let script: ScriptFile
    package var trigger = Trigger.hand
    /// The rule that this is a run of; nil for a script that somebody runs.
    package var rule: RuleKey?
    /// What the rule said of itself when its file was read; the run is held to it.
    package var promise: RulePromise?
    /// What somebody asked of the rule, by its numbers, and is done with this run.
    var requests: [Int64] = []
    /// What stood behind the script's name on the command line.
    package var arguments: [String] = []
    /// What was set for a rule's options, as text.
    package var options: [String: String] = [:]
    package var limits = Limits()
    /// Where Trakt's website is, for the links that scripts make.
    package var websiteURL = Facts.websiteURL
    /// The run's own clock: it stands still, so that a repetition sees the same.
    package var now: Date
    /// Seed of `math.random`.
    package var seed: UInt64
    /// Stops the run, from any thread.
    package let stop: StopSwitch
    /// Asks the run to end between two calls.
    package var ending: EndRequest?

    package init(_ script: ScriptFile, now: Date, seed: UInt64, stop: StopSwitch = StopSwitch()) {
        self.script = script
        self.now = now
        self.seed = seed
        self.stop = stop
    }

    /// A run once more, as it was begun.
    init(_ script: ScriptFile, as begun: NewRun, stop: StopSwitch) {
        self.init(script, now: begun.now, seed: begun.seed, stop: stop)
        trigger = begun.trigger
        rule = begun.rule
        arguments = begun.arguments
        options = begun.options
        if let websiteURL = begun.websiteURL { self.websiteURL = websiteURL }
    }

    /// Runs the script to its end, with a journal. Throws when the journal cannot be begun; then nothing was run.
    ///
    /// - Parameter print: takes what the script prints and logs, line by line, on the script's own thread.
    package func perform(
        in context: RunContext, print: @escaping @Sendable (LogLine) -> Void
    ) async throws(StoreError) -> RunReport {
        try await perform(begin(in: context), in: context, print: print)
    }

    /// Has the journal begin it.
    func begin(in context: RunContext) async throws(StoreError) -> Claim {
        var run = NewRun(
            account: context.account, user: context.user, server: context.server, trigger: trigger,
            rule: rule, path: script.path, script: script.source, arguments: arguments, options: options,
            websiteURL: websiteURL, seed: seed, now: now, mayRemoveAnything: context.mayRemoveAnything)
        run.requests = requests
        return try await context.journal.begin(run)
    }

    /// Runs the script for a run that the journal has begun, now or in an earlier attempt.
    package func perform(
        _ claim: Claim, in context: RunContext, print: @escaping @Sendable (LogLine) -> Void
    ) async throws(StoreError) -> RunReport {
        let context = context.patient(until: stop, within: limits.time)
        let isFirst = claim.epoch == 1
        let steps = isFirst ? [] : try await context.journal.steps(of: claim.run)
        let sender = context.sender(for: claim, now: now)
        let safeguards = Safeguards(
            client: context.client, limits: context.removalLimits, mayRemoveAnything: context.mayRemoveAnything,
            earlier: isFirst ? [] : try await context.journal.effects(of: claim.run))
        let recording = JournalRecording(context.journal, claim, known: steps, now: context.now)
        let effects = EffectCarrier(client: context.client, sender: sender, safeguards: safeguards)
        var carrier: any Carrier = effects
        if let reads = context.shared {
            carrier = SharingCarrier(carrier: carrier, reads: reads, account: context.owner)
        }
        if isFirst, let merging = context.merging {
            carrier = MergingCarrier(
                carrier: carrier, effects: effects, account: context.account, stop: stop, merging: merging)
        }
        let foundations = foundations(
            carrier: carrier, recording: recording, notices: NoticeDesk(for: claim, begun: now, in: context),
            in: context
        ) { [journal = context.journal] rule in
            await safeguards.guardRails.declare(rule)
            guard let name = rule.name, !name.isEmpty else { return }
            try await journal.noteRule(name, claim)
        }
        let printed = Printed()
        let heartbeat = Heartbeat(of: claim, in: context, stopping: stop)
        var report = await execute(foundations) { line in
            printed.add(line)
            print(line)
        }
        heartbeat.end()
        report.run = claim.run
        if ending?.reason == .parked, case .stopped(.cancelled, _) = report.outcome {
            // To the journal it is under way still, so that the next process goes on with it.
            report.isParked = true
            // Where that fails it is found all the same, and counts as one that died.
            try? await context.journal.giveBack(claim)
            return report
        }
        var ending = RunEnding(
            state: report.state, report: report.document(output: nil).encoded, output: printed.lines,
            store: report.state == .finished ? report.store : nil)
        ending.store?.found = RuleStoreChanges.found(in: steps)
        await report.note(ending, for: claim, in: context.journal)
        return report
    }

    /// What a gate of this run stands on.
    func foundations(
        carrier: any Carrier, recording: any Recording, notices: NoticeDesk, in context: RunContext,
        declared: @escaping @Sendable (RuleDeclaration) async throws -> Void = { _ in }
    ) -> Gate.Foundations {
        Gate.Foundations(
            carrier: carrier, recording: recording, auth: AuthCalls(host: context.accounts),
            modules: ModuleFiles(directory: script.directory), pageSize: context.client.configuration.pageSize,
            tokens: context.client.configuration.tokens, today: Gate.Foundations.day(of: now), ending: ending,
            rule: rule.map { RuleBond(key: $0, path: script.path, promise: promise) },
            table: RuleTable(of: context, path: script.path),
            notices: notices, web: WebDesk(of: context, sending: .once), runner: context.runner, declared: declared)
    }

    /// Runs the script, with whatever becomes of its calls.
    func execute(_ foundations: Gate.Foundations, print: @escaping @Sendable (LogLine) -> Void) async -> RunReport {
        let started = ContinuousClock.now
        let gate = Gate(foundations, print: print)
        var report = RunReport(outcome: .finished([]))
        let ending = await foundations.runner.run(work, for: gate, stop: stop)
        report.outcome = ending.outcome.readable
        report.outputDropped = ending.outputDropped
        report.memoryPeak = ending.memoryPeak
        report.take(gate.traffic)
        report.duration = started.duration(to: .now)
        return report
    }

    /// The script, with what it is told from the beginning.
    private var work: ScriptWork {
        var facts = Facts(
            now: Int64((now.timeIntervalSince1970 * 1000).rounded(.down)), arguments: arguments,
            options: options.mapValues { .string($0) }, websiteURL: websiteURL)
        facts.occasion = trigger.occasion
        return ScriptWork(
            source: script.source, chunkName: script.chunkName, limits: limits, facts: facts, seed: seed)
    }
}

extension Trigger {
    /// What a script is told that the scheduler runs; nil for one that a person runs.
    fileprivate var occasion: Facts.Occasion? {
        switch self {
        case .schedule(let slot, let missed): Facts.Occasion(slot: slot, missed: missed)
        case .change(_, let keys): Facts.Occasion(changed: keys.keys.sorted())
        case .hand, .repl, .apply, .undo: nil
        }
    }
}

/// Says again and again that a run's process is still there, and stops the run when somebody else has taken it over.
struct Heartbeat {
    private let task: Task<Void, Never>?

    init(of claim: Claim, in context: RunContext, stopping stop: StopSwitch) {
        guard let renewal = context.renewal else {
            task = nil
            return
        }
        task = Task { [journal = context.journal] in
            while (try? await Task.sleep(for: renewal)) != nil {
                do { try await journal.renew(claim) } catch StoreError.fenced {
                    stop.stop(because: .cancelled)
                } catch {
                    // The next one may succeed; the lease outlasts several.
                }
            }
        }
    }

    func end() { task?.cancel() }
}
