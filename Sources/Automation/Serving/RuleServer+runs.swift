internal import Foundation
internal import Journal
internal import Lua
internal import Scheduling
internal import Trakt

extension RuleServer {
    func begin(_ order: Order) {
        // Nothing of it is in the journal, so the next server makes up for it.
        guard !isClosed else { return spawn { await self.end(order, .done) } }
        let stop = StopSwitch()
        let execution = Execution(order: order, stop: stop, ending: EndRequest(stop))
        executions[order.number] = execution
        guard let rule = order.rule else {
            return spawn {
                await self.keepUp(execution)
                await self.end(order, .done)
            }
        }
        guard let file = files[rule] else {
            executions[order.number] = nil
            spawn { await self.end(order, .done) }
            return
        }
        report(.began(order, account: accountName(of: file), at: now))
        let seed = UInt64.random(in: .min ... .max, using: &random)
        spawn { await self.execute(execution, file, seed: seed) }
    }

    private func execute(_ execution: Execution, _ file: RuleFile, seed: UInt64) async {
        let order = execution.order
        guard var context = context(of: file) else { return await end(order, .done) }
        context.shared = reads(tick: order.tick)
        if order.isWriter { context.merging = await merging(order, file, in: context) }
        let attempt = attempt(execution, file, seed: seed)
        while true {
            let turnstile = turnstile(of: file.name)
            await turnstile.enter()
            do {
                let result = try await Self.make(attempt, leaving: turnstile, in: context) {
                    await self.tellThatJournalGoesOn()
                }
                return await finish(order, file, result, execution.ending)
            } catch StoreError.slotTaken, StoreError.requestTaken {
                report(.taken(order, account: context.account))
                return await end(order, .done)
            } catch let refusal as Resumption.Refusal where !refusal.isOfStore {
                // Somebody else has the run, or has brought it to its end.
                report(.problem("\(file.name) is not tried again. \(refusal)"))
                return await end(order, .done)
            } catch {
                // Nothing was begun. Who has the journal may give it back, and there may be space again.
                tell(error, "\(file.name) could not be begun. ")
                let isOver = (try? await context.clock.sleep(for: .seconds(10))) == nil
                if error.store?.mayPass != true || isOver || isClosed { return await end(order, .done) }
            }
        }
    }

    /// Everything that a run begins with.
    private struct Attempt: Sendable {
        var run: Run
        /// What is tried again; nil for a new run.
        var former: RunID?
        let print: @Sendable (LogLine) -> Void
    }

    private func attempt(_ execution: Execution, _ file: RuleFile, seed: UInt64) -> Attempt {
        let name = file.name
        var run = Run(file.script, now: now, seed: seed, stop: execution.stop)
        run.ending = execution.ending
        run.limits.time = file.timing.timeout
        run.rule = key(name)
        run.promise = file.promise
        run.trigger = execution.order.trigger
        run.requests = execution.order.requests
        if let websiteURL = parts.websiteURL { run.websiteURL = websiteURL }
        var attempt = Attempt(run: run) { [report] in report(.printed(rule: name, $0)) }
        if case .retry(let former, _, _)? = execution.order.occasion { attempt.former = former }
        return attempt
    }

    /// How an attempt begins.
    private enum Beginning: Sendable {
        case new(Claim)
        case former(RunRecord)
    }

    /// Apart from the server's own work, which no script keeps waiting.
    ///
    /// - Parameters:
    ///   - turnstile: left as soon as the run has begun.
    ///   - begun: called when the journal has that a new run has begun.
    @concurrent
    private nonisolated static func make(
        _ attempt: Attempt, leaving turnstile: Turnstile, in context: RunContext,
        begun: @Sendable () async -> Void
    ) async throws -> RunReport {
        let beginning: Result<Beginning, any Error>
        do { beginning = .success(try await begin(attempt, in: context)) } catch { beginning = .failure(error) }
        await turnstile.leave()
        let run = attempt.run
        switch try beginning.get() {
        case .new(let claim):
            await begun()
            return try await run.perform(claim, in: context, print: attempt.print)
        case .former(let record):
            return try await Resumption(in: context).resume(
                record, limits: run.limits, stop: run.stop, ending: run.ending, print: attempt.print)
        }
    }

    private nonisolated static func begin(
        _ attempt: Attempt, in context: RunContext
    ) async throws(StoreError) -> Beginning {
        if let former = attempt.former, let record = try await context.journal.run(former) { return .former(record) }
        return .new(try await attempt.run.begin(in: context))
    }

    /// Where runs of a rule line up before they begin: who begins for a later time decides about all before it, so that an
    /// earlier one must not come after it.
    private func turnstile(of rule: String) -> Turnstile {
        let turnstile = beginnings[rule] ?? Turnstile()
        beginnings[rule] = turnstile
        return turnstile
    }

    private func finish(_ order: Order, _ file: RuleFile, _ result: RunReport, _ ending: EndRequest) async {
        let isReplaced = ending.reason == .replaced
        let isOver = isReplaced || result.isParked
        let attempt = order.attempt
        let mayImprove = !isOver && result.isWorthRepeating
        let outcome: Dispatcher.Ending =
            if mayImprove, let run = result.run { .failed(run, attempt: attempt) } else { .done }
        let (actions, retryAt) = dispatcher.ended(order, outcome, now: now, using: &random)
        executions[order.number] = nil
        report(
            .ended(
                order, account: accountName(of: file), result, at: now, next: dispatcher.next(file.name),
                retryAt: retryAt))
        if result.isEndNoted, !result.isParked { tellThatJournalGoesOn() }
        if !result.isEndNoted, let problem = result.journalProblem {
            report(.problem("The journal does not have that a run of \(file.name) is over. \(problem)"))
        }
        await perform(actions)
        await releaseHeld(after: order)
        if !isOver, retryAt == nil { await note(failed: result.state != .finished, file) }
    }

    /// A run that was gone on with by the way is treated like any other of its rule.
    func finish(_ record: RunRecord, _ result: RunReport) async {
        guard let key = record.run.rule, let file = files[key.name], self.key(key.name) == key, !result.isParked else {
            return
        }
        if result.isWorthRepeating, let slot = record.run.trigger.slot {
            let date = dispatcher.retry(
                key.name, record.id, attempts: 1, of: slot, now: now, using: &random)
            wake()
            if date != nil { return }
        }
        await note(failed: result.state != .finished, file)
    }

    /// What was to be tried again never is, and has failed for good.
    func giveUp(_ rule: String) async {
        guard let file = files[rule] else { return }
        await note(failed: true, file)
    }

    /// Counts failures, and pauses the rule that had too many in a row.
    private func note(failed hasFailed: Bool, _ file: RuleFile) async {
        let failures = await storing { try await $0.noteOutcome(self.key(file.name), failed: hasFailed) }
        guard hasFailed, let failures, let most = file.timing.pauseAfter, failures >= most else { return }
        let reason = "\(failures) run\(failures == 1 ? "" : "s") failed in a row"
        await storing {
            try await $0.pause(self.key(file.name), RulePause(reason: reason, since: self.now, isAutomatic: true))
        }
        await perform(dispatcher.pause(file.name))
        report(.paused(rule: file.name, reason: reason))
    }

    func end(_ order: Order, _ ending: Dispatcher.Ending) async {
        executions[order.number] = nil
        let actions = dispatcher.ended(order, ending, now: now, using: &random).actions
        await perform(actions)
        await releaseHeld(after: order)
    }
}

extension Order {
    /// What begins the run, as the journal has it.
    fileprivate var trigger: Trigger {
        switch occasion {
        case .slot(let slot, let missed): .schedule(slot: slot, missed: missed)
        case .change(let slot, let keys): .change(slot: slot, keys: keys)
        case .request, .retry, nil: .hand
        }
    }

    /// How often the run was begun, with this time.
    fileprivate var attempt: Int {
        guard case .retry(_, let attempt, _)? = occasion else { return 1 }
        return attempt
    }
}

extension Error {
    /// What went wrong with the journal, if that is what went wrong.
    var store: StoreError? {
        if case .store(let error)? = self as? Resumption.Refusal { error } else { self as? StoreError }
    }
}

/// What fails in one of these ways fails again.
private enum Hopeless {
    static let kinds: Set<String> = [
        "syntax", "invalid_rule", "invalid_option", "not_allowed", "too_many_removals", "too_many_notices",
        "too_many_calls", "too_large", "no_module",
    ]
}

extension Resumption.Refusal {
    /// Whether it passes when the journal can be used again.
    fileprivate var isOfStore: Bool { if case .store = self { true } else { false } }
}

extension RunRecord {
    /// Whether the run failed in a way in which it would fail again.
    var isHopeless: Bool {
        let kind = report.flatMap { try? JSONValue(parsing: $0) }?["error"]?["kind"]?.string
        return kind.map(Hopeless.kinds.contains) ?? false
    }
}

extension RunReport {
    /// Whether the same run may do better at another time.
    fileprivate var isWorthRepeating: Bool {
        switch outcome {
        case .finished: false
        case .failed(let error): error.kind.map { !Hopeless.kinds.contains($0) } ?? true
        case .stopped(let reason, _): reason == .deadline
        }
    }
}
