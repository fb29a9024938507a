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
        let movements = try await plan.document.basis.movements(context.client)
        guard movements.isEmpty else {
            throw PlanApplication.Refusal.moved(
                movements.map { "\($0.kind.rawValue) \($0.title) (trakt.\($0.endpoint))" })
        }
        let (report, made) = try await change(
            ChangeRun(
                plan.changes, trigger: .apply, path: "repl", document: plan.document.document,
                now: plan.document.madeAt))
        // Also what was made of a plan that came to no end is there now.
        await carrier.planAnew(after: made)
        return report
    }

    /// Takes back what a run changed.
    package func undo(_ run: RunID) async throws -> SessionUndo {
        if await plannedWrites > 0 { throw SessionError.planPending }
        let context = context
        guard let record = try await context.journal.run(run) else { throw SessionError.noRun(run) }
        try UndoRefusal.check(record)
        switch try await FormerUndo(of: record, in: context.journal) {
        case .none: break
        case .begun(let undo): throw UndoRefusal.begun(run, by: undo)
        case .whole(let undo): return SessionUndo(remarks: [], report: nil, takenBackBy: undo)
        }
        let undoing = try await Undoing(of: run, in: context)
        guard !undoing.changes.changes.isEmpty else {
            return SessionUndo(remarks: undoing.remarks, report: nil, takenBackBy: nil)
        }
        let (report, _) = try await change(
            ChangeRun(
                undoing.changes, trigger: .undo(run), path: record.run.path,
                document: ChangeRun.document(of: undoing.changes), now: settings.clock(), seen: undoing.seen))
        await carrier.planAnew()
        return SessionUndo(remarks: undoing.remarks, report: report, takenBackBy: nil)
    }

    private func change(_ changes: ChangeRun) async throws -> (RunReport, MadeObjects) {
        changing.withLock { $0 = changes.stop }
        defer { changing.withLock { $0 = nil } }
        return try await changes.performAndName(in: context)
    }
}

/// What a session would change.
package struct SessionPlan: Sendable {
    package let diff: PlanDiff
    let changes: ChangeList
    let document: Plan
}

/// How taking a run back went.
package struct SessionUndo: Sendable {
    package let remarks: [UndoRemark]
    /// The run that did it; nil where there was nothing to do.
    package let report: RunReport?
    /// The run that did it before.
    package let takenBackBy: RunID?
}

/// What a session cannot do.
package enum SessionError: Error, Sendable, Hashable, CustomStringConvertible {
    case nothingPlanned
    case planPending
    case noRun(RunID)

    package var description: String {
        switch self {
        case .nothingPlanned: "nothing is planned, so there is nothing to apply"
        case .planPending: "changes are planned that were not made yet; :apply makes them, :discard drops them"
        case .noRun(let run): "the journal has no run \(run)"
        }
    }
}
