internal import LineEditing
package import Lua
internal import Trakt

/// Shows an error: its sentence, its place, and what to do.
package struct ErrorPrinter: Sendable {
    package var width: Int
    /// How many of the functions under way are shown.
    private static let deepest = 8

    package init(width: Int) { self.width = max(1, width) }

    /// An error that ended a script or a line.
    package func lines(of error: ScriptError) -> [StyledLine] {
        let fields = (try? JSONValue(parsing: error.document))?.object ?? [:]
        return lines(
            message: error.message, place: error.place, traceback: error.traceback,
            advice: ErrorAdvice(kind: error.kind, fields: fields))
    }

    /// An error as a value: one that `pcall` has caught.
    func lines(of table: LuaTable) -> [StyledLine] {
        var fields: [String: JSONValue] = [:]
        for member in table.members {
            if let name = member.key.text { fields[name] = JSONValue(member.value) }
        }
        let facts = table.members.filter { member in
            member.value.isScalar && !["message", "where", "traceback"].contains(member.key.text)
        }
        let lines = lines(
            message: table["message"]?.text ?? "an error without a message", place: table["where"]?.text, traceback: [],
            advice: ErrorAdvice(kind: table["kind"]?.text, fields: fields))
        return lines
            + facts.map { fact in
                let name = StyledLine("  ") + StyledLine(fact.key.text ?? "?", .key) + StyledLine(" = ")
                return (name + fact.value.scalarLine(columns: width / 2)).shortened(to: width)
            }
    }

    private func lines(
        message: String, place: String?, traceback: [String], advice: ErrorAdvice?
    ) -> [StyledLine] {
        var lines = message.wrapped(to: width).map { StyledLine($0, .problem) }
        if let place { lines += indented("at \(place)", .comment) }
        // The first is the place again.
        let frames = traceback.count > 1 ? traceback.dropFirst() : []
        for frame in frames.prefix(Self.deepest) { lines += indented("from \(frame)", .comment) }
        if frames.count > Self.deepest { lines += indented("… \(frames.count - Self.deepest) more", .comment) }
        if let advice { lines += advice.sentence.wrapped(to: width).map { StyledLine($0, .hint) } }
        return lines.map { $0.shortened(to: width) }
    }

    private func indented(_ text: String, _ style: Style) -> [StyledLine] {
        text.trimmed.wrapped(to: width - 2).map { StyledLine("  ") + StyledLine($0, style) }
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0.isWhitespace }) }
}

extension JSONValue {
    /// A value with nothing in it.
    fileprivate init?(_ value: LuaValue) {
        switch value {
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .number(let number): self = .number(number)
        case .string(let string): self = .string(string.shownText)
        default: return nil
        }
    }
}
