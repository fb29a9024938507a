/// Everything that is to be seen while somebody types, before it is laid out.
struct Scene: Sendable {
    var prompt = "> "
    /// Before each further line.
    var continuation = "  "
    var text: [Character] = []
    var styles: [StyledRange] = []
    var cursor = 0
    var hint: String?
    var menu: CompletionMenu?
    var size = TerminalSize(columns: 80, rows: 24)

    /// The picture of it.
    /// - Parameter hidden: How many rows were above the screen in the picture before, so that the text stands still
    ///   as long as the cursor stays in it.
    func picture(hidden: Int = 0) -> Picture {
        var layout = laidOut()
        let height = max(size.rows, 1)
        let menuHeight = menu == nil ? 0 : min(height - 1, max(height - layout.rows.count, min(height / 2, 10)))
        let menuRows = menu?.rows(columns: size.columns, atMost: menuHeight) ?? []
        let room = height - menuRows.count
        if layout.rows.count > room {
            let top = min(max(hidden, layout.cursor.row - room + 1), layout.cursor.row, layout.rows.count - room)
            layout.rows = Array(layout.rows[top..<top + room])
            layout.cursor.row -= top
            layout.hidden = top
        }
        layout.rows += menuRows
        return layout
    }

    /// All of the text however high the screen is, without what only helps to type it.
    func wholePicture() -> Picture {
        var scene = self
        scene.hint = nil
        scene.menu = nil
        scene.cursor = text.count
        return scene.laidOut()
    }

    private func laidOut() -> Picture {
        var rows = RowLayout(columns: size.columns)
        var cursor = Place()
        let styles = stylesOfCharacters()
        let cursorsLineEnd = text[self.cursor...].firstIndex(of: "\n") ?? text.count
        rows.append(Cell.cells(prompt, .prompt))
        rows.beginText()
        for index in 0...text.count {
            let isOver = index == text.count || text[index] == "\n"
            let cells = isOver ? [] : Cell.cells(text[index], styles[index], column: rows.columnInText)
            rows.makeRoom(for: cells.first)
            if index == self.cursor { cursor = rows.place }
            rows.append(cells)
            if index == cursorsLineEnd, let hint { rows.appendHint(hint) }
            guard index < text.count, text[index] == "\n" else { continue }
            rows.beginLine()
            rows.append(Cell.cells(continuation, .prompt))
            rows.beginText()
        }
        return Picture(rows: rows.rows, cursor: cursor)
    }

    /// Later ranges win.
    private func stylesOfCharacters() -> [Style] {
        var result = [Style](repeating: .plain, count: text.count)
        for part in styles {
            for index in part.range.clamped(to: 0..<text.count) { result[index] = part.style }
        }
        return result
    }
}
