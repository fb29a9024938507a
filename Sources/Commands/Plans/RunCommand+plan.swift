internal import Automation
internal import Lua
internal import Trakt

/// `moonreel run --plan`: what a script would change, and nothing changed.
extension RunCommand {
    func plan(_ script: ScriptFile, _ connection: Connection) async throws {
        let run = run(script, connection)
        let interruption = Interruption(of: "The script") { [stop = run.stop] in stop.stop(because: .cancelled) }
        let context = try await context(connection, run, interruption)
        interruption.endHard(at: timeout.duration)
        let printed = ScriptOutput(json: json)
        let planned = await Planning(in: context).plan(run) { printed.take($0) }
        if !json { PlanOutput.show(planned.diff) }
        if case .finished = planned.report.outcome {
        } else {
            let ending = output == nil ? "." : ", and the plan is not saved."
            Terminal.note("The script did not come to its end: this is what it would have changed until then\(ending)")
        }
        try printed.finish(planned.report, run.limits, interruption, adding: ["plan": planned.diff.asJSON])
        if let output { try save(planned, to: output) }
        if !planned.diff.refusals.isEmpty { throw ExitStatus.failed.code }
    }

    private func save(_ planned: PlannedRun, to path: String) throws {
        guard planned.obstacles.isEmpty else {
            Terminal.note("The plan is not saved, because it could not be applied:")
            for obstacle in planned.obstacles { Terminal.detail(obstacle) }
            throw ExitStatus.failed.code
        }
        try PlanFile.save(planned.plan, to: path)
        Terminal.note("The plan is in \(path). To make its changes: moonreel apply \(path)")
    }
}
