/// What is different between the lines that two runs printed.
package struct LineChanges: Sendable {
    /// A line that only one of the two printed.
    package struct Change: Sendable, Hashable {
        package let isNew: Bool
        package let text: String
    }

    /// In order; of the same place, what was printed then comes first.
    package let changes: [Change]

    /// So many lines, of both together, are compared for the fewest changes: what that takes grows with the square of
    /// their number. More are compared line by line.
    private static let most = 2000

    package init(from former: [String], to now: [String]) {
        let shorter = min(former.count, now.count)
        let head = (0..<shorter).first { former[$0] != now[$0] } ?? shorter
        let rest = shorter - head
        let tail = (0..<rest).first { former[former.count - 1 - $0] != now[now.count - 1 - $0] } ?? rest
        let (then, now) = (former[head..<(former.count - tail)], now[head..<(now.count - tail)])
        changes =
            then.count + now.count <= Self.most
            ? Self.fewest(from: Array(then), to: Array(now)) : Self.lineByLine(from: Array(then), to: Array(now))
    }

    private static func fewest(from former: [String], to now: [String]) -> [Change] {
        now.difference(from: former).sorted { ($0.line, $0.isNew ? 1 : 0) < ($1.line, $1.isNew ? 1 : 0) }
            .map { Change(isNew: $0.isNew, text: $0.text) }
    }

    private static func lineByLine(from former: [String], to now: [String]) -> [Change] {
        (0..<max(former.count, now.count)).flatMap { index -> [Change] in
            let then = index < former.count ? former[index] : nil
            let now = index < now.count ? now[index] : nil
            guard then != now else { return [] }
            return [then.map { Change(isNew: false, text: $0) }, now.map { Change(isNew: true, text: $0) }]
                .compactMap(\.self)
        }
    }
}

extension CollectionDifference<String>.Change {
    fileprivate var line: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }

    fileprivate var text: String {
        switch self {
        case .insert(_, let text, _), .remove(_, let text, _): text
        }
    }

    fileprivate var isNew: Bool {
        if case .insert = self { true } else { false }
    }
}
