/// The candidates listed below the text, in columns that are read downwards.
struct CompletionMenu: Sendable, Hashable {
    let candidates: [Completions.Candidate]
    var selected: Int?

    /// Rows that fit the screen: one page of the candidates, the one with the selected, and what is not on it.
    func rows(columns: Int, atMost limit: Int) -> [[Cell]] {
        guard limit > 0, !candidates.isEmpty else { return [] }
        let table = Columns(candidates, in: columns)
        let all = (candidates.count + table.count - 1) / table.count
        if all <= limit { return page(0..<candidates.count, rows: all, table) }
        let height = max(limit - 1, 1)
        let size = height * table.count
        let first = (selected ?? 0) / size * size
        let shown = first..<min(first + size, candidates.count)
        let rows = page(shown, rows: min(height, shown.count), table)
        return limit > 1 ? rows + [Cell.cells(DisplayWidth.shortened(rest(shown), columns: columns), .hint)] : rows
    }

    /// Where an arrow key leads in the list as it is shown; past its end to its beginning.
    mutating func select(_ step: Int) {
        guard let selected else {
            self.selected = step > 0 ? 0 : candidates.count - 1
            return
        }
        self.selected = (selected + step + candidates.count) % candidates.count
    }

    private func rest(_ shown: Range<Int>) -> String {
        if shown.lowerBound == 0 { return "… and \(candidates.count - shown.count) more" }
        return "\(shown.lowerBound + 1)–\(shown.upperBound) of \(candidates.count)"
    }

    private func page(_ shown: Range<Int>, rows: Int, _ table: Columns) -> [[Cell]] {
        (0..<rows).map { row in
            var cells: [Cell] = []
            for (column, index) in stride(from: shown.lowerBound + row, to: shown.upperBound, by: rows).enumerated() {
                let start = column * (table.width + Columns.gap)
                cells += Cell.cells(String(repeating: " ", count: start - Picture.width(cells)), .plain)
                cells += table.cells(candidates[index], isSelected: index == selected)
            }
            return cells
        }
    }
}

extension CompletionMenu {
    /// How wide the columns are that all candidates fit into.
    private struct Columns {
        static let gap = 2
        private static let widest = 40

        let count: Int
        let width: Int
        private let text: Int
        private let note: Int

        init(_ candidates: [Completions.Candidate], in columns: Int) {
            let texts = candidates.map { Self.shownWidth($0.text) }.max() ?? 0
            let notes = candidates.map { Self.shownWidth($0.note) }.max() ?? 0
            text = max(1, min(texts, columns))
            let room = columns - text - Self.gap
            note = room < 1 ? 0 : min(notes, room, Self.widest)
            width = note > 0 ? text + Self.gap + note : text
            count = max(1, (columns + Self.gap) / (width + Self.gap))
        }

        func cells(_ candidate: Completions.Candidate, isSelected: Bool) -> [Cell] {
            let name = Self.fitted(candidate.text, isSelected ? .selection : .plain, in: text)
            guard note > 0, !candidate.note.isEmpty else { return name }
            let space = String(repeating: " ", count: text - Picture.width(name) + Self.gap)
            return name + Cell.cells(space, .plain) + Self.fitted(candidate.note, .hint, in: note)
        }

        private static func shownWidth(_ text: String) -> Int { Picture.width(Cell.cells(text, .plain)) }

        private static func fitted(_ text: String, _ style: Style, in columns: Int) -> [Cell] {
            let cells = Cell.cells(text, style)
            if Picture.width(cells) <= columns { return cells }
            var room = columns - 1
            let kept = cells.prefix { cell in
                room -= cell.width
                return room >= 0
            }
            return kept + Cell.cells("…", style)
        }
    }
}
