package import Journal
internal import Lua
internal import Trakt

/// How a replay went, beside the run it repeats.
package struct ReplayReport: Sendable {
    package let original: RunRecord
    package let report: RunReport
    /// What the script printed and logged, as far as a journal keeps it.
    package let output: [LogLine]
    /// What it asked and the run did not, in order.
    package let asked: [AskedStep]
    /// What the run asked and it did not, in order.
    package let missing: [StepRecord]
    /// Whether it stopped where the run was cut off.
    package let reachedEnd: Bool

    init(
        of original: RunRecord, report: RunReport, output: [LogLine], asked: [AskedStep], steps: [StepRecord],
        reachedEnd: Bool
    ) {
        self.original = original
        self.report = report
        self.output = output
        self.reachedEnd = reachedEnd
        // The last question of a run that was cut off was never answered; to ask it is no difference.
        self.asked = asked.filter { !$0.isRecorded && $0.wasAnswered && !reachedEnd }
        let keys = Set(asked.map(\.key))
        missing = steps.filter { !keys.contains($0.key) }.sorted { $0.order < $1.order }
    }

    /// Whether the script did and printed what it did and printed then.
    package var isSame: Bool { asked.isEmpty && missing.isEmpty && hasSameOutput && hasSameOutcome }

    /// What a run printed is kept when it ends, so of one that died there is nothing to compare.
    package var hasSameOutput: Bool { !hasEnded || output == original.output }

    /// Whether it ended as it did then, with the same error if with one.
    package var hasSameOutcome: Bool {
        if reachedEnd || !hasEnded { return true }
        guard report.state == original.state else { return false }
        guard case .failed(let error) = report.outcome else { return true }
        return original.failure.map { $0 == error.message } ?? true
    }

    private var hasEnded: Bool { original.state != .running }

    /// The first call that differs: what was asked, and what the run had asked in its place.
    package var firstDifference: (asked: AskedStep?, instead: StepRecord?)? {
        asked.isEmpty && missing.isEmpty ? nil : (asked.first, missing.first)
    }
}

extension RunRecord {
    /// The error that ended the run.
    package var failure: String? {
        guard state == .failed, let report, let document = try? JSONValue(parsing: report) else { return nil }
        return document["error"]?["message"]?.string
    }
}
