internal import LineEditing
internal import Wording

extension String {
    /// The text in so many lines at most, the last of which says that there would be more.
    func wrapped(to columns: Int, most: Int) -> [String] {
        let lines = wrapped(to: columns)
        guard lines.count > most else { return lines }
        let last = String(DisplayWidth.prefix(of: lines[most - 1], columns: columns - 1)) + "…"
        return Array(lines.prefix(most - 1)) + [last]
    }

    /// The text in lines of so many columns, broken between words; a word that is longer is broken where it must.
    func wrapped(to columns: Int) -> [String] {
        let columns = max(1, columns)
        var lines: [String] = []
        for paragraph in split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            // What stands for a control character takes a column, which it does not itself.
            let text = String(paragraph).harmless
            var rest = text[...]
            while true {
                let head = DisplayWidth.prefix(of: rest, columns: columns)
                guard head.endIndex < rest.endIndex else { break }
                // A blank right behind what fits is as good a place as any in it.
                let fits = rest[head.endIndex...].first == " " ? head.endIndex : head.lastIndex(of: " ")
                let cut = fits.flatMap { rest[..<$0].contains { $0 != " " } ? $0 : nil } ?? head.endIndex
                // At least one character, however wide.
                let end = cut > rest.startIndex ? cut : rest.index(after: rest.startIndex)
                lines.append(String(rest[..<end]))
                rest = rest[end...].drop { $0 == " " }
            }
            lines.append(String(rest))
        }
        return lines
    }
}
