package import Foundation
internal import Trakt

/// A made-up person who watches some of what is on, in the evenings, and now and then changes what they follow. What they
/// do depends on their seed, the time, and what their account holds.
package struct Person: Sendable {
    /// Something that the person did.
    package struct Deed: Sendable, Hashable {
        package let at: Date
        /// In words, such as `watched Silo 3x07`.
        package let text: String
        /// What was taken off a list by hand, by the list's slug and the episode's id.
        package var taken: Listing?
        /// What was put on a list by hand.
        package var put: Listing?
        /// The episodes that were watched.
        package var watched: [Int64] = []

        /// An episode on a list.
        package struct Listing: Sendable, Hashable {
            package let list: String
            package let episode: Int64
        }
    }

    private enum Habit: CaseIterable {
        case goesOn, catchesUp, begins, watchesMovie, wants, drops, takesOffList, watchesAgain, meansToWatchAgain,
            forgets

        /// How often in a hundred times.
        var weight: Int {
            switch self {
            case .goesOn: 60
            case .catchesUp: 8
            case .begins: 8
            case .watchesMovie: 6
            case .wants: 5
            case .drops: 2
            case .takesOffList: 4
            case .watchesAgain: 3
            case .meansToWatchAgain: 2
            case .forgets: 2
            }
        }
    }

    var random: SeededRandom
    let account: SimulatedAccount
    private let zone: TimeZone
    /// What is still to come of the evening that was planned last, the latest first.
    private var moments: [Date] = []
    private var day: Date

    package init(seed: UInt64, _ account: SimulatedAccount, in zone: TimeZone, from beginning: Date) {
        random = SeededRandom(seed: seed)
        self.account = account
        self.zone = zone
        day = beginning
    }

    /// When the person does something next.
    package mutating func next() -> Date {
        while moments.isEmpty { plan() }
        return moments[moments.count - 1]
    }

    /// Plans an evening: none to four things, at odd minutes. None happens in the hour that clocks may show twice.
    private mutating func plan() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let midnight = calendar.startOfDay(for: day)
        let evening = calendar.date(bySettingHour: 19, minute: 0, second: 0, of: midnight) ?? midnight
        let count = Int.random(in: 0...4, using: &random)
        let planned = (0..<count).map { _ in evening + Double(Int.random(in: 0..<240, using: &random) * 60 + 17) }
        moments = planned.filter { $0 > day }.sorted(by: >)
        day = calendar.date(byAdding: .day, value: 1, to: midnight) ?? midnight + 86_400
    }

    /// Does what is next; nil when there was nothing to do it with.
    package mutating func act() throws -> Deed? {
        let moment = next()
        moments.removeLast()
        return try deed(of: habit(), at: moment)
    }

    private mutating func habit() -> Habit {
        var number = Int.random(in: 0..<Habit.allCases.reduce(0) { $0 + $1.weight }, using: &random)
        for habit in Habit.allCases {
            number -= habit.weight
            if number < 0 { return habit }
        }
        return .goesOn
    }

    private mutating func deed(of habit: Habit, at moment: Date) throws -> Deed? {
        switch habit {
        case .goesOn: try goOn(at: moment)
        case .catchesUp: try catchUp(at: moment)
        case .begins: try begin(at: moment)
        case .watchesMovie: try watchMovie().map { Deed(at: moment, text: $0) }
        case .wants: try want().map { Deed(at: moment, text: $0) }
        case .drops: try drop().map { Deed(at: moment, text: $0) }
        case .takesOffList: try takeOffList(at: moment)
        case .watchesAgain: try watchAgain(at: moment)
        case .meansToWatchAgain: try meanToWatchAgain(at: moment)
        case .forgets: try forget().map { Deed(at: moment, text: $0) }
        }
    }
}
