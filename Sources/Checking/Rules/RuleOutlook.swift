internal import Automation
internal import LuaSyntax
package import Scheduling
internal import Trakt

package import struct Foundation.Date

/// What is to be expected of a rule: when it runs, and how many calls a run makes.
package struct RuleOutlook: Sendable {
    package let name: String?
    /// In words; nil where it has none or it is not written out.
    package let schedule: String?
    /// Whether it has a schedule, be it written out or worked out when the script runs.
    package let hasSchedule: Bool
    /// Whether changes in the account start it.
    package let startsOnChange: Bool
    package let zone: Zone?
    /// The next times, at most five.
    package let next: [Date]
    package let estimate: CallEstimate

    init?(of inspector: Inspector, zone: Zone, now: Date) {
        guard let rule = inspector.rule, rule.field("run") != nil else { return nil }
        let script = inspector.script
        name = rule.field("name").flatMap { script.literal($0.value)?.string }
        let value = rule.field("schedule").flatMap { script.literal($0.value) }
        let declaration = value.flatMap { value in
            try? ScheduleDeclaration(
                ScheduleValue(value), zone: zone, mayLackSchedule: rule.field("on_change") != nil)
        }
        hasSchedule = rule.field("schedule") != nil
        startsOnChange = rule.field("on_change") != nil
        schedule = declaration?.schedule?.description
        self.zone = declaration?.schedule?.zone
        next = declaration?.schedule.map { Self.times(of: $0, after: now) } ?? []
        estimate = CallEstimate(of: rule, inspector)
    }

    private static func times(of schedule: Schedule, after now: Date) -> [Date] {
        var times: [Date] = []
        while times.count < 5, let next = schedule.next(after: times.last ?? now) { times.append(next) }
        return times
    }
}
