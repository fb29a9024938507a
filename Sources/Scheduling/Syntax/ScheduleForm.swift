/// The forms in which a schedule is written. Each is read, compiled and put into words in a file of its own.
enum ScheduleForm: Hashable, Sendable {
    /// `every 6h`
    case every(EveryForm)
    /// `daily at 07:30`, `mon,thu at 21:00`
    case at(AtForm)
    /// `0 9 * * mon-fri`
    case cron(CronForm)
    /// `@daily`
    case nickname(Nickname)

    init(_ text: String) throws(ScheduleError) {
        do {
            self = try Self.reading(text)
        } catch {
            throw ScheduleError(
                text: text, column: error.column, problem: error.problem, accepted: error.accepted,
                suggestion: error.meant)
        }
    }

    private static func reading(_ text: String) throws(Mistake) -> ScheduleForm {
        guard text.utf8.count <= mostBytes else {
            throw Mistake(1, "it is longer than \(mostBytes) bytes", accepted: forms)
        }
        let words = Word.split(text)
        guard let first = words.first else { throw Mistake(1, "it is empty", accepted: forms) }
        if first.text.hasPrefix("@") { return try nickname(words) }
        if let at = words.firstIndex(where: { $0.lowercased == "at" }) {
            return .at(try AtForm(days: words[..<at], at: words[at], times: words[(at + 1)...]))
        }
        if first.lowercased == "every" { return .every(try EveryForm(words.dropFirst(), after: first)) }
        if let day = first.text.split(separator: ",").first, first.text.first?.isLetter == true, words.count < 5,
            AtForm.isDay(day)
        {
            throw Mistake(
                words[words.count - 1].end, "a time of the day is missing",
                accepted: "After the days comes a time, as in \"\(first.text) at 07:30\"")
        }
        guard CronForm.looksLike(words) else {
            throw Mistake(
                first.column, "\(quoted(first.text)) begins no form of schedule", accepted: forms,
                meant: first.nearest(among: ["every", "daily", "weekdays", "weekends"]))
        }
        return .cron(try CronForm(words))
    }

    private static func nickname(_ words: [Word]) throws(Mistake) -> ScheduleForm {
        if words[0].lowercased == "@every" { return .every(try EveryForm(words.dropFirst(), after: words[0])) }
        guard let nickname = Nickname(rawValue: words[0].lowercased) else {
            throw Mistake(
                words[0].column, "\(quoted(words[0].text)) is not known",
                accepted: "There are \(listed(Nickname.allCases.map(\.rawValue) + ["@every 1h"]))",
                meant: words[0].nearest(among: Nickname.allCases.map(\.rawValue) + ["@every"]))
        }
        guard words.count == 1 else { throw Mistake(words[1].column, "nothing may follow \(nickname.rawValue)") }
        return .nickname(nickname)
    }

    private static let mostBytes = 1000

    /// The end of errors that do not know which form was meant.
    static let forms =
        "A schedule is \"every 6h\", \"daily at 07:30\", \"mon,thu at 21:00\", \"@hourly\" or a cron expression such as "
        + "\"0 9 * * mon-fri\""

    var timetable: Timetable {
        switch self {
        case .every(let form): .every(seconds: form.seconds)
        case .at(let form): .calendar(form.pattern)
        case .cron(let form): .calendar(form.pattern)
        case .nickname(let nickname): .calendar(nickname.pattern)
        }
    }

    /// nil where the text says it as well as words would.
    var inWords: String? {
        switch self {
        case .every(let form): form.inWords
        case .at(let form): form.inWords
        case .cron(let form): form.inWords
        case .nickname(let nickname): nickname.inWords
        }
    }

    var warnings: [String] {
        switch self {
        case .every(let form): form.warnings
        case .cron(let form): form.warnings
        case .at, .nickname: []
        }
    }
}

/// What is wrong in a schedule's text, before it is known which text it is part of.
struct Mistake: Error {
    var column: Int
    var problem: String
    var accepted: String?
    var meant: String?

    init(_ column: Int, _ problem: String, accepted: String? = nil, meant: String? = nil) {
        self.column = column
        self.problem = problem
        self.accepted = accepted
        self.meant = meant
    }
}
