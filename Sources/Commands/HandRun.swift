internal import Automation
internal import Journal
internal import Lua
internal import TraktLua

/// A run that a person asked for, from what comes before it to what is told of it.
struct HandRun: Sendable {
    var run: Run
    let timeout: Duration
    let json: Bool
    var mayRemoveAnything = false
    /// The rule that it is a run of; nil for a script.
    var rule: String?
    /// Where the script runs.
    var runner: any ScriptRunner = InProcess()

    func perform(on connection: Connection) async throws {
        let interruption = Interruption(of: "The script") { [stop = run.stop] in stop.stop(because: .cancelled) }
        let context = try await context(connection, interruption)
        var run = run
        run.rule = rule.map { RuleKey(account: context.owner, name: $0) }
        let output = ScriptOutput(json: json)
        let report = try await connection.keepingHouse(in: context.journal) { [run] in
            try await putInOrder(context, stop: run.stop)
            interruption.endHard(at: timeout)
            var context = context
            context.runner = runner
            return try await run.perform(in: context) { output.take($0) }
        }
        await connection.deliverNotices(of: context.journal, until: run.stop)
        try output.finish(report, run.limits, interruption)
    }

    /// What the run works with; Ctrl-C also ends finding that out.
    func context(_ connection: Connection, _ interruption: Interruption) async throws -> RunContext {
        var context = try await interruption.beforehand(run.stop) { try await connection.context() }
        context.mayRemoveAnything = mayRemoveAnything
        return context
    }
}
