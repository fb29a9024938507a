/// Rows made to fit another width.
struct Reflow {
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
