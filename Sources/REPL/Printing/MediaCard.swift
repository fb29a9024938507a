internal import LineEditing

/// One thing or entry of Trakt's as names and values under each other.
struct MediaCard {
    private let table: LuaTable
    private let width: Int
    private static let longest = 4

    init(_ table: LuaTable, width: Int) {
        self.table = table
        self.width = width
    }

    func lines(height: Int) -> [StyledLine] {
        let members = ordered
        let names = members.map { name($0.key) }
        let column = min(names.map(\.width).max() ?? 0, max(1, width / 3))
        var lines: [StyledLine] = []
        for (place, member) in members.enumerated() {
            let values = self.lines(of: member, columns: max(1, width - column - 2))
            let left = members.count - place
            guard lines.count + values.count + (left > 1 ? 1 : 0) <= height || lines.isEmpty else {
                return lines + [StyledLine("… \(left + table.omittedMembers) more", .hint)]
            }
            for (row, value) in values.enumerated() {
                let head = row == 0 ? names[place].shortened(to: column) : StyledLine()
                let line = head + StyledLine(String(repeating: " ", count: column - head.width + 2)) + value
                lines.append(line.shortened(to: width))
            }
        }
        if table.omittedMembers > 0 { lines.append(StyledLine("… \(table.omittedMembers) more", .hint)) }
        return lines
    }

    /// What says what it is first, then the rest in the order of `pairs`.
    private var ordered: [LuaTable.Member] {
        let first = ["title", "name", "username", "year", "season", "number", "type", "ids"]
        let leading = first.compactMap { name in table.members.first { $0.key.text == name } }
        return leading + table.members.filter { member in !first.contains(member.key.text ?? "") }
    }

    private func name(_ key: LuaValue) -> StyledLine {
        key.text.map { StyledLine($0, .key) } ?? key.scalarLine(columns: 20)
    }

    private func lines(of member: LuaTable.Member, columns: Int) -> [StyledLine] {
        switch member.value {
        case .string(let string):
            if let cell = CellText(member.value), cell.text != string.shownText, cell.text.hasSuffix("Z") {
                return [StyledLine(cell.text)]
            }
            return paragraphs(string, columns: columns)
        case .table(let inner):
            if member.key.text == "ids" { return [ids(inner).shortened(to: columns)] }
            if let entry = MediaEntry(inner) { return [StyledLine(entry.title).shortened(to: columns)] }
            if let cell = CellText(member.value) { return [StyledLine(cell.text).shortened(to: columns)] }
            return [LuaLayout(width: columns).abbreviated(member.value, columns: columns)]
        default: return [member.value.scalarLine(columns: columns)]
        }
    }

    private func paragraphs(_ string: LuaString, columns: Int) -> [StyledLine] {
        let all = string.shownText.wrapped(to: columns)
        var lines = all.prefix(Self.longest).map { StyledLine($0) }
        if all.count > Self.longest || string.omittedBytes > 0, let last = lines.popLast() {
            lines.append(last.shortened(to: columns - 1) + StyledLine(last.width < columns ? "…" : "", .hint))
        }
        return lines
    }

    private func ids(_ ids: LuaTable) -> StyledLine {
        var line = StyledLine()
        for (place, id) in ids.members.enumerated() {
            if place > 0 { line.append(", ") }
            line.append((id.key.text ?? "") + " ", .key)
            if let cell = CellText(id.value) { line.append(cell.text, cell.style) } else { line.append("{ … }", .hint) }
        }
        return line
    }
}
