/// What a zone's clocks have shown and will show: offsets from UTC in seconds, and when they change.
///
/// The table is complete: where a rule goes on for ever, its changes are written out for 400 years, after which the
/// calendar, and so the table, repeats.
final class OffsetTable: Sendable {
    /// A time without a change of the offset.
    struct Segment: Equatable {
        /// The first second in it, and the first after it.
        var start: Int
        var end: Int
        var offset: Int
    }

    /// Where each segment begins, its offset, and the local time that clocks have reached before it ends, which a clock
    /// that is set back does not lower.
    private let starts: [Int]
    private let offsets: [Int32]
    private let reached: [Int]
    /// From here on the table repeats what it has for the 400 years before.
    private let cycleEnd: Int

    /// - Parameters:
    ///   - changes: ascending; what does not change the offset may be among them.
    ///   - cycleEnd: where the last 400 years begin to repeat; nil where the last offset stays.
    init(first: Int, changes: some Sequence<(at: Int, offset: Int)>, cycleEnd: Int? = nil) {
        var starts = [Self.beginning]
        var offsets = [Int32(first)]
        for change in changes where Int(offsets[offsets.count - 1]) != change.offset {
            starts.append(change.at)
            offsets.append(Int32(change.offset))
        }
        var reached: [Int] = []
        var most = Int.min
        for place in starts.indices {
            let end = place + 1 < starts.count ? starts[place + 1] : Self.end
            most = max(most, end + Int(offsets[place]))
            reached.append(most)
        }
        self.starts = starts
        self.offsets = offsets
        self.reached = reached
        self.cycleEnd = cycleEnd ?? Self.end
    }

    // Far outside of what dates can be, and far from what overflows.
    private static let beginning = -(1 << 50)
    private static let end = 1 << 50

    /// The segment that a moment lies in.
    func segment(at moment: Int) -> Segment {
        let shift = self.shift(of: moment)
        let place = place(of: moment - shift)
        return Segment(start: starts[place] + shift, end: end(of: place) + shift, offset: Int(offsets[place]))
    }

    /// The latest local time that clocks have shown up to a moment.
    func latestLocal(at moment: Int) -> Int {
        let shift = self.shift(of: moment)
        let place = place(of: moment - shift)
        let now = moment + Int(offsets[place])
        return place == 0 ? now : max(now, reached[place - 1] - 1 + shift)
    }

    /// When clocks first showed a local time or, where they skipped it, a later one.
    func firstMoment(showing local: Int) -> Int {
        // A day more than any offset, so that the place looked for is in the table.
        let shift = self.shift(of: local + 2 * CivilCalendar.secondsInDay)
        let local = local - shift
        // The first segment whose clocks go beyond it.
        var low = 0
        var high = reached.count - 1
        while low < high {
            let middle = (low + high) / 2
            if reached[middle] > local { high = middle } else { low = middle + 1 }
        }
        return max(starts[low], local - Int(offsets[low])) + shift
    }

    /// By how many whole cycles a moment must be moved back to lie in the table.
    private func shift(of moment: Int) -> Int {
        moment < cycleEnd
            ? 0 : ((moment - cycleEnd) / CivilCalendar.secondsInCycle + 1) * CivilCalendar.secondsInCycle
    }

    private func end(of place: Int) -> Int { place + 1 < starts.count ? starts[place + 1] : Self.end }

    /// The last segment that does not begin after a moment.
    private func place(of moment: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= moment { low = middle } else { high = middle }
        }
        return low
    }
}
