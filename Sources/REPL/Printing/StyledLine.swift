package import LineEditing
internal import Wording

/// A line for a terminal: pieces of text, each with its looks. There is no control character in it.
package struct StyledLine: Sendable, Hashable {
    package struct Run: Sendable, Hashable {
        package var text: String
        package var style: Style

        package init(_ text: String, _ style: Style = .plain) {
            self.text = text
            self.style = style
        }
    }

    package private(set) var runs: [Run] = []

    package init(_ runs: [Run] = []) { for run in runs { append(run.text, run.style) } }

    package init(_ text: String, _ style: Style = .plain) { append(text, style) }

    /// The line without its looks.
    package var text: String { runs.map(\.text).joined() }

    /// The line as a terminal is sent it.
    package func painted(with palette: Palette) -> String {
        runs.map { palette.painted($0.text, $0.style) }.joined()
    }

    /// How many columns it takes.
    package var width: Int { runs.reduce(0) { $0 + DisplayWidth.of($1.text) } }

    /// Adds a piece, with something harmless in place of what a terminal would obey.
    package mutating func append(_ text: String, _ style: Style = .plain) {
        guard !text.isEmpty else { return }
        let text = text.harmless
        if runs.last?.style == style { runs[runs.count - 1].text += text } else { runs.append(Run(text, style)) }
    }

    package static func + (one: StyledLine, other: StyledLine) -> StyledLine { StyledLine(one.runs + other.runs) }

    /// The line in lines of so many columns, each full before the next begins.
    func broken(to columns: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        var line = StyledLine()
        var left = columns
        for run in runs {
            var rest = run.text[...]
            while !rest.isEmpty {
                var head = DisplayWidth.prefix(of: rest, columns: left)
                // At least one character, however wide.
                if head.isEmpty, left == columns { head = rest.prefix(1) }
                line.append(String(head), run.style)
                left -= DisplayWidth.of(head)
                rest = rest[head.endIndex...]
                guard !rest.isEmpty else { break }
                lines.append(line)
                (line, left) = (StyledLine(), columns)
            }
        }
        return lines + [line]
    }

    /// The line, or as much of it as fits with an ellipsis in place of the rest.
    package func shortened(to columns: Int) -> StyledLine {
        guard width > columns else { return self }
        var left = max(0, columns - 1)
        var line = StyledLine()
        for run in runs {
            let kept = String(DisplayWidth.prefix(of: run.text, columns: left))
            line.append(kept, run.style)
            left -= DisplayWidth.of(kept)
            if kept.count < run.text.count { break }
        }
        if columns > 0 { line.append("…", .hint) }
        return line
    }
}
