extension TerminalScreen {
    /// Does what the first bytes say; nil when they are not all there.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> Int? {
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

    mutating func character(_ bytes: ArraySlice<UInt8>) -> Int? {
        let first = bytes[bytes.startIndex]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard bytes.count >= length else { return nil }
        for scalar in String(decoding: bytes.prefix(length), as: UTF8.self).unicodeScalars { put(scalar) }
        return length
    }

    mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let second = bytes.dropFirst().first else { return nil }
        guard second == UInt8(ascii: "[") || second == UInt8(ascii: "]") else { return 2 }
        let isOver: (UInt8) -> Bool = second == UInt8(ascii: "]") ? { $0 == 0x07 } : { (0x40...0x7E).contains($0) }
        guard let end = bytes.dropFirst(2).firstIndex(where: isOver) else { return nil }
        let parameters = String(decoding: bytes[(bytes.startIndex + 2)..<end], as: UTF8.self)
        if second == UInt8(ascii: "[") { control(Character(Unicode.Scalar(bytes[end])), parameters) }
        return end - bytes.startIndex + 1
    }

    mutating func control(_ final: Character, _ parameters: String) {
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

    mutating func set(_ mode: String, _ isOn: Bool) {
        if mode == "?7" { wraps = isOn }
        if mode == "?2004" { isPasteBracketed = isOn }
    }

    mutating func go(_ newRow: Int, _ newColumn: Int) {
        row = min(max(newRow, 0), rows - 1)
        column = min(max(newColumn, 0), columns - 1)
        wrapsNext = false
    }

    mutating func lineFeed() {
        wrapsNext = false
        guard row == rows - 1 else {
            row += 1
            return
        }
        cells.append(Self.blank(columns))
        goesOn.append(false)
        row += 1
        scrollOut()
    }

    mutating func erase(screen part: Int) {
        if part == 0 { erase(line: 0) }
        for index in part == 0 ? row + 1..<rows : 0..<rows where part != 1 { clear(index, 0..<columns) }
    }

    mutating func erase(line part: Int) {
        clear(row, part == 0 ? column..<columns : part == 1 ? 0..<column + 1 : 0..<columns)
        wrapsNext = false
    }

    mutating func clear(_ index: Int, _ range: Range<Int>) {
        // Half a wide character is none.
        if range.lowerBound < columns, cells[index][range.lowerBound].text.isEmpty, range.lowerBound > 0 {
            cells[index][range.lowerBound - 1] = Cell()
        }
        for column in range { cells[index][column] = Cell() }
        goesOn[index] = false
    }
}
