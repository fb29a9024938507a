internal import Wording

/// Reads the table form of a schedule, field by field.
struct ScheduleFields {
    private let fields: [String: ScheduleValue]

    /// All fields that there are.
    enum Name: String, CaseIterable {
        case cron, every, at, days, tz, jitter, overlap, catchup
        case catchupWindow = "catchup_window"
        case retries, timeout, priority
        case pauseAfter = "pause_after"
    }

    init(_ fields: [String: ScheduleValue]) throws(ScheduleError) {
        self.fields = fields
        let known = Name.allCases.map(\.rawValue)
        for name in fields.keys.sorted() where !known.contains(name) {
            throw ScheduleError(
                text: name, problem: "schedule has no field \(quoted(name))",
                accepted: "It has \(listed(known))",
                suggestion: name.utf8.count > 30 ? nil : Spelling.nearest(to: name, among: known))
        }
    }

    func declaration(zone: Zone, mayLackSchedule: Bool) throws(ScheduleError) -> ScheduleDeclaration {
        let name = try text(.tz, "the name of a time zone such as \"Europe/Berlin\"")
        let ownZone = try name.map { name throws(ScheduleError) in try Zone(named: name) }
        var result = ScheduleDeclaration(try schedule(in: ownZone ?? zone))
        guard result.schedule != nil || mayLackSchedule else {
            throw ScheduleError(
                text: "", problem: "schedule says nothing of when",
                accepted: "It takes one of the fields cron, every and at")
        }
        result.jitter = try span(.jitter, "30s", mayBeZero: true)
        if let overlap = try choice(.overlap, Overlap.allCases.map(\.rawValue)).flatMap(Overlap.init) {
            result.overlap = overlap
        }
        if let catchup = try catchup() { result.catchup = catchup }
        if let window = try span(.catchupWindow, "24h") { result.catchupWindow = window }
        if let retries = try number(.retries, in: 0...20) { result.retries.attempts = retries + 1 }
        if let timeout = try span(.timeout, "10m", most: .seconds(86_400)) { result.timeout = timeout }
        if let priority = try number(.priority, in: -1000...1000) { result.priority = priority }
        result.pauseAfter = try number(.pauseAfter, in: 1...1000)
        return result
    }

    private func schedule(in zone: Zone) throws(ScheduleError) -> Schedule? {
        let given = [Name.cron, .every, .at].filter { fields[$0.rawValue] != nil }
        guard given.count <= 1 else {
            throw ScheduleError(
                text: "", problem: "schedule says when in \(given.count) ways: \(listed(given.map(\.rawValue)))",
                accepted: "It takes one of the fields cron, every and at")
        }
        if given != [.at], fields[Name.days.rawValue] != nil {
            throw ScheduleError(
                text: "", problem: "days goes with at alone",
                accepted: "Write at = \"07:30\" beside it, or put the days into the cron expression")
        }
        switch given.first {
        case .cron:
            guard let text = try text(.cron, "a cron expression such as \"0 9 * * mon-fri\"") else { return nil }
            return try cron(text, zone)
        case .every:
            return try text(.every, "a length of time such as \"6h\"").map { text throws(ScheduleError) in
                try Schedule("every \(text)", zone: zone)
            }
        case .at:
            let days = try text(.days, "days such as \"mon,thu\"") ?? "daily"
            return try Schedule("\(days) at \(try times())", zone: zone)
        default: return nil
        }
    }

    private func cron(_ text: String, _ zone: Zone) throws(ScheduleError) -> Schedule {
        switch try ScheduleForm(text) {
        case .cron, .nickname: return try Schedule(text, zone: zone)
        case .every, .at:
            throw ScheduleError(
                text: text, problem: "cron takes a cron expression, not \(quoted(text))",
                accepted: "Write schedule = \(quoted(text)), or a table with every or at")
        }
    }

    /// `"07:30"`, or a list of such.
    private func times() throws(ScheduleError) -> String {
        guard case .list(let values)? = fields[Name.at.rawValue] else { return try text(.at, Self.times) ?? "" }
        var texts: [String] = []
        for value in values {
            guard case .text(let text) = value else { throw wrong(.at, Self.times, value) }
            texts.append(text)
        }
        return texts.joined(separator: ", ")
    }

    private static let times = "a time such as \"07:30\", or a list of such"

    /// `"latest"`, `"all"`, `"none"`, `{ all = 10 }`
    private func catchup() throws(ScheduleError) -> Catchup? {
        if case .table(let table)? = fields[Name.catchup.rawValue] {
            guard table.count == 1, case .number(let number)? = table["all"], let most = Int(exactly: number),
                (1...10_000).contains(most)
            else { throw wrong(.catchup, "\"latest\", \"all\", \"none\" or { all = 1 to 10000 }", .table(table)) }
            return .all(most: most)
        }
        return switch try choice(.catchup, ["latest", "all", "none"]) {
        case "latest": .latest
        case "all": .all(most: Catchup.usualMost)
        case "none": Catchup.none
        default: nil
        }
    }
}

/// One value at a time.
extension ScheduleFields {
    private func wrong(_ name: Name, _ accepted: String, _ value: ScheduleValue) -> ScheduleError {
        ScheduleError(text: "", problem: "schedule's \(name.rawValue) takes \(accepted), not \(value.inWords)")
    }

    private func text(_ name: Name, _ accepted: String) throws(ScheduleError) -> String? {
        switch fields[name.rawValue] {
        case nil: return nil
        case .text(let text)?: return text
        case let value?: throw wrong(name, accepted, value)
        }
    }

    private func span(
        _ name: Name, _ example: String, mayBeZero: Bool = false, most: Duration? = nil
    ) throws(ScheduleError) -> Duration? {
        guard let value = fields[name.rawValue] else { return nil }
        if mayBeZero, value == .text("0s") || value == .number(0) { return .zero }
        guard case .text(let text) = value, let span = TimeSpan(argument: text) else {
            var error = wrong(name, "a length of time such as \(quoted(example))", value)
            if case .number(let number) = value, let seconds = Int(exactly: number), seconds > 0 {
                error.suggestion = "\(seconds)s"
            }
            throw error
        }
        if let most, span.duration > most {
            throw wrong(name, "a length of time up to \(TimeSpan(most))", value)
        }
        return span.duration
    }

    private func number(_ name: Name, in range: ClosedRange<Int>) throws(ScheduleError) -> Int? {
        guard let value = fields[name.rawValue] else { return nil }
        guard case .number(let number) = value, let whole = Int(exactly: number), range.contains(whole) else {
            throw wrong(name, "a whole number from \(range.lowerBound) to \(range.upperBound)", value)
        }
        return whole
    }

    private func choice(_ name: Name, _ choices: [String]) throws(ScheduleError) -> String? {
        guard let value = fields[name.rawValue] else { return nil }
        guard case .text(let text) = value, choices.contains(text) else {
            var error = wrong(name, listed(choices.map { "\"\($0)\"" }, "or"), value)
            if case .text(let text) = value, text.utf8.count <= 30 {
                error.suggestion = Spelling.nearest(to: text, among: choices)
            }
            throw error
        }
        return text
    }
}
