internal import Foundation
internal import GRDB
internal import Journal

/// A moment as the columns `boot` and `since_boot` have it, in nanoseconds, so that the database finds what was a short
/// time ago without reading the rest.
enum MomentColumns {
    static func values(of moment: Moment) -> StatementArguments { [moment.boot, moment.sinceBoot.wholeNanoseconds] }

    static func moment(_ row: Row) -> Moment {
        Moment(boot: row["boot"], sinceBoot: .nanoseconds(row["since_boot"] as Int64))
    }

    /// A part of what was not longer ago than a duration.
    struct Part {
        let condition: String
        let arguments: StatementArguments
        /// Whether an index of account, boot and since_boot leads there.
        let hasIndex: Bool
    }

    /// What was not longer ago than a duration, as far as ``Moment/elapsed(since:)`` knows, in parts: each has an index of
    /// its own, and all of them together would have none.
    ///
    /// Of an earlier start of the machine it is only known that it is as long ago as this one at least; and where starts
    /// have no names, that the moment may be one of this start.
    static func within(_ duration: Duration, of moment: Moment) -> [Part] {
        let (from, to) = ((moment.sinceBoot - duration).wholeNanoseconds, moment.sinceBoot.wholeNanoseconds)
        var parts = [Part(condition: "boot = ? AND since_boot >= ?", arguments: [moment.boot, from], hasIndex: true)]
        if moment.sinceBoot <= duration {
            parts.append(Part(condition: "boot <> ?", arguments: [moment.boot], hasIndex: false))
        } else if moment.boot.hasPrefix(Moment.unknownStart) {
            parts.append(Part(condition: "since_boot BETWEEN ? AND ?", arguments: [from, to], hasIndex: false))
        } else {
            parts.append(
                Part(
                    condition: "boot >= ? AND boot < ? AND since_boot BETWEEN ? AND ?",
                    arguments: StatementArguments(unknownStarts) + [from, to], hasIndex: true))
        }
        return parts
    }

    /// The names of these lie from the one to before the other.
    private static let unknownStarts = [Moment.unknownStart, String(Moment.unknownStart.dropLast()) + "!"]
}

extension Duration {
    /// The nearest that a column can hold: it has room for 292 years.
    fileprivate var wholeNanoseconds: Int64 {
        let (seconds, rest) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflowToo) = product.addingReportingOverflow(rest / 1_000_000_000)
        guard overflow || overflowToo else { return sum }
        return seconds < 0 ? .min : .max
    }
}
