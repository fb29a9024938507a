/// One page of an answer: which, how long, and the headers that tell.
struct Paging: Sendable, Hashable {
    /// Larger limits are clamped, not refused, since June 2026.
    static let cap = 250

    var page: Int
    var limit: Int

    /// Reads `page` and `limit`. What is not a positive number counts as absent; a limit above the cap is clamped.
    init(_ query: [String: String], default standard: Int = 100, cap: Int = Paging.cap) {
        page = query["page"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil } ?? 1
        // The effect of `limit=all` against the cap is not confirmed; here it gives the cap.
        let wanted = query["limit"] == "all" ? cap : query["limit"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
        limit = min(wanted ?? standard, cap)
    }

    func slice<Element>(_ items: [Element]) -> ArraySlice<Element> {
        let (start, overflow) = (page - 1).multipliedReportingOverflow(by: limit)
        guard !overflow, start < items.count else { return [] }
        return items[start..<min(start + limit, items.count)]
    }

    func pageCount(_ itemCount: Int) -> Int { (itemCount + limit - 1) / limit }

    func headers(itemCount: Int) -> [(name: String, value: String)] {
        [
            ("X-Pagination-Page", String(page)), ("X-Pagination-Limit", String(limit)),
            ("X-Pagination-Page-Count", String(pageCount(itemCount))),
            ("X-Pagination-Item-Count", String(itemCount)),
        ]
    }

    /// The answer with this page of the items, each written by `write`.
    func answer<Element>(_ items: [Element], _ write: (Element) throws -> JSONValue) rethrows -> Answer {
        let json = JSONValue.array(try slice(items).map(write))
        return Answer(200, .json(json), headers: headers(itemCount: items.count))
    }
}
