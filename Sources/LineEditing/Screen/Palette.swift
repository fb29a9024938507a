/// How each style looks on a terminal.
package struct Palette: Sendable, Hashable {
    /// The numbers of "select graphic rendition"; a style without any is plain.
    private let renditions: [Style: String]

    /// The sixteen colours that every terminal has, which its owner chose to be readable.
    package static let colours = Palette(renditions: [
        .keyword: "35", .string: "32", .number: "36", .comment: "90", .function: "34", .key: "33", .hint: "90",
        .problem: "31", .prompt: "1;32", .selection: "7", .added: "32", .removed: "31",
    ])

    /// No colours, but what is chosen and what is only a hint can be told from the rest.
    package static let monochrome = Palette(renditions: [.selection: "7", .hint: "2", .prompt: "1"])

    /// Text and nothing else.
    package static let plain = Palette(renditions: [:])

    /// What the environment of a program on a terminal asks for.
    package static func forTerminal(_ environment: [String: String]) -> Palette {
        if TerminalKind(environment) == .dumb { return .plain }
        // https://no-color.org: when it is there and not empty.
        return environment["NO_COLOR", default: ""].isEmpty ? .colours : .monochrome
    }

    /// The text in a style, and plain again behind it.
    package func painted(_ text: String, _ style: Style) -> String {
        guard let rendition = renditions[style], !text.isEmpty else { return text }
        return "\u{1B}[\(rendition)m\(text)\u{1B}[m"
    }

    /// What makes a terminal that draws in one style draw in another.
    func change(from old: Style, to new: Style) -> String {
        let (before, after) = (renditions[old], renditions[new])
        if before == after { return "" }
        return (before == nil ? "" : "\u{1B}[m") + (after.map { "\u{1B}[\($0)m" } ?? "")
    }
}
