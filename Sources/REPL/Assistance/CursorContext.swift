internal import LuaSyntax

/// What is being written at a place in Lua's text, and what of it is there already.
struct CursorContext {
    enum Kind {
        /// A place where nothing can be offered: a comment, a number, a name that is being given.
        case nothing
        /// A value, or the beginning of a statement.
        case expression
        /// A name behind a dot or a colon.
        case member(of: ValuePath, isMethod: Bool)
        /// A name in quotes within brackets: `x["first name"]`.
        case quotedMember(of: ValuePath)
        /// A name behind a colon after a text.
        case methodOfString
        /// The text of a module's name.
        case module
        /// An argument of a call that is known: a name, or a value, also within quotes.
        case argument(CallSite, inQuotes: Bool)
    }

    let kind: Kind
    /// What has been written of the word.
    let prefix: String
    /// The byte at which the word begins.
    let start: Int

    /// The context at the end of a text.
    init(_ tokens: Tokens) {
        let end = tokens.source.bytes.count
        var count = tokens.tokens.count
        if let last = tokens.last, last.range.end == end {
            switch last.kind {
            case .comment:
                // Only a line's end, or closing brackets, ends a comment.
                self.init(.nothing, "", end)
                return
            case .string where last.problem != nil:
                self.init(openString: last, tokens)
                return
            case .name, .keyword:
                count -= 1
                self.init(tokens, count: count, prefix: tokens.source.string(last.range), start: last.range.start)
                return
            case .number, .unknown:
                self.init(.nothing, "", end)
                return
            default: break
            }
        }
        self.init(tokens, count: count, prefix: "", start: end)
    }

    private init(_ kind: Kind, _ prefix: String, _ start: Int) {
        self.kind = kind
        self.prefix = prefix
        self.start = start
    }

    /// - Parameter count: how many tokens stand before the word.
    private init(_ tokens: Tokens, count: Int, prefix: String, start: Int) {
        let before = count - 1
        if tokens.isSymbol(before, .dot, .colon) {
            let isMethod = tokens.isSymbol(before, .colon)
            if let path = ValuePath(endingBefore: before, in: tokens), path.method == nil {
                self.init(.member(of: path, isMethod: isMethod), prefix, start)
            } else if isMethod, Self.isString(before - 1, tokens) {
                self.init(.methodOfString, prefix, start)
            } else {
                self.init(.nothing, prefix, start)
            }
            return
        }
        if Self.namesSomethingNew(before, tokens) {
            self.init(.nothing, prefix, start)
        } else if let site = CallSite(tokens, count: count) {
            self.init(.argument(site, inQuotes: false), prefix, start)
        } else {
            self.init(.expression, prefix, start)
        }
    }

    /// Whether a place is a text, or one in parentheses.
    private static func isString(_ place: Int, _ tokens: Tokens) -> Bool {
        let inner = tokens.isSymbol(place, .closeParenthesis) && tokens.isSymbol(place - 2, .openParenthesis)
        return tokens.string(inner ? place - 1 : place) != nil
    }

    /// Whether the name behind a token is one that the script gives: `local x`, `function f`, `for k`.
    private static func namesSomethingNew(_ place: Int, _ tokens: Tokens) -> Bool {
        guard tokens.tokens.indices.contains(place), case .keyword(let keyword) = tokens.tokens[place].kind else {
            return false
        }
        return [.local, .function, .for, .goto].contains(keyword)
    }

    private init(openString string: Token, _ tokens: Tokens) {
        let count = tokens.tokens.count - 1
        let text = tokens.source.string(string.range)
        // Long brackets and escapes are no place for a word.
        guard let quote = text.first, quote != "[", !text.contains("\\") else {
            self.init(.nothing, "", string.range.end)
            return
        }
        let content = String(text.dropFirst())
        let isCall = tokens.isSymbol(count - 1, .openParenthesis)
        if tokens.name(isCall ? count - 2 : count - 1) == "require" {
            self.init(.module, content, string.range.start + 1)
            return
        }
        if tokens.isSymbol(count - 1, .openBracket), let path = ValuePath(endingBefore: count - 1, in: tokens) {
            self.init(path.method == nil ? .quotedMember(of: path) : .nothing, content, string.range.start + 1)
            return
        }
        guard let site = CallSite(ofText: tokens, count: count) ?? CallSite(tokens, count: count) else {
            self.init(.nothing, content, string.range.end)
            return
        }
        // Of a list the last value is the one at the cursor.
        let word =
            site.values.isList
            ? content.split(separator: ",", omittingEmptySubsequences: false).last ?? "" : content[...]
        let prefix = String(word.drop { $0 == " " })
        self.init(.argument(site, inQuotes: true), prefix, string.range.end - prefix.utf8.count)
    }
}
