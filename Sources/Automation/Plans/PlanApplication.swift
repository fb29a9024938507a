package import Journal
package import Lua
internal import Trakt

/// Making a saved plan's changes, if the account still is what it was.
package struct PlanApplication: Sendable {
    /// Why nothing was sent.
    package enum Refusal: Error, Sendable, Hashable {
        case plan(PlanError)
        /// It was applied before, to its end.
        case applied(RunID)
        /// A run has begun to apply it, and has not come to its end.
        case begun(RunID)
        /// The account is no longer what the plan was based on: what came, went and changed, in words.
        case moved([String])
    }

    private let plan: Plan
    private let path: String
    private let document: [UInt8]
    private let context: RunContext

    /// Reads a plan and sees whether it is meant for this account.
    ///
    /// - Parameter path: the file's, as the person wrote it.
    package init(parsing document: [UInt8], path: String, in context: RunContext) throws(PlanError) {
        let plan = try Plan(parsing: document, path: path)
        guard plan.server == context.server else {
            throw .otherServer(planned: plan.server, present: context.server)
        }
        guard context.isOf(plan.account, user: plan.user) else {
            throw plan.account == context.account
                ? .otherUser(account: plan.account, planned: plan.user?.slug, present: context.user?.slug)
                : .otherAccount(planned: plan.account, present: context.account)
        }
        self.plan = plan
        self.path = path
        self.document = document
        self.context = context
    }

    /// How many changes there are to make.
    package var count: Int { plan.changes.changes.count }

    /// Sees whether the plan still holds. Throws a ``Refusal``, or what reading the account or the journal threw.
    package func check() async throws {
        if let run = try await Self.firstRun(of: document, in: context) { throw Refusal(run) }
        let movements = try await plan.basis.movements(context.client)
        guard movements.isEmpty else {
            throw Refusal.moved(movements.map { "\($0.kind.rawValue) \($0.title) (trakt.\($0.endpoint))" })
        }
    }

    /// The run that applies a plan, or has: any that began after it makes nothing.
    fileprivate static func firstRun(
        of document: [UInt8], in context: RunContext
    ) async throws(StoreError) -> RunRecord? {
        // Whatever the account was called when it was applied: a plan says whose it is.
        try await context.journal.runs(RunQuery())
            .filter { $0.run.trigger == .apply && $0.run.script == document }
            .min { $0.id < $1.id }
    }

    /// Makes the changes. Throws when the journal cannot be begun; then nothing was changed.
    package func perform(stop: StopSwitch = StopSwitch()) async throws(StoreError) -> RunReport {
        try await ChangeRun(
            plan.changes, trigger: .apply, path: path, document: document, now: plan.madeAt, stop: stop
        ).perform(in: context)
    }
}

extension ChangeRun {
    /// Why a run that has begun makes nothing: another process may have begun to apply the same plan since both looked
    /// whether somebody had.
    func refusal(of run: RunID, in context: RunContext) async throws(StoreError) -> PlanApplication.Refusal? {
        guard trigger == .apply, let first = try await PlanApplication.firstRun(of: document, in: context),
            first.id < run
        else { return nil }
        return PlanApplication.Refusal(first)
    }
}

extension PlanApplication.Refusal {
    /// - Parameter run: the one that applies the plan, or has.
    fileprivate init(_ run: RunRecord) {
        self = run.state == .finished ? .applied(run.id) : .begun(run.id)
    }
}

extension PlanApplication.Refusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .plan(let error): "\(error)"
        case .applied(let run):
            "this plan was applied by run \(run); nothing was sent. Plan again for what there is to do now."
        case .begun(let run):
            "this plan is applied by run \(run), which has not come to its end; nothing was sent. "
                + "If its process is gone, moonreel resume \(run) goes on with it."
        case .moved(let lines):
            "the account is no longer what the plan was based on, so nothing was sent. Since then:\n"
                + lines.map { "  \($0)" }.joined(separator: "\n") + "\nPlan again."
        }
    }
}
