package import Foundation
package import Journal
internal import Lua
internal import Trakt

/// Finding out what would change, without changing it: what is read goes to Trakt, what is written stays here.
package struct Planning: Sendable {
    private let context: RunContext

    /// - Parameter context: what a run would work with. Its journal is only asked, such as how many plays it had today.
    package init(in context: RunContext) {
        self.context = context
    }

    /// Runs a script. Its report counts no writes, since none was sent.
    package func plan(_ run: Run, print: @escaping @Sendable (LogLine) -> Void) async -> PlannedRun {
        let account = PlannedAccount(in: context, now: run.now)
        var report = await run.execute(foundations(of: run, account), print: print)
        (report.writes, report.unsettledWrites) = (0, 0)
        let script = Plan.Script(
            path: run.script.path, rule: report.rule, digest: SHA256.hexadecimal(of: run.script.source))
        let changes = await account.changes
        let plan = Plan(
            account: context.account, user: context.user, server: context.server, script: script, madeAt: run.now,
            changes: changes, basis: await account.basis.keepingOrder(for: changes))
        return PlannedRun(
            report: report, diff: await account.diff(), plan: plan, obstacles: await account.obstacles)
    }

    private func foundations(of run: Run, _ account: PlannedAccount) -> Gate.Foundations {
        let configuration = context.client.configuration
        return Gate.Foundations(
            carrier: PlanCarrier(account: account), recording: NoRecording(),
            // Signing in and out would change more than a plan could show.
            auth: AuthCalls(host: nil), modules: ModuleFiles(directory: run.script.directory),
            pageSize: configuration.pageSize, tokens: configuration.tokens, today: Gate.Foundations.day(of: run.now),
            table: RuleTable(of: context, path: run.script.path), notices: .silent(context.channels),
            web: WebDesk(of: context, sending: .told), runner: context.runner
        ) { await account.rails.declare($0) }
    }

    /// What changes come to that were planned some other way, such as those that take a run back. Throws what reading
    /// the account threw.
    package func diff(of changes: ChangeList, now: Date) async throws -> PlanDiff {
        var context = context
        // Whoever looks at these changes and then makes them has seen what they remove.
        context.mayRemoveAnything = true
        let account = PlannedAccount(in: context, now: now)
        // Whoever planned them has other ids for what they make than the account has here.
        var made = MadeObjects()
        for change in changes.changes {
            guard let call = made.call(for: change) else {
                await account.refuse("\(ChangeError.nothingToChange(change.request.endpoint))")
                continue
            }
            do { made.note(change.makes, try await account.carry(call).json()) } catch let error as EffectError {
                await account.refuse("\(error)")
            }
        }
        return await account.diff()
    }
}

/// How planning a run went.
package struct PlannedRun: Sendable {
    package let report: RunReport
    package let diff: PlanDiff
    package let plan: Plan
    /// Why the plan could not be applied from a file, if it could not.
    package let obstacles: [String]
}

/// Answers reads with what Trakt says and the plan has changed, and writes with what Trakt would say.
struct PlanCarrier: Carrier {
    let account: PlannedAccount

    func carry(_ call: Call, _ asking: Asking) async throws -> Trakt.Answer {
        try await account.carry(call)
    }
}
