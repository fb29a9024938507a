extension TerminalScreen {
    mutating func put(_ scalar: Unicode.Scalar) {
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

    mutating func advance(_ width: Int) {
        wrapsNext = column + width >= columns
        column = min(column + width, columns - 1)
    }

    /// What is written over half of a wide character takes the other half away.
    mutating func breakUp(_ place: Int) {
        if cells[row][place].text.isEmpty, place > 0 { cells[row][place - 1] = Cell() }
        if place + 1 < columns, cells[row][place + 1].text.isEmpty { cells[row][place + 1] = Cell() }
    }

    /// The cell of the character before, when the scalar becomes part of it.
    mutating func joined(_ scalar: Unicode.Scalar, _ width: Int) -> (row: Int, column: Int)? {
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
            breakUp(place + 1)
            cells[row][place + 1] = Cell(text: "", rendition: rendition)
            column = place
            advance(2)
        }
        return (row, place)
    }

    /// For what tests write: East Asian characters, emoji, marks.
    static func width(_ scalar: Unicode.Scalar) -> Int {
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
