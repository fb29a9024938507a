internal import Automation
internal import Journal
internal import Lua
internal import Trakt
internal import Wording

extension ReplayReport {
    /// Tells on standard error whether the replay did the same.
    func explain() {
        guard !isSame else {
            Terminal.note(
                reachedEnd || original.state == .running
                    ? "The same as run \(original.id), up to where that was cut off."
                    : "The same as run \(original.id), to the byte.")
            return
        }
        Terminal.note("Not the same as run \(original.id):")
        for line in differences { Terminal.detail(line) }
    }

    private var differences: [String] { callDifferences + outcomeDifferences + outputDifferences }

    private var callDifferences: [String] {
        var lines: [String] = []
        if let (asked, instead) = firstDifference {
            switch (asked, instead) {
            case (let asked?, let instead?):
                lines.append("first, it asked \(asked.sentence), instead of \(StepSummary(instead).sentence)")
            case (let asked?, nil): lines.append("first, it asked \(asked.sentence), which the run did not ask")
            case (nil, let instead?): lines.append("first, it did not ask \(StepSummary(instead).sentence)")
            case (nil, nil): break
            }
        }
        let others =
            asked.dropFirst().map { "only here: \($0.sentence)" }
            + missing.dropFirst().map { "only in the run: \(StepSummary($0).sentence)" }
        lines += others.prefix(Self.most)
        if others.count > Self.most { lines.append("and \(others.count - Self.most) calls more") }
        let writes = asked.filter(\.isWrite).count
        let missed = missing.filter(\.isWrite).count
        if writes + missed > 0 {
            lines.append(
                "changes: \(writes) that the run did not make, which were not sent, \(missed) that it made and this did not"
            )
        }
        return lines
    }

    private static let most = 10

    private var outcomeDifferences: [String] {
        guard !hasSameOutcome else { return [] }
        let then = original.state.rawValue + (original.failure.map { " (\($0.harmless(upTo: 2000)))" } ?? "")
        switch report.outcome {
        case .finished: return ["it finished; the run \(then)"]
        case .failed(let error): return ["it failed: \(error.told); the run \(then)"]
        case .stopped(let reason, _): return ["it was stopped (\(reason.rawValue)); the run \(then)"]
        }
    }

    private var outputDifferences: [String] {
        guard !hasSameOutput else { return [] }
        let changes = lineChanges
        let more = changes.count - Self.mostLines
        return ["output:"] + changes.prefix(Self.mostLines).map { "  \($0.isNew ? "+" : "-") \($0.text.indented)" }
            + (more > 0 ? ["and \(more) lines more (--json has them all)"] : [])
    }

    private static let mostLines = 100

    private var lineChanges: [LineChanges.Change] {
        LineChanges(from: original.output.map(\.text), to: output.map(\.text)).changes
    }

    /// Everything as JSON.
    var document: JSONValue {
        [
            "run": .integer(original.id.number), "same": .boolean(isSame), "reached_end": .boolean(reachedEnd),
            "same_output": .boolean(hasSameOutput), "same_outcome": .boolean(hasSameOutcome),
            "output": .array(output.map(\.asJSON)),
            "output_changes": .array(
                lineChanges.map { ["line": .string($0.text), "change": .string($0.isNew ? "added" : "removed")] }),
            "only_here": .array(asked.map(\.document)),
            "only_in_run": .array(missing.map { StepSummary($0).document }), "report": report.document(output: nil),
        ]
    }
}

extension AskedStep {
    /// The call with its place.
    fileprivate var sentence: String {
        let arguments = (try? JSONValue(parsing: question))?["arguments"]?.encodedText ?? ""
        let call = "\(name)\(arguments.count > 80 ? arguments.prefix(77) + "..." : arguments)"
        return place.map { "\(call) at \($0)" } ?? call
    }

    fileprivate var document: JSONValue {
        var members: [String: JSONValue] = [
            "order": .integer(Int64(order)), "name": .string(name),
            "question": (try? JSONValue(parsing: question)) ?? .null, "intended": .boolean(isIntended),
        ]
        members["place"] = place.map { .string($0) }
        return .object(members)
    }
}

extension StepSummary {
    /// The call with its place.
    fileprivate var sentence: String {
        let call = "\(step.name)[\(arguments(upTo: 80))]"
        return step.place.map { "\(call) at \($0)" } ?? call
    }
}
