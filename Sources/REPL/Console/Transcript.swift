/// What was typed and worked, as a script that can be run by itself.
package struct Transcript: Sendable {
    private var entries: [Entry] = []

    /// Something that ran in the session.
    enum Entry: Sendable {
        case typed(TypedInput)
        /// A file, whose text is kept where it is.
        case loaded(String, hasValue: Bool)
    }

    /// The last input, whether it worked or not.
    package private(set) var last = ""

    package init() {}

    package mutating func note(_ text: String) { last = text }

    /// Keeps an input that worked.
    ///
    /// - Parameters:
    ///   - file: where it comes from, if it was not typed.
    ///   - number: the input's, by which later inputs name its value.
    ///   - values: for each of its values whether it is one, and not nil.
    package mutating func keep(_ text: String, from file: String? = nil, number: Int, values: [Bool]) {
        if let file {
            entries.append(.loaded(file, hasValue: values.first ?? false))
        } else {
            entries.append(.typed(TypedInput(text, number: number, values: values)))
        }
    }

    /// Whether nothing was typed that worked.
    package var isEmpty: Bool {
        !entries.contains {
            if case .typed = $0 { true } else { false }
        }
    }

    /// The script: what printed its value here prints it there, and a value that a later input names by `_` is kept.
    package var script: String { SavedScript(of: entries).text }
}
