internal import Automation
internal import Foundation
internal import Journal
internal import Trakt
internal import Wording

/// A run as it is told to a person.
struct RunStory {
    let record: RunRecord
    let steps: [StepRecord]
    private let notices: [NoticeRecord]
    private let effects: [StepKey: EffectRecord]

    init(record: RunRecord, steps: [StepRecord], effects: [EffectRecord], notices: [NoticeRecord]) {
        self.notices = notices
        self.record = record
        self.steps = steps
        self.effects = Dictionary(effects.map { ($0.effect.key, $0) }) { _, last in last }
    }

    // MARK: As text

    func lines(calls: Int) -> [String] { head + ending + callLines(calls) + noticeLines + outputLines }

    private var head: [String] {
        var lines = [
            "Run \(record.id): \(record.name)",
            "  script    \(record.run.path)\(arguments)",
            "  account   \(record.run.accountText) at \(record.serverText)",
            "  trigger   \(record.triggerText)",
            "  began     \(record.startedAt.formatted(.iso8601))\(duration)",
            "  clock     \(record.run.now.formatted(.iso8601)), seed \(record.run.seed)",
        ]
        if record.attempt > 1 { lines.append("  attempts  \(record.attempt)") }
        return lines
    }

    private var arguments: String {
        let options = record.run.options.sorted { $0.key < $1.key }.map { "--set \($0.key)=\($0.value)" }
        let words = options + record.run.arguments
        return words.isEmpty ? "" : " " + words.joined(separator: " ")
    }

    private var duration: String {
        record.seconds.map { ", took \(String(format: "%.1f", $0)) s" } ?? ", not ended"
    }

    private var ending: [String] {
        let writes = steps.filter(\.isWrite).count
        var lines = [
            "  state     \(record.state.rawValue)\(record.failure.map { ": \($0.harmless(upTo: 2000))" } ?? "")"
        ]
        if record.isShortened {
            lines.append("  kept      what it changed; it is too old for its other calls and its output (keep_days)")
        } else {
            lines.append("  calls     \(steps.count), of which \(writes) write\(writes == 1 ? "s" : "")")
        }
        if let open = record.open { lines.append("  open      \(open)") }
        return lines
    }

    private func callLines(_ most: Int) -> [String] {
        guard !steps.isEmpty else { return [] }
        var table = Table(["", "CALL", "TIME", "ASKED", "ANSWER", "CHANGE", "PLACE"])
        for step in steps.prefix(most) {
            let summary = StepSummary(step)
            let offset = step.askedAt.timeIntervalSince(record.startedAt)
            table.add([
                "", String(step.order), String(format: "%+.1f", offset),
                "\(summary.name)(\(summary.arguments(upTo: 40)))", summary.answer(upTo: 50),
                effects[step.key]?.stateText ?? "", step.place ?? "",
            ])
        }
        let left = steps.count - most
        return [""] + table.lines + (left > 0 ? ["  ... and \(left) more (--calls \(steps.count))"] : [])
    }

    private var noticeLines: [String] {
        guard !notices.isEmpty else { return [] }
        var table = Table(["", "NOTICE TO", "STATE", "MESSAGE"])
        for record in notices {
            let message = record.notice.title ?? record.notice.message
            let line = message.prefix { !$0.isNewline }
            table.add(["", record.channel, record.stateText, line.count > 50 ? line.prefix(47) + "..." : String(line)])
        }
        return [""] + table.lines
    }

    private var outputLines: [String] {
        record.output.isEmpty ? [] : ["", "Output"] + record.output.map { "  " + $0.text.indented }
    }

    // MARK: As JSON

    var document: JSONValue {
        var members = record.members
        members["report"] = record.report.flatMap { try? JSONValue(parsing: $0) }
        members["output"] = .array(record.output.map(\.asJSON))
        if !notices.isEmpty { members["notices"] = .array(notices.map(\.document)) }
        members["steps"] = .array(steps.map(document))
        return .object(members)
    }

    func document(ofStep order: Int) -> JSONValue? { steps.first { $0.order == order }.map(document) }

    private func document(_ step: StepRecord) -> JSONValue {
        var members = StepSummary(step).document.object ?? [:]
        members["effect"] = effects[step.key]?.document
        return .object(members)
    }
}
