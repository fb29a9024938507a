internal import LineEditing
internal import Wording

/// Rows under each other with a line of names above, fitted to a width.
struct AlignedTable {
    private let rows: [TableRow]
    private let width: Int
    private var columns: [Column] = []
    /// The names of what is not shown, the columns left out for the width first.
    private(set) var hidden: [String] = []

    private struct Column {
        let name: String
        let rule: ColumnRule
        let isNumber: Bool
        let isFlexible: Bool
        /// What the longest cell takes.
        let natural: Int
        var width: Int
    }

    private static let gap = 2
    /// What a text may be cut to; one that says what a row is about, not as far.
    private static let leastFlexible = 12
    private static let leastTitle = 28
    private static let mostFlexible = 48

    init(_ rows: [TableRow], width: Int) {
        self.rows = rows
        self.width = max(1, width)
        columns = namesInOrder().map { column($0) }
        fit()
        for name in rows.flatMap(\.hidden) where !hidden.contains(name) { hidden.append(name) }
    }

    private func namesInOrder() -> [String] {
        var names = rows.reduce(into: Set<String>()) { $0.formUnion($1.cells.keys) }
        // One kind only needs no column.
        if Set(rows.map(\.kind)).count == 1, rows.first?.kind != nil { names.remove("type") }
        return names.sorted { one, other in
            (ColumnRule.named(one).place, one) < (ColumnRule.named(other).place, other)
        }
    }

    private func column(_ name: String) -> Column {
        let cells = rows.compactMap { $0.cells[name] }
        let natural = max(DisplayWidth.of(name.harmless), cells.map { DisplayWidth.of($0.text.harmless) }.max() ?? 0)
        let rule = ColumnRule.named(name)
        return Column(
            name: name, rule: rule, isNumber: cells.allSatisfy(\.isNumber),
            isFlexible: rule.isFlexible && !cells.contains(where: \.isWhole), natural: natural, width: natural)
    }

    /// Leaves columns out until the rest fits, then gives what room is left to those that are cut.
    private mutating func fit() {
        func least(_ column: Column) -> Int {
            guard column.isFlexible else { return column.natural }
            return min(column.natural, column.rule.expendability == 0 ? Self.leastTitle : Self.leastFlexible)
        }
        while columns.count > 1, total(columns.map(least)) > width {
            guard
                let place = columns.indices.max(by: { one, other in
                    (columns[one].rule.expendability, one) < (columns[other].rule.expendability, other)
                })
            else { break }
            hidden.append(columns.remove(at: place).name)
        }
        for place in columns.indices { columns[place].width = least(columns[place]) }
        var room = width - total(columns.map(\.width))
        // The most important first, and none so much that the others are far away.
        let flexible = columns.indices.sorted { columns[$0].rule.expendability < columns[$1].rule.expendability }
        for limit in [Self.mostFlexible, Int.max] {
            for place in flexible where room > 0 {
                let wanted = min(columns[place].natural, limit) - columns[place].width
                let given = max(0, min(wanted, room))
                columns[place].width += given
                room -= given
            }
        }
        if columns.count == 1 { columns[0].width = min(columns[0].width, width) }
    }

    private func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + Self.gap * max(0, widths.count - 1) }

    /// The names, and a line for each row.
    var lines: [StyledLine] {
        let header = line { CellText($0.name, .key, isNumber: $0.isNumber) }
        return [header] + rows.map { row in line { row.cells[$0.name] } }
    }

    private func line(_ cell: (Column) -> CellText?) -> StyledLine {
        var line = StyledLine()
        var blank = 0
        for column in columns {
            let cell = cell(column) ?? CellText("")
            let text = DisplayWidth.shortened(cell.text.harmless, columns: column.width)
            let padding = column.width - DisplayWidth.of(text)
            if !text.isEmpty {
                line.append(String(repeating: " ", count: blank + (column.isNumber ? padding : 0)))
                line.append(text, cell.style)
                blank = 0
            }
            blank += (text.isEmpty || !column.isNumber ? padding : 0) + Self.gap
        }
        return line
    }
}
