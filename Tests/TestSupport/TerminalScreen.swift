/// What a terminal shows after the bytes that were written to it, as far as programs that edit lines go: a model of a
/// VT100 with xterm's additions, without anything of our own drawing in it.
package struct TerminalScreen: Sendable {
    /// A place on the screen. The right half of a wide character is a cell with an empty text.
    package struct Cell: Sendable, Hashable {
        package var text = " "
        package var rendition = ""
    }

    package internal(set) var columns: Int
    package internal(set) var rows: Int
    package internal(set) var cells: [[Cell]]
    package internal(set) var row = 0
    package internal(set) var column = 0
    /// Lines that have left the screen at its top.
    package internal(set) var scrolledOut: [String] = []
    package internal(set) var isPasteBracketed = false
    package internal(set) var bells = 0
    var wrapsNext = false
    var wraps = true
    var rendition = ""
    private var pending: [UInt8] = []
    /// Which rows go on in the next because a character did not fit.
    var goesOn: [Bool]
    /// Whether characters that are joined are drawn as one, which not all terminals do.
    let joins: Bool

    package init(columns: Int, rows: Int, joins: Bool = true) {
        self.columns = columns
        self.rows = rows
        self.joins = joins
        cells = Array(repeating: Self.blank(columns), count: rows)
        goesOn = Array(repeating: false, count: rows)
    }

    /// The rows as text, without the spaces at their ends and without the empty ones below the last.
    package var lines: [String] {
        var lines = cells.map(Self.text)
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    package var text: String { lines.joined(separator: "\n") }

    /// All that was ever written, as far as it was not erased.
    package var everything: [String] { scrolledOut + lines }

    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        pending += bytes
        var rest = pending[...]
        while let length = take(rest) { rest = rest.dropFirst(length) }
        pending = Array(rest)
    }

    /// Another size, as most terminals do it: what no longer fits into a row goes on in the next, and at the bottom
    /// rows go out at the top.
    package mutating func resize(columns: Int, rows: Int) {
        var flow = Reflow(columns: columns)
        for index in 0..<max(lines.count, row + 1) {
            let isCursors = index == row
            flow.add(cells[index], goesOn: goesOn[index], cursor: isCursors ? column : nil)
        }
        (self.columns, self.rows) = (columns, rows)
        cells = flow.rows
        goesOn = flow.goesOn
        (row, column) = flow.cursor
        wrapsNext = false
        while cells.count > rows, row < cells.count - 1 { removeLast() }
        while cells.count > rows { scrollOut() }
        while cells.count < rows {
            cells.append(Self.blank(columns))
            goesOn.append(false)
        }
    }

    private mutating func removeLast() {
        cells.removeLast()
        goesOn.removeLast()
    }

    mutating func scrollOut() {
        scrolledOut.append(Self.text(cells.removeFirst()))
        goesOn.removeFirst()
        row -= 1
    }

    static func blank(_ columns: Int) -> [Cell] { Array(repeating: Cell(), count: columns) }

    private static func text(_ cells: [Cell]) -> String {
        var text = cells.map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
    }
}
