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
        package var taken: Taken?

        package struct Taken: Sendable, Hashable {
            package let list: String
            package let episode: Int64
        }
    }

    private enum Habit: CaseIterable {
        case goesOn, begins, watchesMovie, wants, drops, takesOffList, watchesAgain, forgets

        /// How often in a hundred times.
        var weight: Int {
            switch self {
            case .goesOn: 70
            case .begins: 8
            case .watchesMovie: 6
            case .wants: 5
            case .drops: 2
            case .takesOffList: 4
            case .watchesAgain: 3
            case .forgets: 2
            }
        }
    }

    private var random: SeededRandom
    private let account: SimulatedAccount
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
        let habit = habit()
        if habit == .takesOffList { return try takeOffList(at: moment) }
        return try text(of: habit).map { Deed(at: moment, text: $0) }
    }

    private mutating func habit() -> Habit {
        var number = Int.random(in: 0..<Habit.allCases.reduce(0) { $0 + $1.weight }, using: &random)
        for habit in Habit.allCases {
            number -= habit.weight
            if number < 0 { return habit }
        }
        return .goesOn
    }

    private mutating func text(of habit: Habit) throws -> String? {
        switch habit {
        case .goesOn: try goOn()
        case .begins: try begin()
        case .watchesMovie: try watchMovie()
        case .wants: try want()
        case .drops: try drop()
        case .takesOffList: nil
        case .watchesAgain: try watchAgain()
        case .forgets: try forget()
        }
    }
}

// MARK: What they do

extension Person {
    private mutating func any(_ entries: [JSONValue]) -> JSONValue? { entries.randomElement(using: &random) }

    private static func name(_ show: JSONValue?, _ episode: JSONValue?) -> String {
        let (season, number) = (episode?["season"]?.integer ?? 0, episode?["number"]?.integer ?? 0)
        return "\(show?["title"]?.string ?? "") \(season)x\(number < 10 ? "0" : "")\(number)"
    }

    private func watch(_ kind: String, _ ids: JSONValue?) throws {
        guard let id = ids?["trakt"] else { return }
        try account.send("POST", "/sync/history", [kind: [["ids": ["trakt": id]]]])
    }

    private mutating func goOn() throws -> String? {
        guard let entry = any(Array(try account.entries("/sync/progress/up_next").prefix(20))) else { return nil }
        let episode = entry["progress"]?["next_episode"]
        try watch("episodes", episode?["ids"])
        return "watched " + Self.name(entry["show"], episode)
    }

    /// The first episode of a show that is on the watchlist, if it has aired.
    private mutating func begin() throws -> String? {
        guard let entry = any(try account.entries("/sync/progress/up_next_nitro?intent=start")) else { return nil }
        let episode = entry["progress"]?["next_episode"]
        try watch("episodes", episode?["ids"])
        return "began " + Self.name(entry["show"], episode)
    }

    private mutating func watchMovie() throws -> String? {
        guard let movie = any(try account.entries("/movies/popular")) else { return nil }
        try watch("movies", movie["ids"])
        return "watched \(movie["title"]?.string ?? "")"
    }

    private mutating func want() throws -> String? {
        guard let show = any(try account.entries("/shows/popular")), let id = show["ids"]?["trakt"] else { return nil }
        try account.send("POST", "/sync/watchlist", ["shows": [["ids": ["trakt": id]]]])
        return "wants to see \(show["title"]?.string ?? "")"
    }

    private mutating func drop() throws -> String? {
        guard let entry = any(try account.entries("/sync/progress/up_next")),
            let id = entry["show"]?["ids"]?["trakt"]
        else { return nil }
        try account.send("POST", "/users/hidden/dropped", ["shows": [["ids": ["trakt": id]]]])
        return "dropped \(entry["show"]?["title"]?.string ?? "")"
    }

    private mutating func takeOffList(at moment: Date) throws -> Deed? {
        let lists = try account.entries("/users/me/lists").filter { ($0["item_count"]?.integer ?? 0) > 0 }
        guard let list = any(lists), let slug = list["ids"]?["slug"]?.string,
            let item = any(try account.entries("/users/me/lists/\(slug)/items")),
            let episode = item["episode"]?["ids"]?["trakt"]?.integer
        else { return nil }
        try account.send(
            "POST", "/users/me/lists/\(slug)/items/remove", ["episodes": [["ids": ["trakt": .integer(episode)]]]])
        let name = Self.name(item["show"], item["episode"])
        return Deed(
            at: moment, text: "took \(name) off \(list["name"]?.string ?? slug)",
            taken: Deed.Taken(list: slug, episode: episode))
    }

    private mutating func watchAgain() throws -> String? {
        guard let play = any(try account.entries("/sync/history/episodes")) else { return nil }
        try watch("episodes", play["episode"]?["ids"])
        return "watched \(Self.name(play["show"], play["episode"])) again"
    }

    /// Takes back the latest play.
    private mutating func forget() throws -> String? {
        guard let play = try account.get("/sync/history/episodes?limit=1").array?.first, let id = play["id"] else {
            return nil
        }
        try account.send("POST", "/sync/history/remove", ["ids": [id]])
        return "took back having watched " + Self.name(play["show"], play["episode"])
    }
}
