/// One field of a cron expression, such as `*/15`, `9-17`, `mon,thu`, `L-3`.
struct CronField: Hashable, Sendable {
    var kind: Kind
    var word: Word
    var items: [Item]

    enum Item: Hashable, Sendable {
        /// `*`, `5`, `9-17`, `*/15`, `1-9/2`; every value where the step is 1.
        case values(first: Int, last: Int, step: Int?, isStar: Bool)
        /// `L`, `L-3`
        case lastDay(before: Int)
        /// `15W`
        case workingDay(nearest: Int)
        /// `LW`
        case lastWorkingDay
        /// `fri#2`
        case weekdayOfMonth(Int, count: Int)
        /// `5L`, `friL`
        case lastWeekday(Int)
    }

    /// Reads one field.
    init(_ kind: Kind, _ word: Word) throws(Mistake) {
        self.kind = kind
        self.word = word
        items = []
        for part in word.split(at: ",") { items.append(try Self.item(kind, part)) }
    }

    /// Begins with `*`, or is `?`: cron takes it as not naming days, also where a step follows.
    var isOpen: Bool { word.text.hasPrefix("*") || word.text == "?" }

    /// Has a `*` or a step somewhere.
    var isRepeating: Bool {
        items.contains { if case .values(_, _, let step, let isStar) = $0 { isStar || step != nil } else { false } }
    }

    /// The plain values, as bits.
    var values: UInt64 {
        var bits: UInt64 = 0
        for case .values(let first, let last, let step, _) in items {
            for value in stride(from: first, through: last, by: step ?? 1) {
                bits |= 1 << UInt64(kind == .dayOfWeek ? value % 7 : value)
            }
        }
        return bits
    }

    private static func item(_ kind: Kind, _ word: Word) throws(Mistake) -> Item {
        guard !word.text.isEmpty else {
            throw Mistake(word.column, "\(kind.one) is missing", accepted: kind.accepted)
        }
        if let special = try special(kind, word) { return special }
        let (base, step) = try step(kind, word)
        if base.text == "*" {
            return .values(first: kind.range.lowerBound, last: kind.last, step: step, isStar: true)
        }
        if base.text == "?", step == nil {
            guard kind == .dayOfMonth || kind == .dayOfWeek else {
                throw Mistake(word.column, "? stands for any day and not for \(kind.one)", accepted: kind.accepted)
            }
            return .values(first: kind.range.lowerBound, last: kind.last, step: nil, isStar: true)
        }
        guard let (from, to) = base.cut(at: "-") else {
            let first = try value(kind, base)
            return .values(first: first, last: step == nil ? first : max(first, kind.last), step: step, isStar: false)
        }
        let first = try value(kind, from)
        var last = try value(kind, to)
        // Sunday ends a week that another day begins.
        if kind == .dayOfWeek, last == 0, first > 0 { last = 7 }
        guard first <= last else {
            throw Mistake(
                base.column, "the range \(base.text) goes down",
                accepted: "Write it as two: \(from.text)-\(kind.name(of: kind.last)),"
                    + "\(kind.name(of: kind.range.lowerBound))-\(to.text)")
        }
        return .values(first: first, last: last, step: step, isStar: false)
    }

    /// `*/15` is cut into `*` and 15.
    private static func step(_ kind: Kind, _ word: Word) throws(Mistake) -> (Word, Int?) {
        guard let (base, text) = word.cut(at: "/") else { return (word, nil) }
        let most = kind.range.upperBound
        guard let step = text.number, (1...most).contains(step) else {
            let isLong = text.number.map { $0 > most } ?? false
            throw Mistake(
                text.column,
                text.text.isEmpty ? "the step is missing" : "\(quoted(text.text)) is not a step of \(kind.many)",
                accepted: "A step of \(kind.many) is 1-\(most)",
                meant: isLong ? kind.unit.map { "every \(text.text)\($0)" } : nil)
        }
        return (base, step)
    }

    private static func value(_ kind: Kind, _ word: Word) throws(Mistake) -> Int {
        if let number = word.number, kind.range.contains(number) { return number }
        if let number = kind.names?.number(of: word.text) { return number }
        guard !word.text.isEmpty else {
            throw Mistake(word.column, "\(kind.one) is missing", accepted: kind.accepted)
        }
        throw Mistake(
            word.column, "\(word.number == nil ? quoted(word.text) : String(word.text)) is not \(kind.one)",
            accepted: kind.accepted, meant: kind.names.flatMap { word.nearest(among: $0.all) })
    }

    private static func special(_ kind: Kind, _ word: Word) throws(Mistake) -> Item? {
        switch kind {
        case .dayOfMonth: try specialDay(word)
        case .dayOfWeek: try specialWeekday(word)
        default: nil
        }
    }

    private static func specialDay(_ word: Word) throws(Mistake) -> Item? {
        let text = word.text.uppercased()
        if text == "L" { return .lastDay(before: 0) }
        if text == "LW" || text == "WL" { return .lastWorkingDay }
        if text.hasPrefix("L-"), let (_, count) = word.cut(at: "-") {
            guard let number = count.number, number <= 30 else {
                throw Mistake(
                    count.column, "\(quoted(count.text)) is not a number of days before the last of the month",
                    accepted: "L-1 to L-30 are days before the last")
            }
            return .lastDay(before: number)
        }
        guard text.hasSuffix("W") else { return nil }
        return .workingDay(nearest: try value(.dayOfMonth, Word(text: word.text.dropLast(), column: word.column)))
    }

    private static func specialWeekday(_ word: Word) throws(Mistake) -> Item? {
        if let (weekday, count) = word.cut(at: "#") {
            guard let number = count.number, (1...5).contains(number) else {
                throw Mistake(
                    count.column, "\(quoted(count.text)) is not a number of a week in the month",
                    accepted: "\(weekday.text)#1 to \(weekday.text)#5 are the first to the fifth; "
                        + "\(weekday.text)L is the last")
            }
            return .weekdayOfMonth(try value(.dayOfWeek, weekday) % 7, count: number)
        }
        guard word.text.uppercased().hasSuffix("L") else { return nil }
        let weekday = Word(text: word.text.dropLast(), column: word.column)
        guard !weekday.text.isEmpty else {
            throw Mistake(word.column, "L needs a weekday", accepted: "5L or friL is the last Friday of the month")
        }
        return .lastWeekday(try value(.dayOfWeek, weekday) % 7)
    }
}
