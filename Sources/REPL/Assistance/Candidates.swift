internal import LineEditing

extension [Completions.Candidate] {
    /// Those that begin with what is written; without regard to case where none does as it is written.
    func beginning(with prefix: String) -> Self {
        guard !prefix.isEmpty else { return self }
        let exact = filter { $0.word.hasPrefix(prefix) || $0.text.hasPrefix(prefix) }
        guard exact.isEmpty else { return exact }
        let lowercased = prefix.lowercased()
        return filter { $0.word.lowercased().hasPrefix(lowercased) || $0.text.lowercased().hasPrefix(lowercased) }
    }

    /// The first of each text.
    var distinct: Self {
        var seen: Set<String> = []
        return filter { seen.insert($0.text).inserted }
    }
}

extension Completions.Candidate {
    /// The text without the quote in front, which nobody has to type to find it.
    fileprivate var word: Substring { text.hasPrefix("\"") ? text.dropFirst() : text[...] }
}
