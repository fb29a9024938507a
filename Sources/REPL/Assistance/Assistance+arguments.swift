internal import LineEditing
internal import LuaSyntax

extension Assistance {
    /// The names of a call's arguments that have no value yet.
    func names(_ site: CallSite, _ rest: Tokens) -> [Completions.Candidate] {
        let given = site.given + Self.givenLater(rest)
        // Where the sign is there already, it is not put there again.
        let sign = rest.isSymbol(0, .assign) ? "" : " = "
        let left = site.members.filter { !given.contains($0.name) }
        return (left.filter(\.isRequired) + left.filter { !$0.isRequired }).map { argument in
            Completions.Candidate(
                LuaLiteral.key(argument.name) + sign,
                note: argument.isRequired ? "required: \(argument.summary)" : argument.summary)
        }
    }

    /// The names behind the cursor that have a value in the same table.
    static func givenLater(_ rest: Tokens) -> [String] {
        var names: [String] = []
        var depth = 0
        for place in rest.indices {
            if rest.isSymbol(place, .openBrace, .openBracket, .openParenthesis) { depth += 1 }
            if rest.isSymbol(place, .closeBrace, .closeBracket, .closeParenthesis) { depth -= 1 }
            if depth < 0 { break }
            let begins = rest.isSymbol(place - 1, .comma, .semicolon)
            if depth == 0, begins, rest.isSymbol(place + 1, .assign), let name = rest.name(place) { names.append(name) }
        }
        return names
    }

    func values(_ values: ArgumentHelp.Values, inQuotes: Bool) async -> [Completions.Candidate] {
        func quoted(_ candidates: [Completions.Candidate]) -> [Completions.Candidate] {
            guard !inQuotes else { return candidates }
            return candidates.map { .init(LuaLiteral.quoted(Array($0.text.utf8)), note: $0.note) }
        }
        switch values {
        case .none: return []
        case .words(let words): return quoted(words.map { .init($0) })
        case .listed(let name): return quoted(await knowledge.filterValues(of: name))
        case .boolean: return inQuotes ? [] : [.init("true"), .init("false")]
        case .day:
            return inQuotes
                ? []
                : [
                    .init("time.today()", note: "today in UTC"),
                    .init("time.today():minus_days(7)", note: "a week ago"),
                    .init("time.today():plus_days(7)", note: "in a week"),
                ]
        case .moment:
            return inQuotes
                ? []
                : [
                    .init("time.now()", note: "this moment"),
                    .init("time.now():minus_days(1)", note: "a day ago"),
                    .init("time.today()", note: "the day's beginning, in UTC"),
                ]
        }
    }
}
