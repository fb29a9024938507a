/// Why a schedule, a time zone or a setting beside them cannot be used.
package struct ScheduleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was read.
    package var text: String
    /// Where in the text the mistake is, counted in characters from 1; nil where it is about the whole.
    package var column: Int?
    /// What is wrong: a sentence without its full stop.
    package var problem: String
    /// What would be right: a sentence without its full stop.
    package var accepted: String?
    /// What was probably meant.
    package var suggestion: String?

    package var description: String {
        var sentences: [String] = []
        if let column {
            sentences.append("In the schedule \(quoted(text)), column \(column): \(problem).")
        } else {
            sentences.append("\(problem).")
        }
        if let accepted { sentences.append("\(accepted).") }
        if let suggestion { sentences.append("Did you mean \(quoted(suggestion))?") }
        return sentences.joined(separator: " ")
    }
}

/// A text in quotes, readable whatever is in it.
func quoted(_ text: some StringProtocol) -> String {
    let shown = text.count > 80 ? text.prefix(79) + "…" : String(text)
    let readable = shown.unicodeScalars.map { scalar in
        scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return "\"\(readable.joined())\""
}
