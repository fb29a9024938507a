internal import Automation
internal import Foundation
internal import Journal
internal import Logging
internal import Lua
internal import Trakt

extension Logger {
    /// Writes what happens while rules are served: one line for each run, and what else somebody would want to know.
    func note(_ event: ServeEvent) {
        let line = ServeLine(event)
        log(level: line.level, "\(line.message)", metadata: line.facts)
    }
}

/// An event as the log has it.
private struct ServeLine {
    var level = Logger.Level.info
    let message: String
    var facts: Logger.Metadata = [:]

    init(_ event: ServeEvent) {
        switch event {
        case .began(let order, let account, let date):
            level = .debug
            message = "The rule begins."
            facts = Self.facts(order, account)
            facts["late"] = order.occasion?.slot.map { .string(Self.seconds(date.timeIntervalSince($0))) }
        case .ended(let order, let account, let report, let date, let next, let retryAt):
            (level, message) = Self.outcome(report, retryAt: retryAt)
            facts = Self.facts(order, account).merging(Self.facts(report)) { $1 }
            facts["late"] = order.occasion?.slot.map {
                .string(Self.seconds(date.timeIntervalSince($0) - report.duration / .seconds(1)))
            }
            facts["next"] = next.map(Self.time)
        case .printed(let rule, let line):
            level = line.level.map(Self.level) ?? .info
            message = line.message
            facts = Self.facts(line.fields)
            facts["rule"] = .string(rule)
            // No line of the program's has this: whatever a script says, it is told from those.
            facts["by"] = "script"
        case .skipped(let rule, let date, let count, let why):
            (level, message) = Self.skip(count, why)
            facts = ["rule": .string(rule), "slot": Self.time(date), "skipped": .stringConvertible(count)]
        case .taken(let order, let account):
            let what = order.occasion?.slot == nil ? "what was asked" : "this time"
            message = "The rule has a run for \(what) already; it gets no second one."
            facts = Self.facts(order, account)
        case .paused(let rule, let reason):
            level = .warning
            message = "The rule is paused: \(reason). moonreel rules resume lets it go on."
            facts = ["rule": .string(rule)]
        case .goesOn(let rule):
            message = "The rule goes on."
            facts = ["rule": .string(rule)]
        case .clockSetBack(let step):
            level = .notice
            message =
                "The clock was set back by \(Int(step)) seconds. Times that come again have no second run."
        case .journal(let news):
            level = news == .goesOn ? .notice : .error
            message = news.sentence()
        case .problem(let sentence):
            level = .error
            message = sentence
        case .added, .changed, .removed, .broken, .mended, .unreadable:
            (level, message, facts) = Self.file(event)
        case .polled, .pollFailed, .resumed, .settled:
            (level, message, facts) = Self.account(event)
        }
    }

    // MARK: Runs

    private static func level(_ level: Journal.LogLine.Level) -> Logger.Level {
        switch level {
        case .debug: .debug
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
    }

    private static func outcome(_ report: RunReport, retryAt: Date?) -> (Logger.Level, String) {
        if report.isParked { return (.notice, "The run was left for the next start.") }
        let again = retryAt.map { " It is tried again at \($0.formatted(.iso8601))." } ?? ""
        switch report.outcome {
        case .finished: return (.info, "The run is finished.")
        case .failed(let error):
            let reason = again.isEmpty ? error.told : sentence(error.told)
            return (.error, "The run failed: \(reason)\(again)")
        case .stopped(.deadline, _): return (.error, "The run was stopped: its time was up.\(again)")
        case .stopped(.memory, _): return (.error, "The run was stopped: it held too much memory.")
        case .stopped(.cancelled, _): return (.notice, "The run was ended before it was done.")
        }
    }

    /// Scripts and libraries seldom end what they say with a stop.
    private static func sentence(_ text: String) -> String {
        text.last.map { ".!?".contains($0) } == true ? text : text + "."
    }

    private static func skip(_ count: Int, _ why: Dispatcher.Skip) -> (Logger.Level, String) {
        let times = count == 1 ? "A time of the rule" : "\(count) times of the rule"
        return switch why {
        case .overlap: (.notice, "\(times) had no run, because the one before was not over.")
        case .missed: (.notice, "\(times) went by without a run.")
        case .paused: (.notice, "\(times) had no run, because the rule was paused before.")
        }
    }

    private static func facts(_ order: Order, _ account: String) -> Logger.Metadata {
        var facts: Logger.Metadata = ["account": .string(account)]
        facts["rule"] = order.rule.map { .string($0) }
        facts["slot"] = order.occasion?.slot.map(time)
        switch order.occasion {
        case .slot(_, let missed) where missed > 0: facts["missed"] = .stringConvertible(missed)
        case .change(_, let keys): facts["changed"] = .string(keys.keys.sorted().joined(separator: " "))
        case .retry(_, let attempt, _): facts["attempt"] = .stringConvertible(attempt)
        default: break
        }
        return facts
    }

    /// What a script says with a line, under names that are not those of the program's own lines.
    private static func facts(_ fields: [String: JSONValue]) -> Logger.Metadata {
        Logger.Metadata(
            fields.map {
                (own.contains($0.key) ? $0.key + "_" : $0.key, .string($0.value.string ?? $0.value.encodedText))
            }
        ) { $1 }
    }

    private static let own: Set<String> = [
        "account", "attempt", "by", "changed", "file", "folder", "late", "missed", "next", "reads", "rule", "run",
        "seconds", "skipped", "slot", "unsettled", "writes",
    ]

    private static func facts(_ report: RunReport) -> Logger.Metadata {
        var facts: Logger.Metadata = [
            "seconds": .string(seconds(report.duration / .seconds(1))), "reads": .stringConvertible(report.reads),
            "writes": .stringConvertible(report.writes),
        ]
        facts["run"] = report.run.map { .string("\($0)") }
        if report.unsettledWrites > 0 { facts["unsettled"] = .stringConvertible(report.unsettledWrites) }
        return facts
    }

    // MARK: Files and accounts

    private static func file(_ event: ServeEvent) -> (Logger.Level, String, Logger.Metadata) {
        func facts(_ rule: String, _ path: String, _ next: Date?) -> Logger.Metadata {
            var facts: Logger.Metadata = ["rule": .string(rule), "file": .string(path)]
            facts["next"] = next.map(time)
            return facts
        }
        return switch event {
        case .added(let rule, let path, let timing, let next):
            (.info, "Rule: \(timing).", facts(rule, path, next))
        case .changed(let rule, let path, let timing, let next):
            (.info, "The rule's file changed: \(timing).", facts(rule, path, next))
        case .removed(let rule, let path):
            (.info, "The rule's file is gone, and so is the rule.", facts(rule, path, nil))
        case .broken(let path, let error, let kept):
            (
                .error, "\(error)" + (kept == nil ? "" : " The version before it stays in use."),
                ["file": .string(path)].merging(kept.map { ["rule": .string($0)] } ?? [:]) { $1 }
            )
        case .mended(let rule): (.info, "The rule's file is in order again.", ["rule": .string(rule)])
        case .unreadable(let folder, let reason):
            (.error, "The folder cannot be read: \(reason)", ["folder": .string(folder)])
        default: (.info, "", [:])
        }
    }

    private static func account(_ event: ServeEvent) -> (Logger.Level, String, Logger.Metadata) {
        switch event {
        case .polled(let account, let moved):
            (
                .debug, moved.isEmpty ? "Nothing changed." : "The account changed.",
                ["account": .string(account), "changed": .string(moved.joined(separator: " "))]
            )
        case .pollFailed(let account, let reason):
            (.warning, "What changed in the account could not be asked. \(reason)", ["account": .string(account)])
        case .resumed(let record, let report):
            (
                .notice, "A run that had not come to its end was gone on with: \(outcome(report, retryAt: nil).1)",
                ["run": .string("\(record.id)"), "rule": .string(record.rule ?? record.run.path)]
            )
        case .settled(let account, let done, let all):
            (
                .notice, "It was found out what became of \(all) earlier writes: \(done) had been made.",
                ["account": .string(account)]
            )
        default: (.info, "", [:])
        }
    }

    private static func time(_ date: Date) -> Logger.MetadataValue { .string(date.formatted(.iso8601)) }

    private static func seconds(_ interval: TimeInterval) -> String {
        interval.formatted(
            .number.precision(.fractionLength(3)).locale(Locale(identifier: "en_US_POSIX")).grouping(.never))
    }
}
