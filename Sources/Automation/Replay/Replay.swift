internal import Foundation
package import Journal
package import Lua
internal import Trakt
package import TraktLua

/// A run once more, from its journal: every answer is the one of then, and nothing is sent. A write that the run did not
/// make, as a changed script may, is only noted.
package struct Replay: Sendable {
    /// Why a run cannot be replayed.
    package enum Refusal: Error, Sendable, Hashable {
        /// Its changes came from a plan, or took those of another run back: there is no script.
        case noScript(RunID, Trigger)
        /// What the journal has is no script that could be run.
        case unusable(RunID, ScriptFileError)
        /// The answers it got are no longer kept.
        case shortened(RunID)
    }

    private let record: RunRecord
    private let steps: [StepRecord]
    private let script: ScriptFile
    package var limits = Limits()
    package let stop: StopSwitch
    /// Where the script runs.
    package var runner: any ScriptRunner = InProcess()

    /// - Parameters:
    ///   - steps: the run's, as the journal has them.
    ///   - changed: a script to run in the place of the run's own.
    package init(
        of record: RunRecord, steps: [StepRecord], with changed: ScriptFile? = nil, stop: StopSwitch = StopSwitch()
    ) throws(Refusal) {
        switch record.run.trigger {
        case .hand, .schedule, .change: break
        case .repl, .apply, .undo: throw .noScript(record.id, record.run.trigger)
        }
        if record.isShortened { throw .shortened(record.id) }
        self.record = record
        self.steps = steps
        self.stop = stop
        if let changed {
            script = changed
            return
        }
        do throws(ScriptFileError) {
            script = try ScriptFile(path: record.run.path, source: record.run.script)
        } catch {
            throw .unusable(record.id, error)
        }
    }

    /// Runs the script to its end.
    ///
    /// - Parameter print: takes what the script prints and logs, line by line, on the script's own thread.
    package func perform(print: @escaping @Sendable (LogLine) -> Void) async -> ReplayReport {
        var run = Run(script, as: record.run, stop: stop)
        run.limits = limits
        let recording = ReplayRecording(of: record, steps, stop: stop)
        let foundations = Gate.Foundations(
            carrier: IntendedWrites(), recording: recording, auth: AuthCalls(host: nil),
            modules: ModuleFiles(directory: script.directory), pageSize: Client.Configuration.standardPageSize,
            tokens: FixedToken(nil), today: Gate.Foundations.day(of: record.run.now),
            table: RuleTable(ofReplay: script.path), notices: .silent(),
            web: .closed, runner: runner)
        let printed = Printed()
        let report = await run.execute(foundations) { line in
            printed.add(line)
            print(line)
        }
        return ReplayReport(
            of: record, report: report, output: printed.lines, asked: recording.asked, steps: steps,
            reachedEnd: recording.reachedEnd)
    }
}

extension Replay.Refusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noScript(let run, .apply): "run \(run) applied a plan; there is no script to replay"
        case .noScript(let run, .undo(let other)):
            "run \(run) took back run \(other); there is no script to replay. moonreel show \(run) tells what it did"
        case .noScript(let run, _): "run \(run) was typed line by line; there is no script to replay"
        case .shortened(let run):
            "run \(run) is too old to be replayed (keep_days): of what it did, the journal keeps the changes alone. "
                + "moonreel show \(run) tells them"
        case .unusable(let run, let error): "the script of run \(run) cannot be run: \(error)"
        }
    }
}
