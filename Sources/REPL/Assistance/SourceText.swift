internal import LuaSyntax

/// A text in characters, as an editor counts, and in bytes, as the lexer does.
struct SourceText {
    let bytes: [UInt8]
    /// Where each character begins, and behind them the end.
    private let starts: [Int]

    init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
        var starts: [Int] = []
        var offset = 0
        for character in text {
            starts.append(offset)
            offset += character.utf8.count
        }
        self.starts = starts + [offset]
    }

    var characterCount: Int { starts.count - 1 }

    /// The byte at which a character begins.
    func offset(of character: Int) -> Int { starts[min(max(0, character), starts.count - 1)] }

    /// The character that a byte belongs to.
    func character(at offset: Int) -> Int {
        var low = 0
        var high = starts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    func characters(of range: SourceRange) -> Range<Int> {
        let start = character(at: range.start)
        // A token may end within a character, where a mark joins the character before it.
        let end = character(at: range.end)
        return start..<max(start, range.end > offset(of: end) ? end + 1 : end)
    }

    func string(_ range: SourceRange) -> String { String(decoding: bytes[range.start..<range.end], as: UTF8.self) }
}

/// The tokens of a text that mean something, without blanks and comments.
struct Tokens {
    let source: SourceText
    let tokens: [Token]
    /// The last piece of all, blanks and comments too.
    let last: Token?

    init(_ source: SourceText) {
        self.source = source
        let all = Lexer.tokens(of: source.bytes).filter { $0.kind != .end }
        tokens = all.filter { !$0.isTrivia }
        last = all.last
    }

    var indices: Range<Int> { tokens.indices }

    func text(_ place: Int) -> String { source.string(tokens[place].range) }

    func name(_ place: Int) -> String? {
        tokens.indices.contains(place) && tokens[place].kind == .name ? text(place) : nil
    }

    func isSymbol(_ place: Int, _ symbols: Symbol...) -> Bool {
        guard tokens.indices.contains(place), case .symbol(let symbol) = tokens[place].kind else { return false }
        return symbols.contains(symbol)
    }

    /// What a string stands for.
    func string(_ place: Int) -> String? {
        guard tokens.indices.contains(place), tokens[place].kind == .string else { return nil }
        let range = tokens[place].range
        return String(decoding: StringLiteral.bytes(of: source.bytes[range.start..<range.end]), as: UTF8.self)
    }
}
