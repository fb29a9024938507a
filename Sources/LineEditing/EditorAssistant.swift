/// What an editor asks about the text in it: the language belongs to whoever uses the editor.
///
/// Places in the text are counted in characters.
package protocol EditorAssistant: Sendable {
    /// Whether Enter ends the input; otherwise it begins another line.
    func isComplete(_ text: String) -> Bool

    /// What the next line begins with, after the text's last.
    func indentation(after text: String) -> String

    /// The parts of the text that are coloured; parts that are not named look like plain text.
    func styles(of text: String) -> [StyledRange]

    /// What could stand at the cursor.
    func completions(in text: String, at cursor: Int) async -> Completions

    /// A few words shown behind the text, such as the parameters that are still to come; nil for none.
    func hint(in text: String, at cursor: Int) -> String?
}

/// A part of a text and how it looks.
package struct StyledRange: Sendable, Hashable {
    package let range: Range<Int>
    package let style: Style

    package init(_ range: Range<Int>, _ style: Style) {
        self.range = range
        self.style = style
    }
}

/// How a part of a text looks, by what it is.
package enum Style: Sendable, Hashable, CaseIterable {
    case plain, keyword, string, number, comment, function, key, hint, problem, prompt, selection, added, removed
}

/// What could stand in place of a part of the text.
package struct Completions: Sendable, Hashable {
    /// The part that a candidate takes the place of; it ends at the cursor.
    package var range: Range<Int>
    package var candidates: [Candidate]

    package struct Candidate: Sendable, Hashable {
        package var text: String
        /// What is said of it beside it; empty for nothing.
        package var note: String

        package init(_ text: String, note: String = "") {
            self.text = text
            self.note = note
        }
    }

    package init(_ range: Range<Int>, _ candidates: [Candidate]) {
        self.range = range
        self.candidates = candidates
    }
}
