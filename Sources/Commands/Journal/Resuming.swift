internal import Automation
internal import Journal
internal import Lua

/// Takes up what earlier processes of this account left when they died, before anything new is begun.
func resumeOrphans(in context: RunContext, stop: StopSwitch) async throws {
    let resumption = Resumption(in: context)
    for record in try await resumption.orphans() {
        let name = record.rule ?? record.run.path
        Terminal.note("Run \(record.id) (\(name)) did not come to its end: going on with it first.")
        do {
            // Its output is in the journal; here it would be mixed with that of another script.
            let report = try await resumption.resume(record, stop: stop) { _ in }
            Terminal.detail(report.aftermath(of: record.id))
        } catch Resumption.Refusal.underWay {
            Terminal.detail("Another process goes on with it.")
        } catch {
            Terminal.detail("\(error)")
        }
    }
}

extension RunReport {
    /// How a run went that was taken up on the way to something else.
    fileprivate func aftermath(of run: RunID) -> String {
        switch outcome {
        case .finished: "It is finished; moonreel show \(run) tells what it did."
        case .failed(let error): "It failed: \(error.message) moonreel show \(run) tells more."
        case .stopped: "It was stopped; moonreel resume \(run) goes on with it."
        }
    }
}
