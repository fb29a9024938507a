internal import LineEditing

/// A value as a cell of a table shows it.
struct CellText: Hashable {
    var text: String
    var style: Style = .plain
    var isNumber = false
    /// Whether a part of it would say something else.
    var isWhole = false

    /// Nil where there is nothing to show in a cell.
    init?(_ value: LuaValue) {
        switch value {
        case .boolean(let flag): self.init(flag ? "true" : "false", .keyword, isWhole: true)
        case .integer(let number): self.init(String(number), .number, isNumber: true)
        case .number(let number): self.init(Self.short(number), .number, isNumber: true)
        case .string(let string):
            if let moment = Self.moment(string.shownText) {
                self.init(moment, isWhole: true)
            } else {
                self.init(string.firstLine(columns: 400))
            }
        case .text(let string): self.init(string.firstLine(columns: 100))
        case .table(let table): self.init(list: table)
        case .nil, .function, .other, .cycle, .deep: return nil
        }
    }

    init(_ text: String, _ style: Style = .plain, isNumber: Bool = false, isWhole: Bool = false) {
        self.text = text
        self.style = style
        self.isNumber = isNumber
        self.isWhole = isWhole || isNumber
    }

    /// A row of words, such as genres.
    private init?(list table: LuaTable) {
        guard table.memberCount == 0, !table.items.isEmpty, table.items.allSatisfy(\.isScalar) else { return nil }
        let words = table.items.compactMap { CellText($0)?.text }
        self.init(words.joined(separator: ", ") + (table.omittedItems > 0 ? ", …" : ""))
    }

    /// Two decimals at most.
    private static func short(_ number: Double) -> String {
        guard abs(number) < 1e12 else { return LuaLiteral.number(number) }
        return "\((number * 100).rounded() / 100)"
    }

    /// `2026-11-23 10:00Z` for `2026-11-23T10:00:00.000Z`; nil for what is no moment.
    private static func moment(_ text: String) -> String? {
        let letters = Array(text.utf8)
        guard letters.count >= 20, letters.count <= 24, letters[4] == 0x2D, letters[7] == 0x2D, letters[10] == 0x54,
            letters[13] == 0x3A, letters[16] == 0x3A, letters.last == 0x5A
        else { return nil }
        return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + "Z"
    }
}
