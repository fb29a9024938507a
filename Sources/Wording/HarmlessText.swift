/// Text that somebody else wrote, such as a script, a server or whoever named a file, as it may stand in what the program says
/// itself.

extension Unicode.Scalar {
    /// Whether a terminal obeys it instead of showing it, or shows what follows in another place or order: control
    /// characters, line and paragraph separators, and what turns the direction of writing.
    package var isObeyed: Bool {
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
    /// The text in one line, with a sign in place of each character that a terminal would obey.
    package var harmless: String {
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
    package var harmlessLines: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).harmless }
                .joined(separator: "\t")
        }.joined(separator: "\n")
    }

    /// One line of at most so many characters.
    package func harmless(upTo most: Int) -> String {
        guard unicodeScalars.count > most else { return harmless }
        return String(UnicodeScalarView(unicodeScalars.prefix(most - 1))).harmless + "…"
    }

    /// Lines of which all but the first are set in, so that none of them begins as the program's own do.
    package var indented: String { replacing("\n", with: "\n    ") }
}
