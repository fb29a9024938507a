internal import LuaSyntax

/// An input of a session with what it came to, and what can be told of it by reading it.
struct TypedInput: Sendable {
    /// Where the values of an input come from.
    enum Form: Sendable {
        /// It has none: statements alone.
        case statements
        /// An expression, or a `return` at the end.
        case values(Values)
        /// `return` stands within a statement: `if x then return 1 end`.
        case returnsWithin
        /// It cannot be read.
        case unreadable
    }

    /// Values at an input's end, by their places in its bytes.
    struct Values: Sendable {
        /// Where `return` is; of an expression, its beginning.
        let start: Int
        /// Where what follows `return` begins.
        let afterWord: Int
        /// The expressions with their commas; nil for `return` alone.
        let range: Range<Int>?
        /// Comments and blanks after that, without semicolons.
        let rest: [Range<Int>]
        let count: Int
        /// Whether it is a call that can stand as a statement.
        let isCall: Bool
    }

    let text: String
    let number: Int
    /// How many values it had.
    let valueCount: Int
    /// Whether the session showed its values: a nil alone is none to show.
    let isShown: Bool
    /// Whether the session keeps its first value, which it does unless that is nil.
    let isKept: Bool
    let form: Form
    let locals: PersistentLocals
    /// The globals it names, as the session ran it.
    let globals: Set<String>
    /// Those that are assigned to, or named by what may run later.
    let uncertainGlobals: Set<String>
    /// Whether its text is best kept away from the rest of a script: labels, `<close>`, another `_ENV`.
    let isApart: Bool
    let namesEnvironment: Bool
    /// Whether a line before it could go on with it: `x = f` and `(g or h)()`.
    let beginsWithBracket: Bool

    init(_ text: String, number: Int, values: [Bool]) {
        self.text = text
        self.number = number
        valueCount = values.count
        isShown = values.count > 1 || values.first == true
        isKept = values.first == true
        // As the session does: what can be an expression is one.
        let word = "return nil, "
        let expression = Chunk(parsing: Array((word + text).utf8))
        let isExpression = expression.errors.isEmpty
        let typed = Chunk(parsing: Array(text.utf8))
        locals = PersistentLocals(of: text, typed)
        let chunk = isExpression ? expression : Chunk(parsing: Array(locals.text.utf8))
        if isExpression {
            form = Self.ending(of: expression, shift: word.utf8.count, skipped: 1).map(Form.values) ?? .unreadable
        } else if !typed.errors.isEmpty {
            form = .unreadable
        } else {
            form = Self.form(of: typed)
        }
        globals = Set(chunk.scopes.globals.map(\.name.text))
        uncertainGlobals = chunk.globalsInFunctions.union(chunk.scopes.globals.filter(\.isWrite).map(\.name.text))
        namesEnvironment = chunk.names("_ENV")
        isApart = !isExpression && (typed.hasOutermostLabel || typed.closesAtTheEnd || namesEnvironment)
        beginsWithBracket = typed.tokens.first { !$0.isTrivia }?.kind == .symbol(.openParenthesis)
    }

    private static func form(of chunk: Chunk) -> Form {
        guard !chunk.block.statements.dropLast().contains(where: \.returns) else { return .returnsWithin }
        if let values = ending(of: chunk, shift: 0, skipped: 0) { return .values(values) }
        return chunk.block.statements.last?.returns == true ? .returnsWithin : .statements
    }

    /// The `return` that a chunk ends with.
    ///
    /// - Parameters:
    ///   - shift: how many bytes stand before the input.
    ///   - skipped: how many values do.
    private static func ending(of chunk: Chunk, shift: Int, skipped: Int) -> Values? {
        guard let statement = chunk.block.statements.last, case .return(let all) = statement.kind else { return nil }
        let values = all.dropFirst(skipped)
        let word = shift > 0 ? shift : statement.range.start + "return".utf8.count
        let end = values.last?.range.end ?? word
        let rest = chunk.tokens.filter { $0.isTrivia && $0.range.start >= end }
        let isCall = if let one = values.first, values.count == 1 { one.isCall } else { false }
        return Values(
            start: shift > 0 ? 0 : statement.range.start, afterWord: word - shift,
            range: values.first.map { $0.range.start - shift..<end - shift },
            rest: rest.map { $0.range.start - shift..<$0.range.end - shift }, count: values.count, isCall: isCall)
    }
}

extension Expression {
    fileprivate var isCall: Bool {
        switch kind {
        case .call, .methodCall: true
        default: false
        }
    }
}

extension Statement {
    /// Whether it leaves the chunk, now or at some time.
    fileprivate var returns: Bool {
        switch kind {
        case .return: true
        case .function, .localFunction: false
        default: blocks.contains { $0.statements.contains(where: \.returns) }
        }
    }
}

extension Chunk {
    fileprivate var closesAtTheEnd: Bool {
        block.statements.contains {
            guard case .local(let names, _) = $0.kind else { return false }
            return names.contains { $0.attribute?.text == "close" }
        }
    }
}
