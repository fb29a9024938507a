internal import LuaSyntax
internal import Wording

/// A comment that silences checks for its line, or, alone in its line, for the next one: `-- moonreel: allow loop-write`.
/// What follows the names of checks is for people: `-- moonreel: allow loop-write -- to see which is refused`.
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
        var allowances: [Allowance] = []
        // Comments alone in their lines, which wait for a line with something in it.
        var waiting: [(range: SourceRange, words: [Word])] = []
        var lastLine = 0
        for token in chunk.tokens where token.kind != .whitespace {
            let line = chunk.lines.line(of: token.range.start)
            if token.kind == .comment {
                guard let words = words(of: token, in: chunk) else { continue }
                if line == lastLine {
                    allowances.append(Allowance(range: token.range, codes: words, line: line))
                } else {
                    waiting.append((token.range, words))
                }
            } else {
                allowances += waiting.map { Allowance(range: $0.range, codes: $0.words, line: line) }
                waiting = []
                lastLine = chunk.lines.line(of: max(token.range.end - 1, token.range.start))
            }
        }
        return allowances
    }

    private static func words(of token: Token, in chunk: Chunk) -> [Word]? {
        let beginning = chunk.lines.text(SourceRange(token.range.start, min(token.range.end, token.range.start + 24)))
        guard beginning.lowercased().contains("moonreel") else { return nil }
        let words = allWords(of: token, in: chunk)
        let texts = words.map(\.text)
        let skipped = texts.starts(with: ["--", "moonreel:", "allow"]) ? 3 : 2
        guard skipped == 3 || texts.starts(with: ["--moonreel:", "allow"]) else {
            return isMeant(chunk.lines.text(token.range)) ? [] : nil
        }
        return Array(words.dropFirst(skipped).prefix(while: \.isCode))
    }

    private static func allWords(of token: Token, in chunk: Chunk) -> [Word] {
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
        return words
    }

    /// What other tools write in such a comment.
    private static let verbs: Set<Substring> = ["allow", "disable", "ignore", "silence", "skip", "suppress"]

    /// Whether a comment is meant to silence something, though it is not written so: `--moonreel:allow`, `-- Moonreel ignore`.
    private static func isMeant(_ comment: String) -> Bool {
        let words = comment.lowercased().split { !$0.isLetter && $0 != "-" }
            .map { $0.drop { $0 == "-" } }.filter { !$0.isEmpty }
        guard words.first == "moonreel", words.count > 1 else { return false }
        return verbs.contains(words[1]) || CheckCode(rawValue: String(words[1]))?.rawValue.contains("-") == true
    }
}

extension Allowance.Word {
    /// Whether it may be a check's name; anything else begins what is for people.
    fileprivate var isCode: Bool {
        text.first?.isLetter == true && text.allSatisfy { $0.isLetter || $0 == "-" }
    }
}

extension Inspector {
    /// Takes out what comments silence, and tells of those that silence nothing.
    mutating func silence() {
        // Where not everything was looked for, nothing is known to be silenced in vain.
        guard script.chunk.errors.isEmpty, !isFull else { return }
        for allowance in Allowance.all(in: script.chunk) where !isFull {
            if allowance.codes.isEmpty {
                add(
                    .unknownAllow, allowance.range,
                    "this comment allows nothing: it is written '-- moonreel: allow' with the names of checks")
            }
            for word in allowance.codes { silence(word, in: allowance.line) }
        }
    }

    private mutating func silence(_ word: Allowance.Word, in line: Int) {
        guard let code = CheckCode(rawValue: word.text) else {
            let meant = Spelling.nearest(to: word.text, among: CheckCode.allCases.map(\.rawValue))
            return add(.unknownAllow, word.range, "there is no check '\(word.text)'", meant: meant)
        }
        let count = findings.count
        findings.removeAll { $0.code == code && $0.place.line == line }
        if findings.count == count {
            add(.unusedAllow, word.range, "nothing of '\(word.text)' is found in line \(line): this comment can go")
        }
    }
}
