internal import LineEditing

extension Unicode.Scalar {
    /// Whether a terminal obeys it instead of showing it, or shows what follows in another place or order: control
    /// characters, line and paragraph separators, and what turns the direction of writing.
    var isObeyed: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        case .format: !Self.harmlessFormats.contains(value)
        default: false
        }
    }

    /// The formats without which words or emoji would fall apart: soft hyphen, joiners, tags of flags.
    private static let harmlessFormats: Set<UInt32> = Set([0xAD, 0x200C, 0x200D] + (0xE0020...0xE007F))
}

extension String {
    /// The text with a sign in place of each character that a terminal would obey.
    var harmless: String {
        guard unicodeScalars.contains(where: \.isObeyed) else { return self }
        var result = UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case _ where !scalar.isObeyed: result.append(scalar)
            case 0x09, 0x0A, 0x0D: result.append(" ")
            case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
            case 0x7F: result.append("\u{2421}")
            default: result.append("\u{FFFD}")
            }
        }
        return String(result)
    }

    /// The same for lines of output, with their line feeds and tabs.
    var harmlessLines: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).harmless }
                .joined(separator: "\t")
        }.joined(separator: "\n")
    }

    /// The text in so many lines at most, the last of which says that there would be more.
    func wrapped(to columns: Int, most: Int) -> [String] {
        let lines = wrapped(to: columns)
        guard lines.count > most else { return lines }
        let last = String(DisplayWidth.prefix(of: lines[most - 1], columns: columns - 1)) + "…"
        return Array(lines.prefix(most - 1)) + [last]
    }

    /// The text in lines of so many columns, broken between words; a word that is longer is broken where it must.
    func wrapped(to columns: Int) -> [String] {
        let columns = max(1, columns)
        var lines: [String] = []
        for paragraph in split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            // What stands for a control character takes a column, which it does not itself.
            let text = String(paragraph).harmless
            var rest = text[...]
            while true {
                let head = DisplayWidth.prefix(of: rest, columns: columns)
                guard head.endIndex < rest.endIndex else { break }
                // A blank right behind what fits is as good a place as any in it.
                let fits = rest[head.endIndex...].first == " " ? head.endIndex : head.lastIndex(of: " ")
                let cut = fits.flatMap { rest[..<$0].contains { $0 != " " } ? $0 : nil } ?? head.endIndex
                // At least one character, however wide.
                let end = cut > rest.startIndex ? cut : rest.index(after: rest.startIndex)
                lines.append(String(rest[..<end]))
                rest = rest[end...].drop { $0 == " " }
            }
            lines.append(String(rest))
        }
        return lines
    }
}
