/// Changes a terminal from one picture to the next with as few bytes as it can.
///
/// It knows where the cursor is only relative to the picture's first row, as the screen may scroll under it at any time.
/// So it moves up and down by rows, and across to a column by its number, and never depends on what a terminal does
/// behind its last column, where they differ.
struct Painter: Sendable {
    let palette: Palette
    private var rows: [[Cell]] = []
    private var cursor = Place()
    private var output = ""
    private var style = Style.plain

    init(palette: Palette) {
        self.palette = palette
    }

    /// How many rows of the picture are below the cursor; nil when there is none.
    var rowsBelowCursor: Int? { rows.isEmpty ? nil : max(0, rows.count - 1 - cursor.row) }

    /// The bytes that make the screen show this instead of what it shows.
    mutating func change(to picture: Picture, columns: Int) -> String {
        for (row, cells) in picture.rows.enumerated() { changeRow(row, to: cells, columns: columns) }
        if picture.rows.count < rows.count {
            move(to: Place(row: picture.rows.count, column: 0))
            output += "\u{1B}[J"
            rows.removeSubrange(picture.rows.count...)
        }
        move(to: picture.cursor)
        return takeOutput()
    }

    /// The bytes that leave the picture on the screen and go to the row below it.
    mutating func leave() -> String {
        guard !rows.isEmpty else { return "" }
        move(to: Place(row: rows.count - 1, column: 0))
        output += "\r\n"
        return forgotten()
    }

    /// The bytes that take the picture away, with the cursor where it began.
    mutating func erase() -> String {
        guard !rows.isEmpty else { return "" }
        move(to: Place())
        output += "\u{1B}[J"
        return forgotten()
    }

    /// The bytes that take the picture away after the screen's width changed.
    ///
    /// Terminals move what no longer fits into rows of its own, so the picture begins further up than it did.
    mutating func eraseAfterResize(columns: Int) -> String {
        let columns = max(columns, 1)
        var above = cursor.column / columns
        for row in rows.prefix(cursor.row) { above += max(1, (Picture.width(row) + columns - 1) / columns) }
        cursor = Place(row: above, column: cursor.column)
        return erase()
    }

    /// The bytes that begin an empty row when the cursor is not in one, and mark the end of what was written there.
    ///
    /// A full row of spaces ends in the next row unless it began in the first column.
    static func emptyRow(columns: Int, palette: Palette) -> String {
        palette.painted("⏎", .hint) + String(repeating: " ", count: max(columns - 1, 0)) + "\r\u{1B}[J"
    }

    private mutating func forgotten() -> String {
        rows = []
        cursor = Place()
        return takeOutput()
    }

    private mutating func takeOutput() -> String {
        defer { output = "" }
        return output
    }
}

extension Painter {
    private mutating func changeRow(_ row: Int, to new: [Cell], columns: Int) {
        if row == rows.count {
            if row > 0 { beginRow() }
            rows.append([])
        }
        let old = rows[row]
        if old == new { return }
        let kept = zip(old, new).prefix { $0 == $1 }.count
        var column = Picture.width(new.prefix(kept))
        move(to: Place(row: row, column: column))
        let isSteady = new.allSatisfy(\.isSteady)
        // A character that is wider than it should be at the margin must not go on in the next row.
        if !isSteady { output += "\u{1B}[?7l" }
        for cell in new.dropFirst(kept) {
            draw(cell)
            column += cell.width
            if !cell.isSteady, column < columns { output += "\u{1B}[\(column + 1)G\u{1B}[K" }
        }
        if !isSteady { output += "\u{1B}[?7h" }
        use(.plain)
        let oldWidth = old.allSatisfy(\.isSteady) ? Picture.width(old) : columns
        if column < oldWidth { output += "\u{1B}[K" }
        cursor.column = column
        rows[row] = new
    }

    private mutating func draw(_ cell: Cell) {
        use(cell.style)
        output += cell.text
    }

    private mutating func use(_ next: Style) {
        output += palette.change(from: style, to: next)
        style = next
    }

    private mutating func beginRow() {
        move(to: Place(row: rows.count - 1, column: 0))
        output += "\r\n"
        cursor = Place(row: rows.count, column: 0)
    }

    private mutating func move(to place: Place) {
        if place.row < cursor.row { output += "\u{1B}[\(cursor.row - place.row)A" }
        if place.row > cursor.row { output += "\u{1B}[\(place.row - cursor.row)B" }
        // After a full row the cursor is in no column that a place has.
        if place.column != cursor.column {
            output += place.column == 0 ? "\r" : "\u{1B}[\(place.column + 1)G"
        }
        cursor = place
    }
}
