internal import Foundation

/// A text in the language of manual pages, mdoc.
struct Mdoc {
    private(set) var lines: [String] = []

    /// How long a line of the source is; nobody sees it but those who check pages.
    private static let width = 76

    var text: String { lines.joined(separator: "\n") }

    /// A line that begins with a macro. What stands in its arguments is written as it is.
    mutating func macro(_ name: String, _ arguments: String...) {
        lines.append(([".\(name)"] + arguments).joined(separator: " "))
    }

    /// Paragraphs, each set off from what goes before, with what is set in between them as it stands: examples.
    mutating func body(_ text: String) {
        for block in Self.blocks(of: text) {
            switch block {
            case .paragraph(let words):
                macro("Pp")
                sentence(words)
            case .literal(let rows):
                macro("Bd", "-literal", "-offset", "indent")
                lines += rows.map { Self.escaped($0, isCode: true) }
                macro("Ed")
            }
        }
    }

    /// A text on lines of its own, a new one for each sentence, as the language wants it.
    mutating func sentence(_ text: String) {
        var line = ""
        for word in text.split(separator: " ") {
            if line.count + word.count > Self.width { end(&line) }
            line += line.isEmpty ? String(word) : " " + word
            if word.hasSuffix("?") || word.hasSuffix(".") && !word.hasSuffix("..") { end(&line) }
        }
        end(&line)
    }

    private mutating func end(_ line: inout String) {
        if !line.isEmpty { lines.append(Self.escaped(line)) }
        line = ""
    }

    // MARK: Blocks

    private enum Block {
        case paragraph(String)
        case literal([String])
    }

    private static func blocks(of text: String) -> [Block] {
        var blocks: [Block] = []
        for part in text.components(separatedBy: "\n\n") {
            let rows = part.split(separator: "\n").map(String.init)
            let literal = rows.filter { $0.hasPrefix("  ") }
            let plain = rows.filter { !$0.hasPrefix("  ") }
            if !plain.isEmpty { blocks.append(.paragraph(plain.joined(separator: " "))) }
            if !literal.isEmpty { blocks.append(.literal(literal.map { String($0.dropFirst(2)) })) }
        }
        return blocks
    }

    // MARK: Escaping

    /// A text in which nothing means anything to the formatter.
    static func escaped(_ text: String, isCode: Bool = false) -> String {
        var result = text.replacing("\\", with: "\\e")
        // Typed as they are, a formatter may make other characters of them.
        if isCode {
            result = result.replacing("-", with: "\\-").replacing("'", with: "\\(aq").replacing("`", with: "\\(ga")
                .replacing("^", with: "\\(ha").replacing("~", with: "\\(ti")
        }
        return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
    }

    /// A text as one argument of a macro, which could otherwise call another one.
    static func argument(_ text: String) -> String {
        let code = escaped(text, isCode: true).replacing("\"", with: "\\(dq")
        return "\"\(code)\""
    }
}
