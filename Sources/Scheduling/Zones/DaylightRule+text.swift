extension DaylightRule {
    /// Reads the form of the variable TZ and of the last line of zone files; nil for anything else.
    init?(_ text: some Collection<UInt8>) {
        var reader = Reader(rest: Array(text)[...])
        guard reader.skipName(), let west = reader.offset(hours: 24) else { return nil }
        standard = -west
        if !reader.rest.isEmpty {
            guard reader.skipName() else { return nil }
            var offset = standard + 3600
            if let next = reader.rest.first, next != UInt8(ascii: ",") {
                guard let west = reader.offset(hours: 24) else { return nil }
                offset = -west
            }
            // Without changes of its own, those that POSIX systems agree on.
            if reader.rest.isEmpty { reader.rest = Array(",M3.2.0,M11.1.0".utf8)[...] }
            guard let start = reader.change(), let end = reader.change() else { return nil }
            daylight = Daylight(offset: offset, start: start, end: end)
        }
        guard reader.rest.isEmpty else { return nil }
    }
}

/// Takes one part after the other off the front of a rule.
private struct Reader {
    var rest: ArraySlice<UInt8>

    private mutating func take(_ character: Character) -> Bool {
        guard let code = character.asciiValue, rest.first == code else { return false }
        rest.removeFirst()
        return true
    }

    /// `CET`, or `<+03>`.
    mutating func skipName() -> Bool {
        if take("<") {
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")), end - rest.startIndex >= 1 else { return false }
            rest = rest[(end + 1)...]
            return true
        }
        let letters = rest.prefix {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0 & ~0x20)
        }
        rest = rest.dropFirst(letters.count)
        return letters.count >= 3
    }

    private mutating func number(upTo most: Int) -> Int? {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard (1...3).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return number <= most ? number : nil
    }

    /// `-1`, `+5:30`, `10:30:15`, in seconds.
    mutating func offset(hours most: Int) -> Int? {
        let sign = take("-") ? -1 : 1
        if sign == 1 { _ = take("+") }
        guard let hours = number(upTo: most) else { return nil }
        var seconds = hours * 3600
        for unit in [60, 1] where take(":") {
            guard let count = number(upTo: 59) else { return nil }
            seconds += count * unit
        }
        return sign * seconds
    }

    /// `,M10.5.0/3`
    mutating func change() -> DaylightRule.Change? {
        guard take(","), let day = day() else { return nil }
        guard take("/") else { return DaylightRule.Change(day: day, time: 2 * 3600) }
        return offset(hours: 167).map { DaylightRule.Change(day: day, time: $0) }
    }

    private mutating func day() -> DaylightRule.Day? {
        if take("J") { return number(upTo: 365).flatMap { $0 >= 1 ? .julian($0) : nil } }
        guard take("M") else { return number(upTo: 365).map { .ofYear($0) } }
        guard let month = number(upTo: 12), month >= 1, take("."), let week = number(upTo: 5), week >= 1, take("."),
            let weekday = number(upTo: 6)
        else { return nil }
        return .weekday(month: month, week: week, weekday: weekday)
    }
}
