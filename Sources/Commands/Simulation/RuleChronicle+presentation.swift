internal import Foundation
internal import Scheduling
internal import Simulation
internal import Trakt
internal import Wording

extension RuleChronicle {
    /// What happened, a line for each run that did something.
    var story: [String] {
        let format = Date.ISO8601FormatStyle(timeZone: zone).year().month().day().dateTimeSeparator(.space)
            .time(includingFractionalSeconds: false)
        let events: [(at: Date, text: String)] =
            ticks.flatMap { tick in tick.runs.filter { !$0.isIdle }.map { (tick.at, $0.text) } }
            + deeds.map { ($0.at, "you: \($0.text)") }
        return events.sorted { $0.at < $1.at }.map { event in
            let lines = event.text.split(separator: "\n", omittingEmptySubsequences: false)
            let time = event.at.formatted(format).prefix(16)
            let rest = lines.dropFirst().map { "\n" + String(repeating: " ", count: 18) + $0 }
            return "\(time)  \(lines.first ?? "")\(rest.joined())"
        }
    }

    private var zone: TimeZone { TimeZone(identifier: setting.zone.name) ?? .gmt }

    /// How often each rule ran, and what that took.
    var summary: [String] {
        var table = Table(["RULE", "RUNS", "IDLE", "FAILED", "READS", "WRITES", "WHEN"])
        for rule in rules {
            let runs = runs.filter { $0.rule == rule.name }
            table.add([
                rule.name, "\(runs.count)", "\(runs.count(where: \.isIdle))",
                "\(runs.count { $0.error != nil })", "\(runs.reduce(0) { $0 + $1.reads })",
                "\(runs.reduce(0) { $0 + $1.writes })", rule.timing,
            ])
        }
        let calls = ticks.reduce(0) { $0 + $1.calls.count }
        let single = ticks.count { $0.calls.count == 1 }
        let lists = lists.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
        return table.lines + [
            "",
            "\(setting.days) days, seed \(setting.seed), \(setting.zone): \(runs.count) runs at \(ticks.count) moments, "
                + "\(calls) calls; at \(single) of the moments one call, at most \(mostCalls) at one.",
            "The person did \(deeds.count) things. Lists at the end: \(lists).",
        ]
    }

    private var mostCalls: Int { ticks.map(\.calls.count).max() ?? 0 }

    /// Everything, as one document.
    var document: JSONValue {
        [
            "from": .string(setting.from.formatted(.iso8601)), "until": .string(setting.until.formatted(.iso8601)),
            "seed": .integer(Int64(bitPattern: setting.seed)), "zone": .string(setting.zone.name),
            "rules": .array(
                rules.map { ["name": .string($0.name), "path": .string($0.path), "when": .string($0.timing)] }),
            "moments": .array(ticks.map(\.document)),
            "person": .array(
                deeds.map { ["at": .string($0.at.formatted(.iso8601)), "did": .string($0.text)] }),
            "lists": .array(lists.map { ["name": .string($0.name), "items": .integer(Int64($0.count))] }),
        ]
    }
}

extension RuleChronicle.Tick {
    fileprivate var document: JSONValue {
        [
            "at": .string(at.formatted(.iso8601)),
            "calls": .array(calls.map { .string($0.description) }),
            "runs": .array(runs.map(\.document)),
        ]
    }
}

extension RuleChronicle.Run {
    /// What the run did, in words.
    fileprivate var text: String {
        let calls = "\(reads) read\(reads == 1 ? "" : "s"), \(writes) write\(writes == 1 ? "" : "s")"
        let said = output.joined(separator: "\n").replacingOccurrences(of: "\t", with: " ")
        let failed = error.map { "failed: \($0.harmless(upTo: 2000))" + (isTriedAgain ? " (tried again)" : "") }
        return "\(rule) (\(calls))" + [said.isEmpty ? nil : said, failed].compactMap { $0 }.map { ": " + $0 }.joined()
    }

    fileprivate var document: JSONValue {
        var members: [String: JSONValue] = [
            "rule": .string(rule), "missed": .integer(Int64(missed)), "reads": .integer(Int64(reads)),
            "writes": .integer(Int64(writes)), "output": .array(output.map { .string($0) }),
        ]
        members["slot"] = slot.map { .string($0.formatted(.iso8601)) }
        if !changed.isEmpty { members["changed"] = .array(changed.map { .string($0) }) }
        members["error"] = error.map { .string($0) }
        return .object(members)
    }
}
