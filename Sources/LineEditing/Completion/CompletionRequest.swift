/// Candidates that were asked for, for a text and a cursor.
package struct CompletionRequest: Sendable, Hashable {
    package let number: Int
    package let text: String
    package let cursor: Int
}

/// Candidates to choose from, listed below the text.
struct CompletionChoice: Sendable, Hashable {
    var menu: CompletionMenu
    /// What stands in the text in place of the typed part.
    var range: Range<Int>
    /// The typed part.
    let typed: String

    var selected: Completions.Candidate? { menu.selected.map { menu.candidates[$0] } }
}

extension Completions {
    /// What all candidates begin with.
    var commonBeginning: String {
        guard var common = candidates.first?.text else { return "" }
        for candidate in candidates.dropFirst() { common = common.commonPrefix(with: candidate.text) }
        return common
    }
}

extension String {
    /// Compared character by character, so that nothing is cut in two.
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
