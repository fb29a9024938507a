import Simulation
import TestSupport

/// What one script does, one operation after the other.
struct Story: Sendable {
    let operations: [Operation]

    /// The script. It goes on after an error, as careless scripts do, and returns what it was told of each operation.
    var lua: String {
        let steps = operations.enumerated().map { index, operation in
            "op(\(index + 1), function() \(operation.lua) end)"
        }
        return Self.opening + steps.joined(separator: "\n") + "\nreturn said\n"
    }

    private static let opening = """
        local said, lists = {}, {}
        local function op(number, body)
          local ok, problem = pcall(body)
          if ok then
            said[number] = "done"
          elseif type(problem) == "table" then
            said[number] = (problem.may_have_happened and "unknown " or "failed ") .. tostring(problem.kind)
          else
            said[number] = "failed " .. tostring(problem)
          end
        end

        """
}

/// What belongs to one script of a world alone, and what is everybody's.
struct Belongings: Sendable {
    /// Titles for plays, sets and ratings.
    var movies: [Title]
    var series: [Series]
    /// Titles that a player tells of, and titles that are checked in to. No plays of them are removed.
    var scrobbled: [Title]
    var attended: [Title]
    /// Titles that all scripts add plays of, and nothing else.
    var common: [Title]
    /// What begins the names of its lists and the texts of its notes.
    var name: String
}

/// Makes stories up.
struct Storyteller {
    var random: SeededRandom
    let belongings: Belongings
    private var lists: [String] = []
    private var told: Set<Title> = []
    private var texts = 0

    init(seed: UInt64, _ belongings: Belongings) {
        random = SeededRandom(seed: seed)
        self.belongings = belongings
    }

    mutating func story(of count: Int) -> Story {
        Story(operations: (0..<count).map { _ in operation() })
    }

    private mutating func operation() -> Operation {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<22: .watch(some(belongings.movies, most: 4), at: instant())
        case 22..<32: .watch(some(belongings.common, most: 3), at: commonInstant())
        case 32..<40: .watch(someEpisodes(), at: instant())
        case 40..<44: watchSeries()
        case 44..<47: watchNow()
        case 47..<54: .unwatch(some(belongings.movies, most: 2))
        case 54..<56: .unwatch(someEpisodes())
        case 56..<74: change(set())
        case 74..<80: .rate(some(belongings.movies, most: 3), Int.random(in: 1...10, using: &random))
        case 80..<82: .unrate(some(belongings.movies, most: 2))
        case 82..<86: createList()
        case 86..<90: changeList()
        case 90..<93: .note(one(belongings.movies), text("note"))
        case 93..<95: .comment(one(belongings.movies), text("a comment of some words"))
        case 95..<98: scrobble()
        default: .checkIn(one(belongings.attended))
        }
    }

    // MARK: Choosing

    private mutating func one<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    private mutating func some(_ titles: [Title], most: Int) -> [Title] {
        Array(titles.shuffled(using: &random).prefix(Int.random(in: 1...most, using: &random)))
    }

    private mutating func someEpisodes() -> [Title] { some(one(belongings.series).episodes.sorted(), most: 6) }

    /// Few enough that the same play comes again.
    private mutating func instant() -> Operation.Instant {
        Operation.Instant(
            day: Int.random(in: 1...3, using: &random), minute: Int.random(in: 0..<4, using: &random) * 360,
            second: Int.random(in: 0..<60, using: &random))
    }

    private mutating func commonInstant() -> Operation.Instant {
        Operation.Instant(day: 9, minute: 0, second: Int.random(in: 0..<60, using: &random))
    }

    private mutating func set() -> String {
        one(["watchlist", "watchlist", "favorites", "collection", "hidden dropped", "hidden calendar"])
    }

    private mutating func change(_ set: String) -> Operation {
        let titles =
            switch set {
            case "hidden dropped": [one(belongings.series).title]
            case "watchlist" where Bool.random(using: &random): [one(belongings.series).title]
            default: some(belongings.movies, most: 5)
            }
        return Bool.random(using: &random) ? .put(titles, into: set) : .take(titles, from: set)
    }

    // MARK: What may come once only

    private mutating func watchSeries() -> Operation {
        let series = one(belongings.series)
        let season = Bool.random(using: &random) ? series.seasons.keys.sorted().first : nil
        return .watchSeries(series, season: season, at: instant())
    }

    /// Two plays of a title at the run's own time are the same play, so that there is one.
    private mutating func watchNow() -> Operation { .watch([one(belongings.movies)], at: nil) }

    private mutating func scrobble() -> Operation {
        let title = one(belongings.scrobbled)
        // A second time within the hour is refused, and nobody knows how late it is by then.
        return told.insert(title).inserted ? .scrobble(title) : .rate([title], 5)
    }

    /// Sometimes two lists of one name.
    private mutating func createList() -> Operation {
        let name = "\(belongings.name) list \(Int.random(in: 0..<6, using: &random))"
        lists.append(name)
        return .createList(name)
    }

    private mutating func changeList() -> Operation {
        // The last list of a name is the one that a script has in its hands, so items go to names that are there once.
        let single = lists.filter { name in lists.count { $0 == name } == 1 }
        guard let name = single.last else { return createList() }
        let titles = some(belongings.movies, most: 4)
        return Bool.random(using: &random) ? .put(titles, into: "list \(name)") : .take(titles, from: "list \(name)")
    }

    private mutating func text(_ words: String) -> String {
        texts += 1
        return "\(belongings.name), \(words), number \(Bool.random(using: &random) ? texts : 1)"
    }
}
