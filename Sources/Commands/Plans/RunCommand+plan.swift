internal import Automation
internal import Lua
internal import Trakt

/// `moonreel run --plan`: what a script would change, and nothing changed.
extension RunCommand {
    func plan(_ script: ScriptFile, _ connection: Connection) async throws {
        let run = run(script, connection)
        let interruption = Interruption(of: "The script") { [stop = run.stop] in stop.stop(because: .cancelled) }
        interruption.endHard(at: timeout.duration)
        let lines = ScriptOutput(json: json)
        let planned = await Planning(client: connection.client, server: connection.server).plan(run) { lines.take($0) }
        if json {
            lines.document(planned.report, with: ["plan": planned.diff.asJSON])
        } else {
            PlanOutput.show(planned.diff)
        }
        try lines.explain(planned.report, run.limits, interruption) {
            Terminal.detail("The plan ends there" + (output == nil ? "." : ", and is not saved."))
        }
        if let output { try save(planned, to: output) }
    }

    private func save(_ planned: PlannedRun, to path: String) throws {
        guard planned.obstacles.isEmpty else {
            Terminal.note("The plan is not saved, because a file could not be applied:")
            for obstacle in planned.obstacles { Terminal.detail(obstacle) }
            throw ExitStatus.failed.code
        }
        try PlanFile.save(planned.plan, to: path)
        Terminal.note("The plan is in \(path); moonreel apply \(path) makes its changes.")
    }
}
