internal import Foundation
internal import Trakt
internal import Wording

/// A time as somebody types it to move a clock: `+3d`, `-2h`, or a moment.
enum ClockArgument: Sendable, Hashable {
    case later(Duration)
    case earlier(Duration)
    case at(Date)

    init(_ text: String) throws(ClockError) {
        let rest = String(text.dropFirst())
        switch text.first {
        case "+":
            guard let span = TimeSpan(argument: rest) else { throw .unreadable(text) }
            self = .later(span.duration)
        case "-":
            guard let span = TimeSpan(argument: rest) else { throw .unreadable(text) }
            self = .earlier(span.duration)
        default:
            guard let date = Date(trakt: text) ?? Date(trakt: text + "T00:00:00.000Z") else { throw .unreadable(text) }
            self = .at(date)
        }
    }

    func date(from now: Date) -> Date {
        switch self {
        case .later(let span): now.addingTimeInterval(span / .seconds(1))
        case .earlier(let span): now.addingTimeInterval(-(span / .seconds(1)))
        case .at(let date): date
        }
    }
}

/// A clock that cannot be set so.
enum ClockError: Error, Sendable, Hashable, CustomStringConvertible {
    case unreadable(String)
    case notASandbox

    var description: String {
        switch self {
        case .unreadable(let text):
            "\"\(text)\" is no time: write +3d, -2h, 2026-03-01 or 2026-03-01T12:00:00.000Z"
        case .notASandbox: "only a sandbox's clock can be moved; :sandbox goes on in one"
        }
    }
}
