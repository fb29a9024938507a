internal import Trakt

/// What brings things back into the order that a run found them in.
struct OrderUndo: Sendable {
    enum Result: Sendable, Hashable {
        case nothing
        /// The ids in the former order.
        case restore([Int64])
        /// Somebody has brought them into another order since.
        case changedSince
    }

    private var former: [Int64]
    private var left: [Int64]

    /// - Parameter former: the order that the run found.
    init(former: [Int64]) {
        self.former = former
        left = former
    }

    /// The run put these first, in this order; the others followed in theirs.
    mutating func putFirst(_ ids: [Int64]) {
        let known = Set(left)
        var first: Set<Int64> = []
        let front = ids.filter { known.contains($0) && first.insert($0).inserted }
        left = front + left.filter { !first.contains($0) }
    }

    /// Things on a list in the order that the run found them in; those that were not there then keep their places.
    func sorted(_ entries: [AccountEntry]) -> [AccountEntry] {
        let places = Dictionary(former.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        func place(_ entry: AccountEntry) -> Int? { entry["id"]?.integer.flatMap { places[$0] } }
        var known = entries.filter { place($0) != nil }.sorted { (place($0) ?? 0) < (place($1) ?? 0) }.makeIterator()
        return entries.map { place($0) == nil ? $0 : known.next() ?? $0 }
    }

    /// - Parameter now: the order that there is. What came or went since has no say.
    func result(now: [Int64]) -> Result {
        let common = Set(former).intersection(now)
        let current = now.filter(common.contains)
        let wanted = former.filter(common.contains)
        if current == wanted { return .nothing }
        return current == left.filter(common.contains) ? .restore(wanted) : .changedSince
    }
}
