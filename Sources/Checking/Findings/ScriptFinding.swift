package import LuaSyntax

/// Something that a check found in a script.
package struct ScriptFinding: Sendable, Hashable {
    package let code: CheckCode
    package let severity: Severity
    package let range: SourceRange
    /// Where it begins.
    package let place: SourceLines.Place
    /// What is wrong, as a sentence without its full stop.
    package let sentence: String
    /// What was probably meant.
    package let suggestion: String?

    /// The whole of it in one line.
    package var message: String {
        suggestion.map { "\(sentence); did you mean \($0)?" } ?? sentence
    }
}
