/// The text of a search with its special characters (`+ - && || ! ( ) { } [ ] ^ " ~ * ? : /`).
///
/// Escaped with a backslash they are looked for. Bare ones command Trakt's search engine, which the sandbox has not:
/// it passes over them, but for a sign inside a word (`spider-man`).
struct SearchText: Sendable {
    let words: String

    init(_ query: String) {
        var words = ""
        var isEscaped = false
        for character in query {
            if isEscaped {
                words.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if "+-!".contains(character) {
                words.append(words.last.map { $0 != " " } ?? false ? character : " ")
            } else {
                words.append("(){}[]^\"~*?:/".contains(character) ? " " : character)
            }
        }
        self.words = words.split(separator: " ").filter { $0 != "&&" && $0 != "||" }.joined(separator: " ")
    }
}

/// What people look for: the titles they found, and behind them the popular ones.
struct SearchTrends {
    let state: SandboxState
    let kinds: [MediaKind]
    let query: String

    /// Titles whose name has the text, those opened most often first.
    var entries: [(ref: MediaRef, count: Int)] {
        var counts: [MediaRef: Int] = [:]
        for (search, count) in state.searches where state.library.contains(search.ref) {
            counts[search.ref, default: 0] += count
        }
        let hits = SearchQuery(kinds: kinds, query: query, fields: nil).hits(
            in: state, filter: MediaFilter([:]), reader: nil)
        let found = hits.enumerated().compactMap { place, hit -> (ref: MediaRef, count: Int, place: Int)? in
            guard case .media(let ref) = hit.subject else { return nil }
            return (ref, counts[ref] ?? 0, place)
        }
        return found.sorted { ($1.count, $0.place) < ($0.count, $1.place) }.map { ($0.ref, $0.count) }
    }
}

extension String {
    /// Without the spaces at both ends.
    var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
