import Simulation
import Synchronization
import TestSupport
import Testing
import Trakt

/// Promises about paging, whatever the sizes and whatever happens meanwhile. Trials are random; a failure prints its
/// seed, and `Trial(seed:)` with it is the same trial again.
@Suite("Reading all pages")
struct PagingPropertyTests {
    private static let seeds = (0..<60).map { _ in UInt64.random(in: 0...UInt64.max) }

    @Test("sees everything exactly once and is complete when nothing moves", arguments: seeds)
    func still(seed: UInt64) async throws {
        var trial = Trial(seed: seed)
        let shelf = Shelf(trial.number(0...700), clampedTo: trial.number(1...300))
        let reading = try await read(shelf, limit: trial.number(1...250))
        #expect(reading.seen == shelf.items, "seed \(seed)")
        #expect(reading.isComplete, "seed \(seed)")
    }

    @Test("is complete only if what was there all along was seen", arguments: seeds)
    func moving(seed: UInt64) async throws {
        var trial = Trial(seed: seed)
        let shelf = Shelf(trial.number(1...400), clampedTo: trial.number(1...100))
        let changes = (0..<trial.number(1...12)).map { _ in trial.change() }
        shelf.onAnswer { [changes] answers, items in
            guard answers <= changes.count else { return }
            changes[answers - 1].apply(to: &items)
        }
        let before = Set(shelf.items)
        let reading = try await read(shelf, limit: trial.number(1...120))
        let stayed = before.intersection(shelf.itemsAtLastAnswer)
        #expect(!reading.isComplete || stayed.isSubset(of: reading.seen), "seed \(seed)")
    }

    @Test("ends, and claims nothing it cannot know, whatever the headers say", arguments: seeds)
    func strangeHeaders(seed: UInt64) async throws {
        var trial = Trial(seed: seed)
        let shelf = Shelf(trial.number(0...400), clampedTo: 300)
        shelf.setQuirk(trial.element(of: Shelf.Quirk.allCases))
        for name in ["sync.history.get", "sync.progress.up_next"] {
            let reading = try await read(shelf, limit: trial.number(1...120), endpoint: name)
            #expect(!reading.isComplete || Set(reading.seen) == Set(shelf.items), "seed \(seed), \(name)")
        }
    }

    // MARK: Reading

    private struct Reading {
        var seen: [Int] = []
        var isComplete = false
    }

    private func read(_ shelf: Shelf, limit: Int, endpoint: String = "sync.history.get") async throws -> Reading {
        let settings = RateLimits.Limit(calls: 1_000_000, period: .seconds(1))
        let client = Client(
            configuration: .init(
                clientID: "key", tokens: FixedToken("token"), userAgent: "Tests/1.0",
                limits: .init(writes: settings, reads: settings)),
            transport: shelf, clock: TestClock(skipsSleeps: true))
        let found = try #require(Catalogue.endpoint(named: endpoint))
        let call = try found.call(Arguments(named: ["limit": .integer(Int64(limit))]))
        var reading = Reading()
        for try await page in client.pages(of: call) {
            reading.seen += try page.answer.json().array?.compactMap { $0["id"]?.integer.map(Int.init) } ?? []
            reading.isComplete = page.walk.isComplete
        }
        return reading
    }
}

/// One trial's random choices.
private struct Trial {
    private var random: SeededRandom
    private var nextNewItem = 1_000_000

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func element<Element>(of elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    /// Nothing, or some things more, or some things less. Never both between the same two pages: that does not show
    /// in the count, and ``PageWalk/isComplete`` says so.
    mutating func change() -> Change {
        let places = (0..<number(0...4)).map { _ in Double(number(0...999)) / 1000 }
        guard number(0...1) == 0 else { return .remove(places) }
        return .add(
            places.map { place in
                nextNewItem += 1
                return (place, nextNewItem)
            })
    }
}

/// What happens to a shelf between two pages. Places are parts of its length.
private enum Change: Sendable {
    case add([(place: Double, item: Int)])
    case remove([Double])

    func apply(to items: inout [Int]) {
        switch self {
        case .add(let additions):
            for (place, item) in additions { items.insert(item, at: Int(place * Double(items.count + 1))) }
        case .remove(let places):
            for place in places where !items.isEmpty { items.remove(at: Int(place * Double(items.count))) }
        }
    }
}

/// A server with things in a row that it answers in pages, as Trakt does.
private final class Shelf: Transport {
    /// What is odd about its headers.
    enum Quirk: CaseIterable {
        /// None at all, and everything at once.
        case noHeadersAllItems
        /// None at all, one page as large as asked for.
        case noHeadersOnePage
        /// None after the first page.
        case noHeadersLater
        /// The first page whatever was asked for, and it says so.
        case alwaysFirst
        /// The first page whatever was asked for, without a word about it.
        case alwaysFirstNoHeaders
        /// A count that is made up.
        case wrongCount
        /// A limit of 0.
        case noLimit
    }

    private struct State {
        var items: [Int]
        var itemsAtLastAnswer: [Int] = []
        var answers = 0
        var quirk: Quirk?
        var onAnswer: @Sendable (_ answers: Int, _ items: inout [Int]) -> Void = { _, _ in }
    }

    private let state: Mutex<State>
    private let cap: Int

    init(_ count: Int, clampedTo cap: Int) {
        state = Mutex(State(items: Array(0..<count)))
        self.cap = cap
    }

    var items: [Int] { state.withLock { $0.items } }
    var itemsAtLastAnswer: [Int] { state.withLock { $0.itemsAtLastAnswer } }

    func setQuirk(_ quirk: Quirk) { state.withLock { $0.quirk = quirk } }

    func onAnswer(_ change: @escaping @Sendable (Int, inout [Int]) -> Void) {
        state.withLock { $0.onAnswer = change }
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let (page, asked) = (Self.number("page", in: request.url) ?? 1, Self.number("limit", in: request.url) ?? 10)
        let response = state.withLock { state -> TransportResponse? in
            state.answers += 1
            // A reader that asks this often never ends.
            guard state.answers < 2_000 else { return nil }
            state.itemsAtLastAnswer = state.items
            let response = answer(page, limit: min(asked, cap), state)
            state.onAnswer(state.answers, &state.items)
            return response
        }
        guard let response else { throw .notSent("asked too often") }
        return response
    }

    private func answer(_ asked: Int, limit: Int, _ state: State) -> TransportResponse {
        var page = asked
        if state.quirk == .alwaysFirst || state.quirk == .alwaysFirstNoHeaders { page = 1 }
        var items = state.items.dropFirst((page - 1) * limit).prefix(limit)
        if state.quirk == .noHeadersAllItems { items = state.items[...] }
        let count = state.quirk == .wrongCount ? 1337 : state.items.count
        var headers: Headers = [
            "X-Pagination-Page": "\(page)", "X-Pagination-Limit": "\(state.quirk == .noLimit ? 0 : limit)",
            "X-Pagination-Page-Count": "\((count + limit - 1) / limit)", "X-Pagination-Item-Count": "\(count)",
        ]
        switch state.quirk {
        case .noHeadersAllItems, .noHeadersOnePage, .alwaysFirstNoHeaders: headers = [:]
        case .noHeadersLater where page > 1: headers = [:]
        default: break
        }
        return .json(200, "[" + items.map { "{\"id\":\($0)}" }.joined(separator: ",") + "]", headers)
    }

    private static func number(_ name: String, in url: String) -> Int? {
        guard let start = url.firstRange(of: name + "=")?.upperBound else { return nil }
        return Int(url[start...].prefix { $0.isNumber })
    }
}
