/// Rows of cells that go on in another row where the screen ends.
struct RowLayout {
    private(set) var rows: [[Cell]] = [[]]
    private let columns: Int
    private var column = 0
    /// How many columns of the present line are its text's: behind the prompt, over all its rows.
    private(set) var columnInText = 0

    init(columns: Int) {
        // A wide character needs two.
        self.columns = max(columns, 2)
    }

    /// Where the next cell goes.
    var place: Place { Place(row: rows.count - 1, column: column) }

    mutating func append(_ cells: [Cell]) {
        for cell in cells {
            makeRoom(for: cell)
            put(cell)
        }
    }

    /// Goes on in another row when this one has no room for the cell, or for a cursor where there is no cell.
    mutating func makeRoom(for cell: Cell?) {
        if column + (cell?.width ?? 1) > columns { beginRow() }
    }

    mutating func beginLine() { beginRow() }

    mutating func beginText() { columnInText = 0 }

    /// As much of a hint as fits into the rest of this row.
    mutating func appendHint(_ hint: String) {
        let room = columns - column
        let line = hint.prefix { !$0.isNewline }
        for cell in Cell.cells(DisplayWidth.shortened(String(line), columns: room), .hint)
        where column + cell.width <= columns { put(cell) }
    }

    private mutating func put(_ cell: Cell) {
        rows[rows.count - 1].append(cell)
        column += cell.width
        columnInText += cell.width
    }

    private mutating func beginRow() {
        rows.append([])
        column = 0
    }
}
