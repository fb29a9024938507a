internal import Trakt

/// The documentation on a terminal, and what Lua prints for an endpoint.
extension EndpointReference {
    /// The width texts are broken at.
    private static let width = 100

    package var text: String {
        var lines = [name, endpoint.line]
        lines += Self.wrapped(endpoint.summary, indent: 0)
        for section in sections {
            lines += [""] + Self.wrapped(section.heading + ":", indent: 2)
            let column = section.entries.map(\.name.count).max() ?? 0
            for entry in section.entries { lines += Self.lines(entry, column: column) }
        }
        lines.append("")
        let column = (facts.map(\.heading.count).max() ?? 0) + 2
        for fact in facts {
            let start = (fact.heading + ":").padded(to: column)
            lines += Self.wrapped(start + fact.text, indent: column)
        }
        lines += ["", "Example:"] + endpoint.luaExample.split(separator: "\n").map { "  " + $0 }
        return lines.joined(separator: "\n")
    }

    private static func lines(_ entry: Entry, column: Int) -> [String] {
        var text = "  " + entry.name.padded(to: column) + "  " + entry.summary + ": " + entry.accepts
        if let condition = entry.condition { text += " (\(condition))" }
        if entry.isNew { text += " [2026]" }
        return wrapped(text, indent: min(column + 4, 40))
    }

    /// Breaks a line between words; what follows the first line is indented. Spaces at the start are kept.
    static func wrapped(_ text: String, indent: Int) -> [String] {
        var lines: [String] = []
        var rest = text[...]
        while rest.count > width {
            let head = rest.prefix(width + 1)
            let blank = head.lastIndex(of: " ").flatMap {
                head.distance(from: head.startIndex, to: $0) > indent ? $0 : nil
            }
            guard let cut = blank ?? rest.dropFirst(width).firstIndex(of: " ") else { break }
            lines.append(String(rest[..<cut]))
            rest = String(repeating: " ", count: indent) + rest[cut...].drop { $0 == " " }
        }
        return lines + [String(rest)]
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
