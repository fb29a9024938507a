package import Lua

/// Where scripts run.
package protocol ScriptRunner: Sendable {
    /// Runs the script to its end; what it asks for, the host answers. Throwing the switch stops it.
    func run(_ work: ScriptWork, for host: some ScriptHost, stop: StopSwitch) async -> ScriptEnding
}

/// Runs scripts in this process.
package struct InProcess: ScriptRunner {
    package init() {}

    package func run(_ work: ScriptWork, for host: some ScriptHost, stop: StopSwitch) async -> ScriptEnding {
        let interpreter: Interpreter
        do { interpreter = try Interpreter.forTrakt(work, stop: stop) } catch {
            return ScriptEnding(.failed(ScriptError(kind: "internal", message: "\(error)")))
        }
        do { try interpreter.loadScript(of: work) } catch { return ScriptEnding(.failed(error)) }
        return interpreter.ending(await interpreter.run(for: host))
    }
}

extension Interpreter {
    /// Compiles the script, for the prelude to run.
    package func loadScript(of work: ScriptWork) throws(ScriptError) {
        try load(work.source, chunkName: work.chunkName, root: Prelude.root)
    }

    package func ending(_ outcome: Outcome) -> ScriptEnding {
        ScriptEnding(outcome, outputDropped: outputDropped, memoryPeak: memoryPeak)
    }
}
