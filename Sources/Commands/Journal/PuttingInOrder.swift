internal import Automation
internal import Journal
internal import Lua
internal import Wording

/// Puts in order what earlier processes of this account left, before anything new is begun.
func putInOrder(_ context: RunContext, stop: StopSwitch) async throws {
    guard context.server != .fleetingSandbox else { return }
    let resumption = Resumption(in: context)
    try await resumption.endLost()
    for record in try await resumption.orphans() {
        if stop.reason != nil { return }
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
    do { try await lookBack(context, stop: stop) } catch  where stop.reason == nil {
        // Nothing is lost: what is open stays so, and the next command looks again.
        Terminal.note("What became of earlier writes could not be found out: \(error)")
    } catch {
        // Somebody does not want to wait for it.
    }
}

private func lookBack(_ context: RunContext, stop: StopSwitch) async throws {
    let upkeep = Upkeep(in: context)
    let open = try await upkeep.open()
    if open > 0 {
        let most = TimeSpan(context.timing.settling)
        Terminal.note("Looking what became of \(open) earlier write\(open == 1 ? "" : "s"); that takes up to \(most).")
    }
    // Ctrl-C does not wait for it.
    let states = try await withThrowingTaskGroup(of: [EffectState].self) { group in
        group.addTask { try await upkeep.settle() }
        group.addTask {
            await stop.thrown()
            return []
        }
        defer { group.cancelAll() }
        return try await group.next() ?? []
    }
    guard !states.isEmpty else { return }
    let done = states.count { $0 == .done }
    Terminal.detail(states == [.done] ? "It was made." : "\(done) of \(states.count) were made.")
}

extension RunReport {
    /// How a run went that was taken up on the way to something else.
    fileprivate func aftermath(of run: RunID) -> String {
        switch outcome {
        case .finished: "It is finished; moonreel show \(run) tells what it did."
        case .failed(let error): "It failed: \(error.message.harmless(upTo: 2000)) moonreel show \(run) tells more."
        case .stopped: "It was stopped; moonreel resume \(run) goes on with it."
        }
    }
}
