package import Foundation

/// What a rule's `schedule` says: when it runs, and what happens when something comes in its way.
///
/// ```lua
/// schedule = "daily at 07:30"
/// schedule = { cron = "*/15 * * * *", tz = "Europe/Berlin", overlap = "queue", catchup = "none" }
/// schedule = { at = { "07:30", "19:00" }, days = "mon-fri", jitter = "30s" }
/// ```
package struct ScheduleDeclaration: Hashable, Sendable {
    /// nil for a rule that runs only when something changes.
    package var schedule: Schedule?
    /// nil where nothing is said.
    package var jitter: Duration?
    package var overlap = Overlap.skip
    package var catchup = Catchup.latest
    /// What is older than this is not caught up with.
    package var catchupWindow = Catchup.usualWindow
    package var retries = RunRetry()
    package var timeout = Duration.seconds(600)
    /// What runs first where not all can at once: the higher.
    package var priority = 0
    /// After so many failed runs in a row the rule is paused.
    package var pauseAfter: Int?

    /// What holds where a rule says nothing.
    package init(_ schedule: Schedule? = nil) { self.schedule = schedule }

    /// Reads what was written.
    ///
    /// - Parameters:
    ///   - zone: where the rule names none.
    ///   - mayLackSchedule: for a rule that runs on changes: a table then needs none of `cron`, `every` and `at`.
    package init(_ value: ScheduleValue, zone: Zone, mayLackSchedule: Bool = false) throws(ScheduleError) {
        switch value {
        case .text(let text): schedule = try Schedule(text, zone: zone)
        case .table(let fields):
            self = try ScheduleFields(fields).declaration(zone: zone, mayLackSchedule: mayLackSchedule)
        default:
            throw ScheduleError(
                text: "", problem: "schedule takes a text or a table, not \(value.inWords)",
                accepted: ScheduleForm.forms)
        }
    }

    /// How long after a slot its run begins: where the rule says something about it, another time than other rules, and else
    /// another time than the rules of other people. The rules of one begin together then, and share what they read; if all
    /// that are shipped began at the same second everywhere, nothing would be spread.
    ///
    /// - Parameter person: what tells whose rule it is from those of others.
    package func delay(rule: String, of person: String, slot: Date) -> Duration {
        guard let schedule, longestDelay > .zero else { return .zero }
        let jitter = Jitter(most: longestDelay)
        return jitter.delay(of: isSpreadByItself ? rule : person, slot: slot, next: schedule.next(after: slot))
    }

    /// Whether it begins as much later as the rule says, whosever it is.
    package var isSpreadByItself: Bool { jitter != nil }

    /// How much later than its slot a run begins at most.
    package var longestDelay: Duration { jitter ?? schedule.map { Jitter.usual(for: $0).most } ?? .zero }

    /// What to do about the slots after the last one that was decided.
    package func missed(since decided: Date, now: Date) -> MissedSlots {
        schedule?.missed(since: decided, now: now, catchup: catchup, window: catchupWindow)
            ?? MissedSlots(slots: [], missed: 0)
    }
}
