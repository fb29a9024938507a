/// Makes a tree of tokens by recursive descent, as Lua's own compiler does (lparser.c).
///
/// After an error it goes on at the next statement, so that one run tells of several. Nesting is limited as in Lua, so
/// that no source makes the stack overflow.
struct Parser {
    let source: [UInt8]
    let lines: SourceLines
    /// Without trivia, except a comment that is not closed; the last is `.end`.
    let tokens: [Token]
    var place = 0
    var errors: [SyntaxError] = []
    private var level = 0
    /// Set when reading has no sense any more; then everything looks like the end.
    private(set) var isStopped = false

    /// Lua allows 200 levels of C calls, some of which are used when it compiles.
    static let deepestNesting = 195
    /// Chains such as `a + b + c` and `a.b.c` nest to the left without recursion in the parser. Lua has no limit there.
    static let deepestTree = 1_000
    private static let mostErrors = 20

    init(_ source: [UInt8], lines: SourceLines, tokens: [Token]) {
        self.source = source
        self.lines = lines
        self.tokens = tokens.filter { !$0.isTrivia || $0.problem != nil }
    }

    var current: Token { isStopped ? tokens[tokens.count - 1] : tokens[place] }
    var following: Token { tokens[min(place + 1, tokens.count - 1)] }
    /// Where the last token that was taken ends.
    var lastEnd: Int { place == 0 ? 0 : tokens[place - 1].range.end }

    mutating func chunk() -> Block {
        let start = current.range.start
        var statements: [Statement] = []
        while true {
            statements += block().statements
            guard current.kind != .end else { break }
            // `end` and the like that close nothing.
            report(current, closing: current)
            advance()
        }
        return Block(statements, SourceRange(start, tokens[tokens.count - 1].range.end))
    }

    mutating func advance() {
        noteProblem()
        if place < tokens.count - 1 { place += 1 }
    }

    func at(_ keyword: Keyword) -> Bool { current.kind == .keyword(keyword) }
    func at(_ symbol: Symbol) -> Bool { current.kind == .symbol(symbol) }

    mutating func take(_ keyword: Keyword) -> Bool {
        guard at(keyword) else { return false }
        advance()
        return true
    }

    mutating func take(_ symbol: Symbol) -> Bool {
        guard at(symbol) else { return false }
        advance()
        return true
    }

    func text(_ range: SourceRange) -> String { String(decoding: source[range.start..<range.end], as: UTF8.self) }

    /// Runs what may nest, one level deeper.
    mutating func nested<Result>(_ fallback: Result, _ body: (inout Parser) -> Result) -> Result {
        guard level < Self.deepestNesting else {
            stop("this is nested too deeply: Lua allows about \(Self.deepestNesting) levels")
            return fallback
        }
        level += 1
        defer { level -= 1 }
        return body(&self)
    }

    /// A node over others, unless the tree is too deep.
    mutating func node(
        _ kind: Expression.Kind, from start: Int, over depth: Int
    ) -> Expression {
        let range = SourceRange(start, max(start, lastEnd))
        guard depth < Self.deepestTree else {
            stop("this is too long a chain to be checked: it has more than \(Self.deepestTree) links")
            return Expression(.wrong, range, depth: 0)
        }
        return Expression(kind, range, depth: depth + 1)
    }

    mutating func stop(_ sentence: String) {
        guard !isStopped else { return }
        errors.append(SyntaxError(current.range, sentence))
        isStopped = true
    }

    /// Adds an error, unless there is one at this place already, which is its cause.
    mutating func add(_ error: SyntaxError) {
        guard !isStopped, errors.last?.range.start != error.range.start else { return }
        errors.append(error)
        if errors.count >= Self.mostErrors { isStopped = true }
    }
}
