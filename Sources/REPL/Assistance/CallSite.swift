internal import LuaSyntax

/// The brackets that are open before a place, and what they belong to.
struct OpenBrackets {
    struct Frame {
        let symbol: Symbol
        /// The opening bracket's place in the tokens.
        let place: Int
        var commas = 0
        var firstComma: Int?
        /// The first token after the bracket or the last comma.
        var segment: Int
        /// The names that have a value already.
        var given: [String] = []
    }

    private(set) var frames: [Frame] = []
    let tokens: Tokens

    init(_ tokens: Tokens, count: Int) {
        self.tokens = tokens
        for place in 0..<count { take(place) }
    }

    private mutating func take(_ place: Int) {
        guard case .symbol(let symbol) = tokens.tokens[place].kind else { return }
        switch symbol {
        case .openParenthesis, .openBrace, .openBracket:
            frames.append(Frame(symbol: symbol, place: place, segment: place + 1))
        case .closeParenthesis, .closeBrace, .closeBracket: _ = frames.popLast()
        case .comma, .semicolon:
            guard let last = frames.indices.last else { return }
            frames[last].commas += 1
            frames[last].firstComma = frames[last].firstComma ?? place
            frames[last].segment = place + 1
        case .assign:
            guard let last = frames.indices.last, place == frames[last].segment + 1,
                let name = tokens.name(place - 1)
            else { return }
            frames[last].given.append(name)
        default: return
        }
    }
}

/// The call around a place, and where in it the place is.
struct CallSite {
    /// Where in a call a value or a name is being written.
    enum Place: Hashable {
        /// An argument in its order, from 0.
        case positional(Int)
        /// The name of a member of a table, or an element.
        case key(in: [TableStep])
        /// The value of a member.
        case value(of: String, in: [TableStep])
    }

    let signature: CallSignature
    let place: Place
    /// How many arguments stand before the table.
    let positionalCount: Int
    /// The names that the innermost table has already.
    let given: [String]

    /// The innermost call whose arguments are known.
    ///
    /// - Parameter count: how many of the tokens stand before the word at the cursor.
    init?(_ tokens: Tokens, count: Int) {
        let open = OpenBrackets(tokens, count: count)
        self.init(open, count: count)
    }

    /// A call with a text right behind its name: `trakt.hidden "calendar"`.
    init?(ofText tokens: Tokens, count: Int) {
        guard let path = ValuePath(endingBefore: count, in: tokens), let signature = CallSignature(path) else {
            return nil
        }
        self.signature = signature
        place = .positional(0)
        positionalCount = 0
        given = []
    }

    private init?(_ open: OpenBrackets, count: Int) {
        let tokens = open.tokens
        guard let frame = open.frames.last else { return nil }
        given = frame.given
        if frame.symbol == .openParenthesis {
            guard frame.segment == count, let call = Self.call(frame, tokens), call.argument >= 0,
                let signature = CallSignature(call.path)
            else { return nil }
            self.signature = signature
            place = .positional(call.argument)
            positionalCount = call.argument
            return
        }
        guard frame.symbol == .openBrace, let root = Self.root(open),
            let signature = CallSignature(root.path)
        else { return nil }
        self.signature = signature
        positionalCount = root.positionalCount
        switch count - frame.segment {
        case 0: place = .key(in: root.steps)
        case 2:
            guard let name = tokens.name(frame.segment), tokens.isSymbol(frame.segment + 1, .assign) else { return nil }
            place = .value(of: name, in: root.steps)
        default: return nil
        }
    }

    private struct Root {
        var path: ValuePath
        var positionalCount: Int
        var steps: [TableStep]
    }

    /// The call that the outermost table of those around the place is given to, and the way from that table inwards.
    private static func root(_ open: OpenBrackets) -> Root? {
        var steps: [TableStep] = []
        var frames = open.frames[...]
        let tokens = open.tokens
        while let frame = frames.popLast(), frame.symbol == .openBrace {
            // A table right behind a path is given to it: `trakt.search.text { … }`.
            if let path = ValuePath(endingBefore: frame.place, in: tokens), CallSignature(path) != nil {
                return Root(path: path, positionalCount: 0, steps: steps.reversed())
            }
            guard let outer = frames.last else { return nil }
            if outer.symbol == .openParenthesis, outer.segment == frame.place, let call = call(outer, tokens) {
                return Root(path: call.path, positionalCount: call.argument, steps: steps.reversed())
            }
            guard outer.symbol == .openBrace else { return nil }
            switch frame.place - outer.segment {
            case 0: steps.append(.element)
            case 2:
                guard let name = tokens.name(outer.segment), tokens.isSymbol(outer.segment + 1, .assign) else {
                    return nil
                }
                steps.append(.member(name))
            default: return nil
            }
        }
        return nil
    }

    /// What parentheses call, and which of its arguments is being written. `pcall` calls what it is given first.
    private static func call(_ frame: OpenBrackets.Frame, _ tokens: Tokens) -> (path: ValuePath, argument: Int)? {
        guard let path = ValuePath(endingBefore: frame.place, in: tokens) else { return nil }
        guard path.steps == [.name("pcall")], path.method == nil, let comma = frame.firstComma else {
            return (path, frame.commas)
        }
        return ValuePath(endingBefore: comma, in: tokens).map { ($0, frame.commas - 1) }
    }

    /// The arguments that may be named in the innermost table.
    var members: [ArgumentHelp] {
        guard case .key(let steps) = place, case .members(let all) = signature.inside(of: steps) else { return [] }
        guard steps.isEmpty else { return all }
        // Those in their places have been given before the table.
        return Array(signature.positional.dropFirst(positionalCount)) + signature.named
    }

    /// What can be given at the place, where that is a value; with whether commas may part several in a text.
    var values: (values: ArgumentHelp.Values, isList: Bool, help: ArgumentHelp?) {
        switch place {
        case .positional(let position):
            guard signature.positional.indices.contains(position) else { return (.none, false, nil) }
            let help = signature.positional[position]
            return (help.values, help.isList, help)
        case .value(let name, let steps):
            guard case .members(let all) = signature.inside(of: steps), let help = all.first(where: { $0.name == name })
            else { return (.none, false, nil) }
            return (help.values, help.isList, help)
        case .key(let steps):
            guard case .elements(.values(let values)) = signature.inside(of: steps) else { return (.none, false, nil) }
            return (values, false, nil)
        }
    }
}
