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

    /// What meets this condition was not longer ago than a duration, as far as ``Moment/elapsed(since:)`` knows.
    ///
    /// Of an earlier start of the machine it is only known that it is as long ago as this one at least; and where starts
    /// have no names, that the moment may be one of this start.
    static func within(_ duration: Duration, of moment: Moment) -> (condition: String, arguments: StatementArguments) {
        let from = (moment.sinceBoot - duration).wholeNanoseconds
        let isYoungMachine = moment.sinceBoot <= duration
        let mayBeSame = moment.boot.hasPrefix(Moment.unknownStart) ? "1" : "boot >= ? AND boot < ?"
        let names = moment.boot.hasPrefix(Moment.unknownStart) ? [] : unknownStarts
        let same: StatementArguments = [moment.boot, from, moment.boot, isYoungMachine]
        let near: StatementArguments = [from, moment.sinceBoot.wholeNanoseconds]
        return (
            "(boot = ? AND since_boot >= ? OR boot <> ? AND ? OR \(mayBeSame) AND since_boot BETWEEN ? AND ?)",
            same + StatementArguments(names) + near
        )
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
