internal import Foundation
package import Journal
internal import Lua
internal import Synchronization
internal import Trakt

extension Session {
    /// What the inputs so far would change; nil where writes are made.
    package func plan() async -> SessionPlan? {
        guard let account = await carrier.planned else { return nil }
        let changes = await account.changes
        return SessionPlan(
            diff: await account.diff(), changes: changes,
            document: Plan(
                account: context.account, user: context.user, server: context.server,
                // Two plans may be alike in all else, and one of them be made already.
                script: Plan.Script(
                    path: "repl", rule: nil,
                    digest: SHA256.hexadecimal(of: Array("\(UInt64.random(in: .min ... .max))".utf8))),
                madeAt: settings.clock(), changes: changes, basis: await account.basis.keepingOrder(for: changes)))
    }

    /// How many writes are planned.
    package var plannedWrites: Int {
        get async { await carrier.planned?.changes.changes.count ?? 0 }
    }

    /// Forgets what was planned.
    package func discardPlan() async { await carrier.planAnew() }

    /// Makes what was planned, as a run of its own, if the account still is what the plan was based on.
    package func apply() async throws -> RunReport {
        guard let plan = await plan(), !plan.changes.changes.isEmpty else { throw SessionError.nothingPlanned }
        return try await breakable { try await self.apply(plan, stop: $0) }
    }

    private func apply(_ plan: SessionPlan, stop: StopSwitch) async throws -> RunReport {
        let movements = try await stop.cancelling { [context] in
            try await plan.document.basis.movements(context.client)
        }
        guard movements.isEmpty else {
            throw PlanApplication.Refusal.moved(
                movements.map { "\($0.kind.rawValue) \($0.title) (trakt.\($0.endpoint))" })
        }
        let (report, made) = try await ChangeRun(
            plan.changes, trigger: .apply, path: "repl", document: plan.document.document, now: plan.document.madeAt,
            stop: stop
        ).performAndName(in: context)
        if let run = report.run { note(run) }
        // Also what was made of a plan that came to no end is there now.
        await carrier.planAnew(after: made)
        return report
    }

    /// What taking a run back would do.
    package func undoing(_ run: RunID) async throws -> SessionUndo {
        try await breakable { stop in try await stop.cancelling { try await self.look(at: run) } }
    }

    /// Takes back what a run changed.
    package func undo(_ undoing: SessionUndo) async throws -> RunReport {
        try await breakable { [context, settings] stop in
            let report = try await ChangeRun(
                undoing.changes, trigger: .undo(undoing.run), path: "repl",
                document: ChangeRun.document(of: undoing.changes), now: settings.clock(), seen: undoing.seen, stop: stop
            ).perform(in: context)
            if let run = report.run { self.note(run) }
            await self.carrier.planAnew()
            return report
        }
    }

    private func look(at run: RunID) async throws -> SessionUndo {
        if await plannedWrites > 0 { throw SessionError.planPending }
        // Of its own writes it may not be known yet what became of them.
        if hasMade(run) { _ = try await Upkeep(in: context).settle() }
        guard let record = try await context.journal.run(run) else { throw SessionError.noRun(run) }
        try checkIsOurs(record)
        try UndoRefusal.check(record)
        switch try await FormerUndo(of: record, in: context.journal) {
        case .none: break
        case .begun(let undo): throw UndoRefusal.begun(run, by: undo)
        case .whole(let undo): throw SessionError.takenBack(run, by: undo)
        }
        let undoing = try await Undoing(of: run, in: context)
        let diff = try await Planning(in: context).diff(of: undoing.changes, now: settings.clock())
        return SessionUndo(
            run: run, remarks: undoing.remarks, diff: diff, changes: undoing.changes, seen: undoing.seen)
    }

    /// A run of another account is nothing that could be taken back on this one.
    private func checkIsOurs(_ record: RunRecord) throws {
        if context.owns(record) || hasMade(record.id) { return }
        if record.run.server == .fleetingSandbox { throw UndoRefusal.sandboxGone(record.id) }
        throw Resumption.Refusal.elsewhere(record.id, account: record.run.accountText, server: record.run.server)
    }

    /// Does something that an interruption ends.
    private func breakable<Value: Sendable>(_ body: (StopSwitch) async throws -> Value) async throws -> Value {
        let stop = StopSwitch()
        changing.withLock { $0 = stop }
        defer { changing.withLock { $0 = nil } }
        do { return try await body(stop) } catch  where stop.reason != nil { throw SessionError.interrupted }
    }
}

/// What a session would change.
package struct SessionPlan: Sendable {
    package let diff: PlanDiff
    let changes: ChangeList
    let document: Plan
}

/// What taking a run back would do.
package struct SessionUndo: Sendable {
    package let run: RunID
    package let remarks: [UndoRemark]
    package let diff: PlanDiff
    let changes: ChangeList
    let seen: SeenReads

    /// Whether there is nothing left to do.
    package var isEmpty: Bool { changes.changes.isEmpty }
}

/// What a session cannot do.
package enum SessionError: Error, Sendable, Hashable, CustomStringConvertible {
    case nothingPlanned
    case planPending
    case noRun(RunID)
    case takenBack(RunID, by: RunID)
    case interrupted

    package var description: String {
        switch self {
        case .nothingPlanned: "nothing is planned, so there is nothing to apply"
        case .planPending: "changes are planned that were not made yet; :apply makes them, :discard drops them"
        case .noRun(let run): "the journal has no run \(run)"
        case .takenBack(let run, let undo): "run \(undo) took run \(run) back; nothing is left of it"
        case .interrupted: "it was interrupted, before anything was changed"
        }
    }
}
