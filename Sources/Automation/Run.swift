package import Foundation
package import Lua
package import Trakt
internal import TraktLua

/// One execution of a script.
package struct Run: Sendable {
    package let script: ScriptFile
    /// What stood behind the script's name on the command line.
    package var arguments: [String] = []
    /// What was set for a rule's options, as text.
    package var options: [String: String] = [:]
    package var limits = Limits()
    /// Where Trakt's website is, for the links that scripts make.
    package var websiteURL = Facts.websiteURL
    /// The run's own clock: it stands still, so that a repetition sees the same.
    package var now: Date
    /// Seed of `math.random`.
    package var seed: UInt64
    /// Stops the run, from any thread.
    package let stop: StopSwitch

    package init(_ script: ScriptFile, now: Date, seed: UInt64, stop: StopSwitch = StopSwitch()) {
        self.script = script
        self.now = now
        self.seed = seed
        self.stop = stop
    }

    /// Runs the script to its end.
    ///
    /// - Parameters:
    ///   - accounts: signs accounts in and out for the script; nil where nobody does.
    ///   - print: takes the script's output, line by line, on the script's own thread.
    package func perform(
        with client: Client, accounts: (any AccountHost)? = nil, print: @escaping @Sendable (String) -> Void
    ) async -> RunReport {
        let started = ContinuousClock.now
        let gate = Gate(
            client: client, accounts: accounts, directory: script.directory, today: Day(at: now), print: print)
        var report = RunReport(outcome: .finished([]))
        do {
            let facts = Facts(
                now: Int64((now.timeIntervalSince1970 * 1000).rounded(.down)), arguments: arguments,
                options: options.mapValues { .string($0) }, websiteURL: websiteURL)
            let interpreter = try Interpreter.forTrakt(limits: limits, facts: facts, seed: seed, stop: stop)
            report.outcome = await run(interpreter, gate)
            report.outputDropped = interpreter.outputDropped
            report.memoryPeak = interpreter.memoryPeak
        } catch {
            report.outcome = .failed(ScriptError(kind: "internal", message: "\(error)"))
        }
        let traffic = gate.traffic
        report.rule = traffic.rule?.name
        report.reads = traffic.reads
        report.writes = traffic.writes
        report.unsettledWrites = traffic.unsettledWrites
        if case .failed(let error) = report.outcome, let kind = error.kind {
            report.wasRefused = traffic.refusals.contains(kind)
        }
        report.duration = started.duration(to: .now)
        return report
    }

    private func run(_ interpreter: Interpreter, _ gate: Gate) async -> Outcome {
        do {
            try interpreter.load(script.source, chunkName: script.chunkName, root: Prelude.root)
        } catch {
            return .failed(error)
        }
        return await interpreter.run(for: gate)
    }
}

/// How a run went.
package struct RunReport: Sendable {
    package var outcome: Outcome
    /// The rule's name, when the script was one.
    package var rule: String?
    /// Calls that changed nothing, and calls that changed the account.
    package var reads = 0
    package var writes = 0
    /// Calls that may have changed the account; their answers never came.
    package var unsettledWrites = 0
    /// Whether it failed because Trakt could not be reached or refused a call.
    package var wasRefused = false
    package var duration: Duration = .zero
    /// Bytes of output that were dropped.
    package var outputDropped = 0
    /// The most bytes the script held.
    package var memoryPeak = 0
}
