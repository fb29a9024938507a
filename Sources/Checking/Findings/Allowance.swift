internal import LuaSyntax
internal import Wording

/// A comment that silences checks for its line, or, alone in its line, for the next one: `-- moonreel: allow loop-write`.
/// What follows further dashes is for people: `-- moonreel: allow loop-write -- to see which is refused`.
struct Allowance {
    let range: SourceRange
    let codes: [Word]
    /// The line it is for.
    let line: Int

    struct Word {
        let text: String
        let range: SourceRange
    }

    /// The comments of a script that silence something.
    static func all(in chunk: Chunk) -> [Allowance] {
        chunk.tokens.enumerated().compactMap { place, token in
            guard token.kind == .comment, let words = words(of: token, in: chunk) else { return nil }
            return Allowance(range: token.range, codes: words, line: line(of: token, at: place, in: chunk))
        }
    }

    private static func words(of token: Token, in chunk: Chunk) -> [Word]? {
        var words: [Word] = []
        var start = token.range.start
        for offset in token.range.start...token.range.end {
            let isApart =
                offset == token.range.end
                || [UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "\t")].contains(chunk.source[offset])
            guard isApart else { continue }
            let range = SourceRange(start, offset)
            if start < offset { words.append(Word(text: chunk.lines.text(range), range: range)) }
            start = offset + 1
        }
        let texts = words.map(\.text)
        let skipped = texts.starts(with: ["--", "moonreel:", "allow"]) ? 3 : 2
        guard skipped == 3 || texts.starts(with: ["--moonreel:", "allow"]) else { return nil }
        return Array(words.dropFirst(skipped).prefix { !$0.text.hasPrefix("--") })
    }

    private static func line(of token: Token, at place: Int, in chunk: Chunk) -> Int {
        let own = chunk.lines.line(of: token.range.start)
        let before = chunk.tokens[..<place].last { !$0.isTrivia }
        if let before, chunk.lines.line(of: max(before.range.end - 1, 0)) == own { return own }
        let next = chunk.tokens[place...].first { !$0.isTrivia && $0.kind != .end }
        return next.map { chunk.lines.line(of: $0.range.start) } ?? own
    }
}

extension Inspector {
    /// Takes out what comments silence, and tells of those that silence nothing.
    mutating func silence() {
        for allowance in Allowance.all(in: script.chunk) {
            if allowance.codes.isEmpty {
                add(.unknownAllow, allowance.range, "this comment names no check that it allows")
            }
            for word in allowance.codes { silence(word, in: allowance.line) }
        }
    }

    private mutating func silence(_ word: Allowance.Word, in line: Int) {
        guard let code = CheckCode(rawValue: word.text) else {
            let meant = Spelling.nearest(to: word.text, among: CheckCode.allCases.map(\.rawValue))
            return add(.unknownAllow, word.range, "there is no check '\(word.text)'", meant: meant)
        }
        // A script that does not compile cannot run whatever its author allows.
        let count = findings.count
        if code != .syntax { findings.removeAll { $0.code == code && $0.place.line == line } }
        if findings.count == count {
            add(.unusedAllow, word.range, "nothing of '\(word.text)' is found in line \(line): this comment can go")
        }
    }
}
