import LineEditing

/// A language in which an input is complete when as many lines end in `end` as in `do`.
struct TestAssistant: EditorAssistant {
    var candidates: [Completions.Candidate] = []
    var hint: String?

    init(_ candidates: [String] = [], hint: String? = nil) {
        self.candidates = candidates.map { Completions.Candidate($0) }
        self.hint = hint
    }

    func isComplete(_ text: String) -> Bool { depth(text) <= 0 }

    func indentation(after text: String) -> String { String(repeating: "  ", count: max(depth(text), 0)) }

    func styles(of text: String) -> [StyledRange] {
        Array(text).enumerated().filter { $0.element.isNumber }.map { StyledRange($0.offset..<$0.offset + 1, .number) }
    }

    /// The candidates that begin with the word before the cursor.
    func completions(in text: String, at cursor: Int) async -> Completions {
        let word = Array(text).prefix(cursor).reversed().prefix { $0.isLetter || $0 == "_" }.reversed()
        let matching = candidates.filter { $0.text.hasPrefix(String(word)) }
        return Completions(cursor - word.count..<cursor, matching)
    }

    func hint(in text: String, at cursor: Int) -> String? { hint }

    private func depth(_ text: String) -> Int {
        text.split(separator: "\n").reduce(0) { $0 + ($1.hasSuffix("do") ? 1 : 0) - ($1.hasSuffix("end") ? 1 : 0) }
    }
}

extension EditorAssistant where Self == TestAssistant {
    static var plain: TestAssistant { TestAssistant() }
}
