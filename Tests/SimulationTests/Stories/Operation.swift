/// One thing a script does to an account.
enum Operation: Sendable, Hashable {
    /// Adds a play of each title, at a moment or at the run's own time.
    case watch([Title], at: Instant?)
    /// Adds a play of every episode of a show, or of one season.
    case watchSeries(Series, season: Int?, at: Instant)
    /// Removes all plays of titles.
    case unwatch([Title])
    /// Puts titles into a set, or takes them out.
    case put([Title], into: String)
    case take([Title], from: String)
    case rate([Title], Int)
    case unrate([Title])
    case createList(String)
    case note(Title, String)
    case comment(Title, String)
    /// A player tells that a title was watched to its end.
    case scrobble(Title)
    case checkIn(Title)

    /// A moment as a script gives it, and the minute that Trakt keeps.
    struct Instant: Sendable, Hashable {
        let day: Int
        let minute: Int
        let second: Int

        var asGiven: String { text(second: second) }
        var asKept: String { text(second: 0) }

        private func text(second: Int) -> String {
            func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return "2026-01-\(padded(day))T\(padded(minute / 60)):\(padded(minute % 60)):\(padded(second)).000Z"
        }
    }
}

/// What a script was told about something it did.
enum Verdict: Sendable, Hashable {
    case done
    /// Not made: the kind of the error.
    case failed(String)
    /// It may have been made, and a person has to look.
    case unknown(String)

    init(_ text: String) {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        let kind = words.count > 1 ? words[1] : ""
        self =
            switch words.first {
            case "done": .done
            case "unknown": .unknown(kind)
            default: .failed(kind)
            }
    }
}
