internal import LineEditing
internal import Wording

extension LuaValue {
    /// How a value with nothing inside it looks as Lua; for tables, a sign that there is one.
    ///
    /// - Parameter columns: about how many a string may take.
    func scalarLine(columns: Int) -> StyledLine {
        switch self {
        case .nil: StyledLine("nil", .keyword)
        case .boolean(let flag): StyledLine(flag ? "true" : "false", .keyword)
        case .integer(let number): StyledLine(String(number), .number)
        case .number(let number): StyledLine(LuaLiteral.number(number), .number)
        case .string(let string): string.literal(columns: columns)
        case .text(let string): StyledLine("<\(string.firstLine(columns: max(1, columns - 2)))>", .function)
        case .function: StyledLine("<function>", .function)
        case .other("json.null"): StyledLine("json.null", .keyword)
        case .other(let type): StyledLine("<\(type)>", .function)
        case .cycle: StyledLine("<the table around it>", .hint)
        case .deep, .table: StyledLine("{ … }", .hint)
        }
    }
}

extension LuaString {
    /// The string in quotes; of a long one the beginning, and how many bytes are not shown.
    func literal(columns: Int) -> StyledLine {
        let whole = LuaLiteral.quoted(bytes)
        guard DisplayWidth.of(whole) > columns else {
            let line = StyledLine(whole, .string)
            return omittedBytes > 0 ? line + StyledLine(" … \(omittedBytes) more", .hint) : line
        }
        var shown = shortened(to: max(1, columns - 12))
        var line = StyledLine(LuaLiteral.quoted(shown), .string)
        // Where quoting took more columns than the bytes have.
        while shown.count > 1, line.width > max(3, columns - 12) {
            shown = Array(shown.prefix(max(1, shown.count - max(1, (line.width - columns + 12) / 4))))
            if let end = shown.lastIndex(where: { $0 & 0xC0 != 0x80 }), shown[end] >= 0x80 {
                shown.removeSubrange(end...)
            }
            line = StyledLine(LuaLiteral.quoted(shown), .string)
        }
        let left = bytes.count - shown.count + omittedBytes
        if left > 0 { line.append(" … \(left) more", .hint) }
        return line
    }

    /// The bytes of the beginning that takes so many columns.
    private func shortened(to columns: Int) -> [UInt8] {
        guard let text else { return Array(bytes.prefix(columns / 4 + 1)) }
        return Array(DisplayWidth.prefix(of: text, columns: columns).utf8)
    }

    /// The first line, as text.
    func firstLine(columns: Int) -> String {
        let lines = shownText.split(maxSplits: 1, omittingEmptySubsequences: true, whereSeparator: \.isNewline)
        let isWhole = omittedBytes == 0 && lines.count < 2
        let first = lines.first.map { String($0) } ?? ""
        if isWhole { return DisplayWidth.shortened(first.harmless, columns: columns) }
        return DisplayWidth.prefix(of: first.harmless, columns: max(1, columns - 1)) + "…"
    }

    /// The text, with signs in place of bytes that are none.
    var shownText: String { String(decoding: bytes, as: UTF8.self) }
}
