extension Timestamp {
    /// Reads `2014-09-01`, `2014-09-01T09:10:11Z`, with fractions of a second or an offset such as `+02:00`.
    ///
    /// A time without a zone is UTC. Impossible dates give `nil`, and so do moments
    /// that fall, in UTC, outside the years 1 to 9999: they could not be written.
    package init?(_ text: some StringProtocol) {
        var reader = Reader(rest: Substring(text)[...])
        guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
            let day = reader.digits(2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        self.init(year: year, month: month, day: day)
        // 31 February would come back as a day in March.
        guard year > 0, calendarDay == (year, month, day) else { return nil }
        if reader.rest.isEmpty { return }
        guard reader.take("T") || reader.take(" "), let time = reader.timeOfDay(), let offset = reader.zone(),
            reader.rest.isEmpty
        else { return nil }
        milliseconds += time - offset
        guard (1...9999).contains(self.year) else { return nil }
    }

    private struct Reader {
        var rest: Substring

        mutating func take(_ character: Character) -> Bool {
            guard rest.first == character else { return false }
            rest.removeFirst()
            return true
        }

        mutating func digits(_ count: Int) -> Int? {
            let head = rest.prefix(count)
            guard head.count == count, head.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
            rest = rest.dropFirst(count)
            return Int(head)
        }

        /// Milliseconds since midnight.
        mutating func timeOfDay() -> Int? {
            guard let hour = digits(2), take(":"), let minute = digits(2), hour < 24, minute < 60 else { return nil }
            var second = 0
            var fraction = 0
            if take(":") {
                guard let value = digits(2), value < 61 else { return nil }
                second = value
                if take(".") {
                    let text = rest.prefix { $0.isASCII && $0.isNumber }
                    guard !text.isEmpty else { return nil }
                    rest = rest.dropFirst(text.count)
                    fraction = Int((text + "000").prefix(3)) ?? 0
                }
            }
            return (hour * 3600 + minute * 60 + second) * 1000 + fraction
        }

        /// Milliseconds east of UTC.
        mutating func zone() -> Int? {
            if rest.isEmpty || take("Z") || take("z") { return 0 }
            let east = take("+")
            guard east || take("-"), let hours = digits(2), hours < 24 else { return nil }
            _ = take(":")
            let minutes = rest.isEmpty ? 0 : digits(2)
            guard let minutes, minutes < 60 else { return nil }
            return (hours * 60 + minutes) * 60_000 * (east ? 1 : -1)
        }
    }
}
