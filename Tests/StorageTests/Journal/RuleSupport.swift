import Foundation
import Journal

@testable import Storage

let someRule = RuleKey(account: "main at https://api.trakt.tv", name: "nightly")

/// So many minutes after the first slot.
func slot(_ minutes: Double) -> Date { Date(timeIntervalSince1970: 1_800_000_000 + minutes * 60) }

/// What is noted of a rule whose file is read.
func note(_ rule: RuleKey = someRule, schedule: String? = "every minute", at date: Date) -> RuleNote {
    RuleNote(
        key: rule, accountName: "main", server: someRun.server, path: "/rules/\(rule.name).lua", schedule: schedule,
        at: date)
}

/// A run of a rule.
func run(_ trigger: Trigger, of rule: RuleKey? = someRule) -> NewRun {
    var run = someRun
    run.rule = rule
    run.trigger = trigger
    return run
}
