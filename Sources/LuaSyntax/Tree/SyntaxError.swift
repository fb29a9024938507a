/// A place where a source is no Lua.
package struct SyntaxError: Error, Sendable, Hashable {
    package let range: SourceRange
    /// What is wrong, without the place: `expected 'then', found 'x'`.
    package let sentence: String
    /// What would have been right, where that is one thing.
    package let expected: String?
    /// True where the source is right as far as it goes, and more of it may follow.
    package let isIncomplete: Bool

    init(_ range: SourceRange, _ sentence: String, expected: String? = nil, isIncomplete: Bool = false) {
        self.range = range
        self.sentence = sentence
        self.expected = expected
        self.isIncomplete = isIncomplete
    }
}
