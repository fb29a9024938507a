/// A place on a screen, from 0.
struct Place: Sendable, Hashable {
    var row = 0
    var column = 0
}

/// What is to be seen, from the prompt's row on: rows that each fit into the screen's width.
struct Picture: Sendable, Hashable {
    var rows: [[Cell]]
    var cursor: Place
    /// How many rows of the text are above the screen.
    var hidden = 0

    static func width(_ row: some Sequence<Cell>) -> Int { row.reduce(0) { $0 + $1.width } }
}
