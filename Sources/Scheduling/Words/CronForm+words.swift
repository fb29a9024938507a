extension CronForm {
    /// `every day at 07:30`, `every 15 minutes on weekdays`; nil where the expression is shorter than words.
    var inWords: String? {
        guard pattern.followsElapsedTime else {
            guard let days = DayWords.fixed(pattern.days), let times = times else { return nil }
            return "\(days) at \(listed(times.map(timeInWords)))"
        }
        guard let days = DayWords.repeating(pattern.days), let often = howOften else { return nil }
        return often + days
    }

    /// The seconds of the day, where they are few.
    private var times: [Int]? {
        let seconds = second?.values.numbers ?? [0]
        let (minutes, hours) = (minute.values.numbers, hour.values.numbers)
        guard seconds.count * minutes.count * hours.count <= 6 else { return nil }
        return hours.flatMap { hour in
            minutes.flatMap { minute in seconds.map { hour * 3600 + minute * 60 + $0 } }
        }
    }

    private var howOften: String? {
        let seconds = Beat(second?.values ?? 1, in: 60)
        let minutes = Beat(minute.values, in: 60)
        let hours = Beat(hour.values, in: 24)
        switch (hours, minutes, seconds) {
        case (.every(1), .every(1), .every(let step)): return every(step, "second")
        case (_, .every(let step), .one(0)): return between(hours).map { every(step, "minute") + $0 }
        case (.every(let step), .one(let minute), .one(0)):
            return every(step, "hour") + (minute == 0 ? "" : " at minute \(minute)")
        case (.every(let step), .few(let minutes), .one(0)):
            return every(step, "hour") + " at minutes \(listed(minutes.map(String.init)))"
        default: return nil
        }
    }

    /// Which hours, with minutes that repeat.
    private func between(_ hours: Beat) -> String? {
        switch hours {
        case .every(1): ""
        case .one(let hour): " from \(two(hour)):00 to \(two(hour)):59"
        case .run(let first, let last): " from \(two(first)):00 to \(two(last)):59"
        default: nil
        }
    }

    private func every(_ step: Int, _ unit: String) -> String { step == 1 ? "every \(unit)" : "every \(step) \(unit)s" }

    /// What the values of a field amount to.
    private enum Beat {
        /// From 0, in steps that divide the whole.
        case every(Int)
        case one(Int)
        case run(Int, Int)
        case few([Int])
        case other

        init(_ bits: UInt64, in whole: Int) {
            let numbers = bits.numbers
            let step = numbers.count > 1 ? numbers[1] - numbers[0] : whole
            let isEven = zip(numbers, numbers.dropFirst()).allSatisfy { $1 - $0 == step }
            if numbers.count == 1 {
                self = .one(numbers[0])
            } else if isEven, numbers[0] == 0, numbers.count * step == whole {
                self = .every(step)
            } else if isEven, step == 1 {
                self = .run(numbers[0], numbers[numbers.count - 1])
            } else {
                self = numbers.count <= 4 ? .few(numbers) : .other
            }
        }
    }
}
