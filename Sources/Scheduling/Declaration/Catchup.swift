package import Foundation

/// What happens with slots that passed while nothing ran.
package enum Catchup: Hashable, Sendable {
    /// One run, for the newest.
    case latest
    /// A run for each, the oldest first, up to so many of the newest.
    case all(most: Int)
    /// None runs.
    case none

    /// How many run with `catchup = "all"`.
    package static let usualMost = 100
    package static let usualWindow = Duration.seconds(86_400)
}

/// What to do about the slots after the last one that was decided.
package struct MissedSlots: Hashable, Sendable {
    /// The slots to run, the oldest first.
    package var slots: [Date]
    /// How many others there were.
    package var missed: Int
    /// Whether there may have been more: the slots of a calendar are counted up to `MissedSlots.mostCounted`.
    package var isAtLeast: Bool

    package static let mostCounted = 1000

    package init(slots: [Date], missed: Int, isAtLeast: Bool = false) {
        self.slots = slots
        self.missed = missed
        self.isAtLeast = isAtLeast
    }
}

extension Schedule {
    /// Decides about the slots after one date up to another, whatever lies between: a gap is never walked through.
    ///
    /// It takes as many steps as slots are to run, and at most `MissedSlots.mostCounted` to count the others.
    ///
    /// - Parameters:
    ///   - decided: the last slot about which it is known what happens, or when the rule was first seen.
    ///   - window: what is older does not run.
    ///   - grace: so late a slot counts as on time, and runs whatever the rule says about missed ones.
    package func missed(
        since decided: Date, now: Date, catchup: Catchup, window: Duration = Catchup.usualWindow,
        grace: Duration = .seconds(60)
    ) -> MissedSlots {
        let first = Moment.floor(decided)
        let (most, span) =
            switch catchup {
            case .latest: (1, max(window, grace))
            case .all(let most): (most, max(window, grace))
            case .none: (1, grace)
            }
        let oldest = max(first + 1, Moment.ceiling(now - span.inSeconds))
        var slots: [Date] = []
        var slot = timetable.previous(before: Moment.floor(now) + 1, in: zone.table)
        while let found = slot, found >= oldest, slots.count < most {
            slots.append(Moment.date(found))
            slot = timetable.previous(before: found, in: zone.table)
        }
        let (others, isAtLeast) = slot.map { count(after: first, upTo: $0) } ?? (0, false)
        return MissedSlots(slots: slots.reversed(), missed: others, isAtLeast: isAtLeast)
    }

    /// How many slots there are up to one of them.
    private func count(after moment: Int, upTo last: Int) -> (Int, Bool) {
        guard last > moment else { return (0, false) }
        if case .every(let seconds) = timetable {
            return (last / seconds - CivilCalendar.floorDivide(moment, seconds), false)
        }
        var count = 0
        var slot: Int? = last
        while let found = slot, found > moment {
            guard count < MissedSlots.mostCounted else { return (count, true) }
            count += 1
            slot = timetable.previous(before: found, in: zone.table)
        }
        return (count, false)
    }
}
