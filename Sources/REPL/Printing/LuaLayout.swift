internal import LineEditing

/// Values as Lua's source, on one line where they fit, else indented, within a number of lines.
///
/// ```lua
/// { title = "Heat", year = 1995 }
/// ```
struct LuaLayout {
    let width: Int
    private let step = 2

    init(width: Int) { self.width = width }

    /// The value in at most so many lines.
    func lines(of value: LuaValue, height: Int) -> [StyledLine] {
        lines(of: value, behind: StyledLine(), before: "", indent: 0, budget: max(1, height))
            .map { $0.shortened(to: width) }
    }

    /// The value on one line; nil where it does not fit.
    func flat(_ value: LuaValue, columns: Int) -> StyledLine? {
        guard case .table(let table) = value else {
            // A string that has to be cut does not fit.
            let line = value.scalarLine(columns: .max)
            return line.width <= columns ? line : nil
        }
        guard table.itemCount + table.memberCount <= columns / 2 + 1 else { return nil }
        let line = abbreviated(table, parts(of: table), columns: columns)
        return line.isWhole && line.line.width <= columns ? line.line : nil
    }

    /// The value on one line, without what does not fit.
    func abbreviated(_ value: LuaValue, columns: Int) -> StyledLine {
        guard case .table(let table) = value else { return value.scalarLine(columns: columns) }
        return flat(value, columns: columns)
            ?? abbreviated(table, tellingFirst(parts(of: table)), columns: columns).line
    }

    /// Where not all is shown, that what says most is.
    private func tellingFirst(_ parts: [Part]) -> [Part] {
        let telling = parts.filter { ["title", "name", "username", "type"].contains($0.name) }
        return telling + parts.filter { part in !telling.contains { $0.name == part.name } || part.name == nil }
    }

    private func abbreviated(
        _ table: LuaTable, _ parts: [Part], columns: Int
    ) -> (line: StyledLine, isWhole: Bool) {
        var line = opening(of: table)
        guard !table.isEmpty else { return (line + StyledLine("}"), true) }
        line.append(" ")
        var shown = 0
        for (place, part) in parts.enumerated() {
            let isLast = place == parts.count - 1 && omitted(in: table) == 0
            // Room for what has to follow: the end, or how many are not shown.
            let room = columns - line.width - (isLast ? 2 : 14)
            guard let inner = flat(part.value, columns: room - part.label.width) else { break }
            line = line + part.label + inner
            line.append(isLast ? " " : ", ")
            shown += 1
        }
        let left = parts.count - shown + omitted(in: table)
        if left > 0 { line.append("… \(left) more ", .hint) }
        line.append("}")
        return (line, left == 0)
    }

    private struct Part {
        var name: String?
        let label: StyledLine
        let value: LuaValue
    }

    private func parts(of table: LuaTable) -> [Part] {
        table.items.map { Part(label: StyledLine(), value: $0) }
            + table.members.map { Part(name: $0.key.text, label: label($0.key), value: $0.value) }
    }

    private func label(_ key: LuaValue) -> StyledLine {
        if let name = key.text {
            return StyledLine([.init(LuaLiteral.key(name), .key), .init(" = ")])
        }
        return StyledLine("[") + key.scalarLine(columns: width / 2) + StyledLine("] = ")
    }

    private func omitted(in table: LuaTable) -> Int { table.omittedItems + table.omittedMembers }

    private func opening(of table: LuaTable) -> StyledLine {
        var line = StyledLine()
        if let label = table.label { line.append("<\(label)> ", .function) }
        line.append("{")
        return line
    }

    // Several lines

    private func lines(
        of value: LuaValue, behind prefix: StyledLine, before suffix: String, indent: Int, budget: Int
    ) -> [StyledLine] {
        let room = width - prefix.width - suffix.count
        if let flat = flat(value, columns: room) { return [prefix + flat + StyledLine(suffix)] }
        // Opened, it takes four lines at least: the braces, one value, and how many there are beside it.
        guard case .table(let table) = value, budget >= 4, width - indent > 12 else {
            return [(prefix + abbreviated(value, columns: max(room, 8)) + StyledLine(suffix)).shortened(to: width)]
        }
        let inside =
            isRow(table)
            ? packed(table, indent: indent + step, budget: budget - 2)
            : stacked(table, indent: indent + step, budget: budget - 2)
        let closing = StyledLine(blank(indent) + "}" + suffix)
        return [prefix + opening(of: table)] + inside + [closing]
    }

    /// Whether a table is a row of short values, many of which share a line.
    private func isRow(_ table: LuaTable) -> Bool {
        table.memberCount == 0 && table.items.count > 4 && table.items.allSatisfy(\.isScalar)
    }

    private func stacked(_ table: LuaTable, indent: Int, budget: Int) -> [StyledLine] {
        let parts = self.parts(of: table)
        let omitted = omitted(in: table)
        var lines: [StyledLine] = []
        for (place, part) in parts.enumerated() {
            let left = budget - lines.count
            let following = parts.count - place - 1 + (omitted > 0 ? 1 : 0)
            guard left > 1 || following == 0 else {
                return lines + [more(parts.count - place + omitted, indent: indent)]
            }
            // What follows gets a line each, as far as half of the lines allow.
            let share = max(1, left - min(following, left / 2))
            lines += self.lines(
                of: part.value, behind: StyledLine(blank(indent)) + part.label, before: ",", indent: indent,
                budget: share)
        }
        return omitted > 0 ? lines + [more(omitted, indent: indent)] : lines
    }

    private func packed(_ table: LuaTable, indent: Int, budget: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        var line = StyledLine(blank(indent))
        for (place, item) in table.items.enumerated() {
            let piece = item.scalarLine(columns: width - indent - 1) + StyledLine(",")
            if line.width > indent, line.width + 1 + piece.width > width {
                if lines.count + 2 >= budget {
                    return lines + [line, more(table.items.count - place + table.omittedItems, indent: indent)]
                }
                lines.append(line)
                line = StyledLine(blank(indent))
            }
            line = line + StyledLine(line.width > indent ? " " : "") + piece
        }
        lines.append(line)
        return table.omittedItems > 0 ? lines + [more(table.omittedItems, indent: indent)] : lines
    }

    private func more(_ count: Int, indent: Int) -> StyledLine {
        StyledLine([.init(blank(indent)), .init("… \(count) more", .hint)])
    }

    private func blank(_ count: Int) -> String { String(repeating: " ", count: count) }
}
