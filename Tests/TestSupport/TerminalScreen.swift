/// What a terminal shows after the bytes that were written to it, as far as programs that edit lines go: a model of a
/// VT100 with xterm's additions, without anything of our own drawing in it.
package struct TerminalScreen: Sendable {
    /// A place on the screen. The right half of a wide character is a cell with an empty text.
    package struct Cell: Sendable, Hashable {
        package var text = " "
        package var rendition = ""
    }

    package private(set) var columns: Int
    package private(set) var rows: Int
    package private(set) var cells: [[Cell]]
    package private(set) var row = 0
    package private(set) var column = 0
    /// Lines that have left the screen at its top.
    package private(set) var scrolledOut: [String] = []
    package private(set) var isPasteBracketed = false
    package private(set) var bells = 0
    private var wrapsNext = false
    private var wraps = true
    private var rendition = ""
    private var pending: [UInt8] = []
    /// Which rows go on in the next because a character did not fit.
    private var goesOn: [Bool]
    /// Whether characters that are joined are drawn as one, which not all terminals do.
    private let joins: Bool

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

    private mutating func scrollOut() {
        scrolledOut.append(Self.text(cells.removeFirst()))
        goesOn.removeFirst()
        row -= 1
    }

    private static func blank(_ columns: Int) -> [Cell] { Array(repeating: Cell(), count: columns) }

    private static func text(_ cells: [Cell]) -> String {
        var text = cells.map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension TerminalScreen {
    /// Does what the first bytes say; nil when they are not all there.
    private mutating func take(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        switch first {
        case 0x07: bells += 1
        case 0x08: go(row, column - 1)
        case 0x09: go(row, (column / 8 + 1) * 8)
        case 0x0A: lineFeed()
        case 0x0D: go(row, 0)
        case 0x1B: return escape(bytes)
        case ..<0x20, 0x7F: break
        default: return character(bytes)
        }
        return 1
    }

    private mutating func character(_ bytes: ArraySlice<UInt8>) -> Int? {
        let length = bytes[bytes.startIndex] < 0x80 ? 1 : bytes[bytes.startIndex] < 0xE0 ? 2
            : bytes[bytes.startIndex] < 0xF0 ? 3 : 4
        guard bytes.count >= length else { return nil }
        for scalar in String(decoding: bytes.prefix(length), as: UTF8.self).unicodeScalars { put(scalar) }
        return length
    }

    private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let second = bytes.dropFirst().first else { return nil }
        guard second == UInt8(ascii: "[") || second == UInt8(ascii: "]") else { return 2 }
        let isOver: (UInt8) -> Bool = second == UInt8(ascii: "]") ? { $0 == 0x07 } : { (0x40...0x7E).contains($0) }
        guard let end = bytes.dropFirst(2).firstIndex(where: isOver) else { return nil }
        let parameters = String(decoding: bytes[(bytes.startIndex + 2)..<end], as: UTF8.self)
        if second == UInt8(ascii: "[") { control(Character(Unicode.Scalar(bytes[end])), parameters) }
        return end - bytes.startIndex + 1
    }

    private mutating func control(_ final: Character, _ parameters: String) {
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let count = max(numbers.first ?? 1, 1)
        switch final {
        case "A": go(row - count, column)
        case "B": go(row + count, column)
        case "C": go(row, column + count)
        case "D": go(row, column - count)
        case "G": go(row, count - 1)
        case "H": go(count - 1, max(numbers.dropFirst().first ?? 1, 1) - 1)
        case "J": erase(screen: numbers.first ?? 0)
        case "K": erase(line: numbers.first ?? 0)
        case "m": rendition = parameters == "0" ? "" : parameters
        case "h", "l": set(parameters, final == "h")
        default: break
        }
    }

    private mutating func set(_ mode: String, _ isOn: Bool) {
        if mode == "?7" { wraps = isOn }
        if mode == "?2004" { isPasteBracketed = isOn }
    }

    private mutating func go(_ newRow: Int, _ newColumn: Int) {
        row = min(max(newRow, 0), rows - 1)
        column = min(max(newColumn, 0), columns - 1)
        wrapsNext = false
    }

    private mutating func lineFeed() {
        wrapsNext = false
        guard row == rows - 1 else { return row += 1 }
        cells.append(Self.blank(columns))
        goesOn.append(false)
        row += 1
        scrollOut()
    }

    private mutating func erase(screen part: Int) {
        if part == 0 { erase(line: 0) }
        for index in part == 0 ? row + 1..<rows : 0..<rows where part != 1 { clear(index, 0..<columns) }
    }

    private mutating func erase(line part: Int) {
        clear(row, part == 0 ? column..<columns : part == 1 ? 0..<column + 1 : 0..<columns)
        wrapsNext = false
    }

    private mutating func clear(_ index: Int, _ range: Range<Int>) {
        // Half a wide character is none.
        if range.lowerBound < columns, cells[index][range.lowerBound].text.isEmpty, range.lowerBound > 0 {
            cells[index][range.lowerBound - 1] = Cell()
        }
        for column in range { cells[index][column] = Cell() }
        goesOn[index] = false
    }
}

extension TerminalScreen {
    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = Self.width(scalar)
        if let place = joined(scalar, width) {
            cells[place.row][place.column].text.unicodeScalars.append(scalar)
            return
        }
        guard width > 0 else { return }
        if wraps, wrapsNext || column + width > columns {
            goesOn[row] = true
            lineFeed()
            column = 0
        }
        column = min(column, columns - width)
        for place in column..<column + width { breakUp(place) }
        cells[row][column] = Cell(text: String(Character(scalar)), rendition: rendition)
        if width == 2 { cells[row][column + 1] = Cell(text: "", rendition: rendition) }
        advance(width)
    }

    private mutating func advance(_ width: Int) {
        wrapsNext = column + width >= columns
        column = min(column + width, columns - 1)
    }

    /// What is written over half of a wide character takes the other half away.
    private mutating func breakUp(_ place: Int) {
        if cells[row][place].text.isEmpty, place > 0 { cells[row][place - 1] = Cell() }
        if place + 1 < columns, cells[row][place + 1].text.isEmpty { cells[row][place + 1] = Cell() }
    }

    /// The cell of the character before, when the scalar becomes part of it.
    private mutating func joined(_ scalar: Unicode.Scalar, _ width: Int) -> (row: Int, column: Int)? {
        var place = wrapsNext ? column : column - 1
        if place > 0, cells[row][place].text.isEmpty { place -= 1 }
        guard place >= 0, !cells[row][place].text.isEmpty else { return nil }
        if width == 0, !joins || scalar.value != 0xFE0F { return (row, place) }
        guard joins else { return nil }
        let before = cells[row][place].text
        guard before != " ", (before + String(Character(scalar))).count == 1 else { return nil }
        // Two letters of a flag, and a sign that is drawn as an emoji, take two columns together.
        let isNarrow = place + 1 >= columns || !cells[row][place + 1].text.isEmpty
        if isNarrow, width > 0 || scalar.value == 0xFE0F, place + 1 < columns {
            cells[row][place + 1] = Cell(text: "", rendition: rendition)
            column = place
            advance(2)
        }
        return (row, place)
    }

    /// For what tests write: East Asian characters, emoji, marks.
    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60,
            0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}

/// Rows made to fit another width.
private struct Reflow {
    let columns: Int
    private(set) var rows: [[TerminalScreen.Cell]] = []
    private(set) var goesOn: [Bool] = []
    private(set) var cursor = (row: 0, column: 0)
    private var line: [TerminalScreen.Cell] = []
    private var cursorInLine: Int?

    init(columns: Int) { self.columns = columns }

    mutating func add(_ row: [TerminalScreen.Cell], goesOn: Bool, cursor: Int?) {
        if let cursor { cursorInLine = line.count + cursor }
        line += row
        if goesOn { return }
        while line.last == TerminalScreen.Cell(), line.count > (cursorInLine ?? 0) { line.removeLast() }
        endLine()
    }

    private mutating func endLine() {
        let first = rows.count
        var begins = [0]
        var end = min(columns, line.count)
        while end < line.count {
            // A wide character stays whole.
            if line[end].text.isEmpty { end -= 1 }
            begins.append(end)
            end = min(end + columns, line.count)
        }
        for (index, begin) in begins.enumerated() {
            let next = index + 1 < begins.count ? begins[index + 1] : line.count
            let row = Array(line[begin..<next])
            rows.append(row + Array(repeating: TerminalScreen.Cell(), count: columns - row.count))
            goesOn.append(index + 1 < begins.count)
            if let place = cursorInLine, place >= begin { cursor = (first + index, min(place - begin, columns - 1)) }
        }
        line = []
        cursorInLine = nil
    }
}
