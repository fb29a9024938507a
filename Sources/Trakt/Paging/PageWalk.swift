/// Reading all pages of a call: which comes next, and whether the whole was read in the end.
///
/// Codable, so that a half-finished walk can be handed back as a cursor.
public struct PageWalk: Sendable, Hashable, Codable {
    /// What to do after a page.
    public enum Next: Sendable, Hashable {
        /// Ask for this page, with this many items.
        case page(Int, limit: Int?)
        /// That was all. `isComplete` is false when items may be missing: the count moved while reading, a page was
        /// short, or the reading did not begin at the first page.
        case finished(isComplete: Bool)
    }

    /// The endpoint's name in the catalogue.
    public let endpoint: String
    /// Items a page; what the server applied, once it has said so.
    public private(set) var limit: Int?
    /// Items seen so far.
    public private(set) var itemsSeen = 0
    /// What comes next.
    public private(set) var next: Next

    private let isPaged: Bool
    private let countsItems: Bool
    private let firstPage: Int
    private var page: Int
    private var itemCount: Int?
    private var hasMoved = false

    /// A walk that starts where the call says, at the first page otherwise. `pageSize` is what to ask for where neither
    /// the call nor the endpoint says something smaller.
    public init(of call: Call, pageSize: Int = 250) {
        endpoint = call.endpoint.id
        isPaged = call.endpoint.paging != .none
        countsItems = call.endpoint.countsItems
        firstPage = call.page ?? 1
        page = firstPage
        limit = isPaged ? call.limit ?? min(pageSize, call.largestPage) : nil
        next = .page(firstPage, limit: limit)
    }

    /// Whether nothing more is to be read.
    public var isFinished: Bool {
        if case .finished = next { true } else { false }
    }

    /// Whether all items were read; false as long as the walk is not finished.
    ///
    /// Changes are noticed by the count. Where something is taken away and something else added behind it between the
    /// same two pages, the count stays, and an item may slip through unseen; so it may where the server makes the
    /// count up. No page tells of that.
    public var isComplete: Bool { next == .finished(isComplete: true) }

    /// Whether a walk that somebody handed back has numbers that a walk can come to: one may have been made up.
    package var isPlausible: Bool {
        let numbers = 0...(1 << 40)
        let limits = [limit, nextLimit].compactMap { $0 }
        return numbers.contains(itemsSeen) && numbers.contains(itemCount ?? 0) && numbers.contains(firstPage)
            && numbers.contains(page) && numbers.contains(nextPage ?? 0)
            && limits.allSatisfy { (0...10_000).contains($0) }
    }

    /// Whether it reads an endpoint, in the way in which that is read.
    package func isOne(of endpoint: Endpoint) -> Bool {
        self.endpoint == endpoint.id && isPaged == (endpoint.paging != .none) && countsItems == endpoint.countsItems
    }

    private var nextPage: Int? {
        if case .page(let number, _) = next { number } else { nil }
    }

    private var nextLimit: Int? {
        if case .page(_, let limit) = next { limit } else { nil }
    }

    /// The call for the page that comes next; nil when the walk is finished.
    public func call(_ call: Call) -> Call? {
        guard case .page(let number, let limit) = next else { return nil }
        guard isPaged else { return call }
        var call = call
        call.page = number
        call.limit = limit
        return call
    }

    /// Takes note of a page, nil where the endpoint has none, and decides what comes next.
    public mutating func received(_ received: Page?) -> Next {
        next = isFinished ? next : decide(received)
        return next
    }

    private mutating func decide(_ received: Page?) -> Next {
        guard isPaged else {
            itemsSeen += received?.items ?? 0
            return .finished(isComplete: true)
        }
        guard let received else { return .finished(isComplete: false) }
        itemsSeen += received.items
        // A server that sends another page than it was asked for may send it for ever.
        guard received.number == page else { return .finished(isComplete: false) }
        guard countsItems else { return decideByLength(received) }
        guard let pageCount = received.pageCount, let count = received.itemCount else {
            return decideWithoutCounts(received)
        }
        note(received, count: count)
        guard received.items > 0, page < pageCount else {
            let isWhole = firstPage == 1 && !hasMoved && itemsSeen == count
            return .finished(isComplete: isWhole)
        }
        return turn()
    }

    /// Counts that differ from page to page mean that something was added or taken away meanwhile, so that items may
    /// have slipped from a page not yet read to one read already.
    private mutating func note(_ received: Page, count: Int) {
        if let itemCount, itemCount != count { hasMoved = true }
        itemCount = count
        guard let applied = received.limit, applied > 0 else { return }
        // The server clamps what it finds too large; pages of another size would overlap.
        if page > firstPage, applied != limit { hasMoved = true }
        limit = applied
    }

    /// Where the reported count is made up, a page that is not full is the last.
    private mutating func decideByLength(_ received: Page) -> Next {
        guard let applied = received.limit else { return decideWithoutCounts(received) }
        if applied > 0 { limit = applied }
        guard received.items > 0, received.items >= limit ?? 1 else {
            return .finished(isComplete: firstPage == 1 && !hasMoved)
        }
        return turn()
    }

    /// A paged endpoint that answers without the headers sent everything at once, unless it looks like one full page.
    private func decideWithoutCounts(_ received: Page) -> Next {
        .finished(isComplete: firstPage == 1 && page == 1 && !hasMoved && received.items != limit)
    }

    private mutating func turn() -> Next {
        page += 1
        return .page(page, limit: limit)
    }
}

extension PageWalk.Next: Codable {
    private enum Key: String, CodingKey {
        case page, limit, complete
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let isComplete = try container.decodeIfPresent(Bool.self, forKey: .complete) {
            self = .finished(isComplete: isComplete)
        } else {
            self = .page(
                try container.decode(Int.self, forKey: .page),
                limit: try container.decodeIfPresent(Int.self, forKey: .limit))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .page(let number, let limit):
            try container.encode(number, forKey: .page)
            try container.encodeIfPresent(limit, forKey: .limit)
        case .finished(let isComplete): try container.encode(isComplete, forKey: .complete)
        }
    }
}
