internal import LineEditing

/// Shows values on a terminal: what is short as Lua's source, arrays of Trakt's things as tables, all of it bounded,
/// with what was left out.
package struct ValuePrinter: Sendable {
    /// The terminal's columns.
    package var width: Int
    /// The most lines that a value gets.
    package var height: Int

    package static let usualHeight = 40
    /// A documentation is no value to be bounded like one.
    private static let longestText = 400
    /// A string by itself may go on in other lines.
    private static let stringLines = 12

    package init(width: Int, height: Int = Self.usualHeight) {
        self.width = max(1, width)
        self.height = max(4, height)
    }

    /// No line takes more columns than there are.
    package func lines(of value: LuaValue) -> [StyledLine] {
        let lines =
            switch value {
            case .string(let string): string.literal(columns: width * Self.stringLines).broken(to: width)
            case .text(let string): lines(of: string)
            case .table(let table): lines(of: table, value)
            default: value.scalarLine(columns: width).broken(to: width)
            }
        return lines.map { $0.shortened(to: width) }
    }

    /// A text that a value says itself is shown as it is.
    private func lines(of string: LuaString) -> [StyledLine] {
        let all = string.shownText.wrapped(to: width)
        let lines = all.prefix(Self.longestText).map { StyledLine($0) }
        let left = all.count - lines.count
        if left > 0 { return lines + [StyledLine("… \(left) more lines", .hint)] }
        return string.omittedBytes > 0 ? lines + [StyledLine("… \(string.omittedBytes) more bytes", .hint)] : lines
    }

    private func lines(of table: LuaTable, _ value: LuaValue) -> [StyledLine] {
        if table.label == "error" { return ErrorPrinter(width: width).lines(of: table) }
        if let rows = rows(of: table) { return lines(of: rows, in: table, height: height) }
        if table.label == nil, MediaEntry(table) != nil { return MediaCard(table, width: width).lines(height: height) }
        if let sections = sections(of: table) { return sections }
        let lines = LuaLayout(width: width).lines(of: value, height: height)
        return lines + footer([page(table)])
    }

    // Tables

    /// The items as rows, where all of them are things of Trakt's, or all are alike.
    private func rows(of table: LuaTable) -> [TableRow]? {
        guard table.memberCount == 0, !table.items.isEmpty else { return nil }
        let tables = table.items.compactMap(\.table)
        guard tables.count == table.items.count, tables.allSatisfy({ $0.label == nil }) else { return nil }
        let entries = tables.compactMap { MediaEntry($0) }
        if entries.count == tables.count { return entries.map { TableRow($0) } }
        let records = tables.compactMap { TableRow(record: $0) }
        guard records.count == tables.count, records.count > 1 else { return nil }
        let names = records.reduce(into: Set<String>()) { $0.formUnion($1.cells.keys) }
        let filled = records.reduce(0) { $0 + $1.cells.count }
        // Tables that have little in common are no rows of one table.
        return filled * 2 >= names.count * records.count ? records : nil
    }

    private func lines(of rows: [TableRow], in table: LuaTable, height: Int) -> [StyledLine] {
        let shown = Array(rows.prefix(height - 2))
        let aligned = AlignedTable(shown, width: width)
        let left = table.itemCount - shown.count
        return aligned.lines
            + footer([left > 0 ? "… and \(left) more" : nil, page(table)], hidden: aligned.hidden)
    }

    /// Members of which some are arrays of things, such as a cast and a crew, each below its name; nil for others.
    private func sections(of table: LuaTable) -> [StyledLine]? {
        guard table.itemCount == 0, table.label == nil else { return nil }
        let tables = table.members.map { $0.value.table.flatMap { rows(of: $0) } }
        let count = tables.count { $0 != nil }
        guard count > 0, count * Self.leastSection <= height else { return nil }
        // A line for each member, and what is left for the tables.
        let share = max(Self.leastSection, (height - table.members.count) / count)
        var lines: [StyledLine] = []
        for (member, rows) in zip(table.members, tables) {
            let name = member.key.text.map { StyledLine($0, .key) } ?? member.key.scalarLine(columns: width / 2)
            guard let rows, let inner = member.value.table else {
                let room = max(1, width - name.width - 3)
                lines.append(name + StyledLine(" = ") + LuaLayout(width: room).abbreviated(member.value, columns: room))
                continue
            }
            lines.append((name + StyledLine(" (\(inner.itemCount))", .hint)).shortened(to: width))
            lines += self.lines(of: rows, in: inner, height: share - 1)
        }
        if table.omittedMembers > 0 { lines += footer(["… \(table.omittedMembers) more"]) }
        return lines.map { $0.shortened(to: width) }
    }

    /// The lines that a table within a value needs at least.
    private static let leastSection = 5

    /// As many of the names as fit into what is left of a line.
    private static func hidden(_ names: [String], columns: Int) -> String? {
        guard !names.isEmpty else { return nil }
        let start = "not shown: "
        for count in stride(from: names.count, through: 1, by: -1) {
            let rest = names.count > count ? " and \(names.count - count) more" : ""
            let text = start + names.prefix(count).joined(separator: ", ") + rest
            if DisplayWidth.of(text) <= columns { return text }
        }
        return "\(names.count) fields not shown"
    }

    /// Which part of all an array of Trakt's is.
    private func page(_ table: LuaTable) -> String? {
        guard let all = table.facts["item_count"]?.integer else { return nil }
        if let page = table.facts["page"]?.integer, let pages = table.facts["page_count"]?.integer, pages > 1 {
            return "page \(page) of \(pages), \(all) in all"
        }
        guard table.facts["complete"] == .boolean(false), all != table.itemCount else { return nil }
        return "not complete: \(table.itemCount) of \(all)"
    }

    private func footer(_ notes: [String?], hidden names: [String] = []) -> [StyledLine] {
        let notes = notes.compactMap(\.self)
        let taken = notes.reduce(0) { $0 + DisplayWidth.of($1) + 3 }
        // On a line of its own, where the notes leave no room.
        let room = width - taken
        let hidden = Self.hidden(names, columns: room >= 24 ? room : width)
        let text = (notes + [hidden].compactMap(\.self)).joined(separator: " · ")
        return text.isEmpty ? [] : text.wrapped(to: width, most: Self.footerLines).map { StyledLine($0, .hint) }
    }

    private static let footerLines = 3
}
