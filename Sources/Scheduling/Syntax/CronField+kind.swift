extension CronField {
    /// Which field it is, and what may stand in it.
    enum Kind: Hashable, Sendable {
        case second, minute, hour, dayOfMonth, month, dayOfWeek

        /// Sunday is 0 and 7.
        var range: ClosedRange<Int> {
            switch self {
            case .second, .minute: 0...59
            case .hour: 0...23
            case .dayOfMonth: 1...31
            case .month: 1...12
            case .dayOfWeek: 0...7
            }
        }

        /// Where `*` and steps end.
        var last: Int { self == .dayOfWeek ? 6 : range.upperBound }

        var names: CalendarName? {
            switch self {
            case .month: .months
            case .dayOfWeek: .weekdays
            default: nil
            }
        }

        func name(of number: Int) -> String {
            names.map { $0.name(of: number).prefix(3).lowercased() } ?? String(number)
        }

        /// In a sentence: one of them, and many.
        var one: String {
            switch self {
            case .second: "a second"
            case .minute: "a minute"
            case .hour: "an hour"
            case .dayOfMonth: "a day of the month"
            case .month: "a month"
            case .dayOfWeek: "a day of the week"
            }
        }

        var many: String {
            switch self {
            case .second: "seconds"
            case .minute: "minutes"
            case .hour: "hours"
            case .dayOfMonth: "days of the month"
            case .month: "months"
            case .dayOfWeek: "days of the week"
            }
        }

        /// How a length of time is written in it.
        var unit: String? {
            switch self {
            case .second: "s"
            case .minute: "m"
            case .hour: "h"
            default: nil
            }
        }

        var accepted: String {
            switch self {
            case .second: "Seconds are 0-59, as in 0,30 or */10"
            case .minute: "Minutes are 0-59, as in 0,30 or 0-29 or */15"
            case .hour: "Hours are 0-23, as in 9,17 or 9-17 or */6"
            case .dayOfMonth: "Days of the month are 1-31, as in 1,15 or */2, L for the last, L-3, 15W and LW"
            case .month: "Months are 1-12 or jan-dec, as in 6-8 or jan,jul or */3"
            case .dayOfWeek: "Days of the week are 0-7 or sun-sat, as in mon-fri or 6,7, fri#2 and friL"
            }
        }
    }
}
