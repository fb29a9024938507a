/// A search through the history for what is being typed, from the newest to the oldest or back.
struct HistorySearch: Sendable {
    enum Direction: Sendable {
        case backward, forward
    }

    private(set) var query = ""
    private(set) var direction: Direction
    /// What was found: an entry, and where in it.
    private(set) var match: Match?
    /// Whether there is nothing further in this direction.
    private(set) var hasFailed = false
    /// The text that was there before the search, and its cursor.
    let original: EditBuffer

    struct Match: Sendable, Hashable {
        let place: Int
        let text: String
        let range: Range<Int>
    }

    init(_ direction: Direction, from original: EditBuffer) {
        self.direction = direction
        self.original = original
    }

    /// What stands in place of the prompt.
    var prompt: String {
        let way = direction == .backward ? "search" : "search forward"
        return hasFailed && !query.isEmpty ? "(no \(way)) \(query): " : "(\(way)) \(query): "
    }

    mutating func type(_ text: String, in entries: [String]) {
        query += text
        look(from: match?.place, in: entries)
    }

    /// Takes the last character back, and looks from the beginning again.
    mutating func deleteLeft(in entries: [String]) {
        guard !query.isEmpty else { return }
        query.removeLast()
        match = nil
        hasFailed = false
        if !query.isEmpty { look(from: nil, in: entries) }
    }

    /// The next one in a direction; without a query, the one that was looked for last time.
    mutating func next(_ direction: Direction, last: String, in entries: [String]) {
        self.direction = direction
        if query.isEmpty { query = last }
        guard !query.isEmpty else { return }
        guard let match else { return look(from: nil, in: entries) }
        look(from: direction == .backward ? match.place - 1 : match.place + 1, in: entries, besides: match.text)
    }

    /// - Parameter shown: What is the same as this is no news.
    private mutating func look(from place: Int?, in entries: [String], besides shown: String? = nil) {
        let found: Match? =
            switch direction {
            case .backward: find((0..<max((place ?? entries.count - 1) + 1, 0)).reversed(), entries, shown)
            case .forward: find(min(place ?? 0, entries.count)..<entries.count, entries, shown)
            }
        hasFailed = found == nil
        if let found { match = found }
    }

    private func find(_ places: some Sequence<Int>, _ entries: [String], _ shown: String?) -> Match? {
        for place in places where place < entries.count && entries[place] != shown {
            if let range = Self.range(of: query, in: Array(entries[place])) {
                return Match(place: place, text: entries[place], range: range)
            }
        }
        return nil
    }

    /// Where a text is last; without regard to case unless the query has capitals.
    static func range(of query: String, in text: [Character]) -> Range<Int>? {
        let isExact = query.contains(where: \.isUppercase)
        let query = Array(query)
        guard query.count <= text.count else { return nil }
        return (0...text.count - query.count).reversed().lazy.map { $0..<$0 + query.count }.first { range in
            zip(text[range], query).allSatisfy { $0 == $1 || (!isExact && $0.lowercased() == String($1)) }
        }
    }
}
