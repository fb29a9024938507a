/// What was entered before, and a walk through it.
package struct History: Sendable {
    /// The oldest first. Several lines that were entered as one are one.
    package private(set) var entries: [String]
    private var walk: Walk?
    private let limit: Int

    /// Where Up and Down have led to.
    private struct Walk: Sendable {
        /// An index of the entries, or their count for what was being typed.
        var place: Int
        /// What all that is walked through begins with.
        var prefix: String
        /// What stood there when the walk left, by place: what was being typed, and changed entries.
        var left: [Int: String] = [:]
        /// What the walk put before the person.
        var shown: String
    }

    package init(_ entries: [String] = [], limit: Int = 10_000) {
        self.limit = limit
        self.entries = entries.suffix(limit)
    }

    /// Adds what was entered, and ends the walk: changes of older entries are forgotten.
    ///
    /// - Returns: Whether it is kept. What begins with a space is not, nor what was entered just before.
    @discardableResult
    package mutating func add(_ text: String) -> Bool {
        walk = nil
        guard Self.isKept(text), text != entries.last else { return false }
        entries.append(text)
        if entries.count > limit { entries.removeFirst() }
        return true
    }

    package mutating func endWalk() { walk = nil }

    /// A space in front is how shells are told to keep something to themselves.
    static func isKept(_ text: String) -> Bool {
        guard let first = text.first, first != " " else { return false }
        return !text.allSatisfy(\.isWhitespace)
    }

    /// The next older entry that begins with what is before the cursor.
    package mutating func older(than text: String, beforeCursor: String) -> String? {
        step(from: text, beforeCursor: beforeCursor) { walk in (0..<walk.place).reversed() }
    }

    /// The next newer one, and at last what was being typed.
    package mutating func newer(than text: String, beforeCursor: String) -> String? {
        guard walk != nil else { return nil }
        return step(from: text, beforeCursor: beforeCursor) { [count = entries.count] walk in
            walk.place < count ? Array((walk.place + 1)...count) : []
        }
    }

    private mutating func step(
        from text: String, beforeCursor: String, places: (Walk) -> some Sequence<Int>
    ) -> String? {
        var walk = walk ?? Walk(place: entries.count, prefix: beforeCursor, shown: text)
        // Somebody changed what the walk showed: what now stands before the cursor is looked for.
        if text != walk.shown { walk.prefix = beforeCursor }
        walk.left[walk.place] = text
        for place in places(walk) {
            let entry = walk.left[place] ?? entries[place]
            guard place == entries.count || (entry.hasPrefix(walk.prefix) && entry != text) else { continue }
            walk.place = place
            walk.shown = entry
            self.walk = walk
            return entry
        }
        return nil
    }
}
