/// The rules for the text of a comment.
enum CommentText {
    static let reviewWords = 200
    private static let fewestWords = 5

    /// What is wrong with a text, as Trakt says it.
    static func objections(to text: String) -> [String] {
        var objections: [String] = []
        if wordCount(text) < fewestWords { objections.append("must be at least 5 words") }
        if !looksEnglish(text) { objections.append("must be written in English") }
        return objections
    }

    /// Words have a letter or a digit; the marks of a hidden passage are none.
    static func wordCount(_ text: String) -> Int {
        text.replacing("[spoiler]", with: " ").replacing("[/spoiler]", with: " ")
            .split(whereSeparator: \.isWhitespace)
            .count { word in word.contains { $0.isLetter || $0.isNumber } }
    }

    /// Whether at least half of the letters are Latin. Trakt recognizes languages; the sandbox only scripts, so that
    /// it takes French for English but not Russian.
    private static func looksEnglish(_ text: String) -> Bool {
        let letters = text.filter(\.isLetter)
        let latin = letters.count { letter in
            letter.unicodeScalars.allSatisfy { $0.value < 0x250 || $0.properties.isDiacritic }
        }
        return latin * 2 >= letters.count
    }
}
