internal import Automation
internal import Lua
internal import Trakt
internal import Wording

/// `moonreel run --plan`: what a script would change, and nothing changed.
extension RunCommand {
    func plan(_ script: ScriptFile, _ connection: Connection) async throws {
        let hand = run(script, connection)
        let run = hand.run
        let interruption = Interruption(of: "The script") { [stop = run.stop] in stop.stop(because: .cancelled) }
        var context = try await hand.context(connection, interruption)
        context.runner = hand.runner
        interruption.endHard(at: timeout.duration)
        let printed = ScriptOutput(json: json)
        let planned = await Planning(in: context).plan(run) { printed.take($0) }
        if !json {
            PlanOutput.show(planned.diff)
            let count = planned.report.notices.count
            if count > 0 { Terminal.note("\(count) notice\(count == 1 ? "" : "s") would be sent.") }
            if planned.report.store != nil {
                Terminal.note("The rule's store would change; a plan leaves it as it is.")
            }
        }
        if case .finished = planned.report.outcome {
        } else {
            let ending = output == nil ? "." : ", and the plan is not saved."
            Terminal.note("The script did not come to its end: this is what it would have changed until then\(ending)")
        }
        try printed.finish(
            planned.report, run.limits, interruption,
            adding: [
                "plan": planned.diff.asJSON, "notices": .array(planned.report.notices.map(\.asJSON)),
            ])
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
