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

    /// What meets this condition was not longer ago than a duration.
    ///
    /// Of an earlier start of the machine it is only known that it is as long ago as this one at least.
    static func within(_ duration: Duration, of moment: Moment) -> (condition: String, arguments: StatementArguments) {
        let from = (moment.sinceBoot - duration).wholeNanoseconds
        let isYoungMachine = moment.sinceBoot <= duration
        return (
            "(boot = ? AND since_boot >= ? OR boot <> ? AND ?)", [moment.boot, from, moment.boot, isYoungMachine]
        )
    }
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
