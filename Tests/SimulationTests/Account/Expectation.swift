/// What an account may hold after what scripts did: of each cell the values that are right. There are several where a
/// script was told that nobody knows.
struct Expectation: Sendable {
    private(set) var cells: [Cell: Set<Int>]

    init(_ picture: Picture) {
        cells = picture.mapValues { [$0] }
    }

    subscript(cell: Cell) -> Set<Int> { cells[cell] ?? [0] }

    /// Takes note of a change that was reported, or of one that may have been made.
    mutating func set(_ cell: Cell, to value: Int, certain: Bool) {
        cells[cell] = certain ? [value] : self[cell].union([value])
    }

    mutating func increase(_ cell: Cell, certain: Bool) {
        let increased = Set(self[cell].map { $0 + 1 })
        cells[cell] = certain ? increased : self[cell].union(increased)
    }

    /// The cells that fit.
    func cells(where fits: (Cell) -> Bool) -> [Cell] { cells.keys.filter(fits) }

    /// What is wrong with an account.
    func discrepancies(with picture: Picture) -> [Discrepancy] {
        Set(cells.keys).union(picture.keys).sorted().compactMap { cell in
            let (right, found) = (self[cell], picture[cell] ?? 0)
            guard !right.contains(found) else { return nil }
            return Discrepancy(cell: cell, right: right.sorted(), found: found)
        }
    }
}

/// One thing about an account that is not what scripts made of it.
struct Discrepancy: Hashable, Sendable, CustomStringConvertible {
    let cell: Cell
    let right: [Int]
    let found: Int

    /// Whether there is more than there should be; otherwise something was lost.
    var isDuplicate: Bool { cell.counts && found > (right.last ?? 0) }

    var description: String {
        "\(isDuplicate ? "duplicate" : "loss"): \(cell.name): \(found), not \(right.map(String.init).joined(separator: " or "))"
    }
}
