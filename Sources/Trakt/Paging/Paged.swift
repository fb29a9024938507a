/// All items of an endpoint, page after page, each page fetched when its first item is asked for.
///
/// ```swift
/// for try await movie in client.movies.popular(filters: [.genres("action")]) { … }
/// ```
///
/// A call that the checks refuse sends nothing and throws its ``CallError`` when the first item is asked for; a failed
/// one throws its ``TraktError``. ``pages`` tells the counts, and ``all()`` whether everything was read.
public struct Paged<Element: Decodable & Sendable>: AsyncSequence, Sendable {
    /// What reading throws.
    public typealias Failure = any Error

    let client: Client
    private var call: Result<Call, CallError>

    init(client: Client, call: Result<Call, CallError>) {
        self.client = client
        self.call = call
    }

    /// The same with so many items a page, instead of as many as a page may hold.
    public func pageSize(_ count: Int) -> Paged {
        setting { $0.limit = count }
    }

    /// The same from this page on, counted from 1. Such a reading is never complete.
    public func starting(atPage page: Int) -> Paged {
        setting { $0.page = page }
    }

    private func setting(_ change: (inout Call) -> Void) -> Paged {
        var paged = self
        paged.call = call.map { call in
            var call = call
            change(&call)
            call.page = call.page.map { Swift.max(1, $0) }
            call.limit = call.limit.map { Swift.min(Swift.max(1, $0), call.largestPage) }
            return call
        }
        return paged
    }

    /// The pages, with their items and counts.
    public var pages: PagesOf<Element> { PagesOf(client: client, call: call) }

    /// Everything, in memory, and whether it is everything.
    public func all() async throws -> Reading<Element> {
        var items: [Element] = []
        var isComplete = false
        for try await page in pages {
            items += page.items
            isComplete = page.isComplete
        }
        return Reading(items: items, isComplete: isComplete)
    }

    public func makeAsyncIterator() -> Iterator { Iterator(pages: pages.makeAsyncIterator()) }

    /// Asks for a page when its first item is asked for.
    public struct Iterator: AsyncIteratorProtocol {
        private var pages: PagesOf<Element>.Iterator
        private var items: ArraySlice<Element> = []

        init(pages: PagesOf<Element>.Iterator) { self.pages = pages }

        public mutating func next() async throws -> Element? {
            while items.isEmpty {
                guard let page = try await pages.next() else { return nil }
                items = page.items[...]
            }
            return items.popFirst()
        }
    }
}

/// The pages of a ``Paged``, with their items read.
public struct PagesOf<Item: Decodable & Sendable>: AsyncSequence, Sendable {
    /// What reading throws.
    public typealias Failure = any Error

    /// One page.
    public struct Element: Sendable {
        public let items: [Item]
        /// Number and counts as the server told them; nil where the endpoint has no pages.
        public let page: Page?
        /// True on the last page, when nothing is missing: see ``PageWalk/isComplete``.
        public let isComplete: Bool
    }

    let client: Client
    let call: Result<Call, CallError>

    public func makeAsyncIterator() -> Iterator {
        Iterator(pages: call.map { client.pages(of: $0).makeAsyncIterator() })
    }

    /// Asks for a page at a time.
    public struct Iterator: AsyncIteratorProtocol {
        private enum State {
            case reading(Pages.Iterator)
            case refused(CallError)
            case finished
        }

        private var state: State

        init(pages: Result<Pages.Iterator, CallError>) {
            switch pages {
            case .success(let pages): state = .reading(pages)
            case .failure(let error): state = .refused(error)
            }
        }

        public mutating func next() async throws -> Element? {
            switch state {
            case .finished: return nil
            case .refused(let error):
                state = .finished
                throw error
            case .reading(var pages):
                state = .finished
                guard let next = try await pages.next() else { return nil }
                let items = try next.answer.decode(as: [Item]?.self) ?? []
                state = .reading(pages)
                return Element(items: items, page: next.answer.page, isComplete: next.walk.isComplete)
            }
        }
    }
}

/// Everything that was read, and whether it is everything there was.
///
/// Never take something away because it is missing in a reading that is not complete.
public struct Reading<Element: Sendable>: RandomAccessCollection, Sendable {
    public let items: [Element]
    /// False when items may be missing: see ``PageWalk/isComplete``.
    public let isComplete: Bool

    public var startIndex: Int { items.startIndex }
    public var endIndex: Int { items.endIndex }
    public subscript(position: Int) -> Element { items[position] }
}

extension Reading: Equatable where Element: Equatable {}
extension Reading: Hashable where Element: Hashable {}
