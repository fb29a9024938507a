/// `@daily` and its kind. They name no time of their own, so runs may be spread over the first minute.
enum Nickname: String, Hashable, Sendable, CaseIterable {
    case hourly = "@hourly"
    case daily = "@daily"
    case midnight = "@midnight"
    case weekly = "@weekly"
    case monthly = "@monthly"
    case yearly = "@yearly"
    case annually = "@annually"

    var pattern: CalendarPattern {
        var pattern = CalendarPattern(clock: .times([0]))
        switch self {
        case .hourly:
            pattern.clock = .fields(hours: 0xFF_FFFF, minutes: 1, seconds: 1)
            pattern.followsElapsedTime = true
        case .daily, .midnight: break
        case .weekly: pattern.days.daysOfWeek.weekdays = 1
        case .monthly: pattern.days.daysOfMonth.days = 1 << 1
        case .yearly, .annually:
            pattern.days.daysOfMonth.days = 1 << 1
            pattern.days.months = 1 << 1
        }
        return pattern
    }

    var inWords: String {
        switch self {
        case .hourly: "every hour"
        case .daily, .midnight: "every day at 00:00"
        case .weekly: "on Sunday at 00:00"
        case .monthly: "on the 1st at 00:00"
        case .yearly, .annually: "on the 1st of January at 00:00"
        }
    }
}
