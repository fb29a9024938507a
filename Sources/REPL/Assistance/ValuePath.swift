internal import LuaSyntax

/// A value as the source names it: `trakt.search.text`, `x.hits[1]`, `inbox:add`.
struct ValuePath: Hashable {
    var steps: [PathStep]
    /// The name behind a colon.
    var method: String?

    /// The path whose last token is right before `end`; nil where something else is there.
    ///
    /// - Parameter end: a place in the tokens.
    init?(endingBefore end: Int, in tokens: Tokens) {
        var steps: [PathStep] = []
        var place = end - 1
        var method: String?
        if let name = tokens.name(place), tokens.isSymbol(place - 1, .colon) {
            method = name
            place -= 2
        }
        while true {
            if tokens.isSymbol(place, .closeBracket), tokens.isSymbol(place - 2, .openBracket),
                let step = Self.subscript(place - 1, tokens)
            {
                steps.append(step)
                place -= 3
            } else if let name = tokens.name(place) {
                steps.append(.name(name))
                guard tokens.isSymbol(place - 1, .dot) else {
                    // What a call or a text returned is not known by a path.
                    guard !tokens.isSymbol(place - 1, .colon) else { return nil }
                    break
                }
                place -= 2
            } else {
                return nil
            }
        }
        self.steps = steps.reversed()
        self.method = method
    }

    private static func `subscript`(_ place: Int, _ tokens: Tokens) -> PathStep? {
        if let text = tokens.string(place) { return .name(text) }
        guard tokens.tokens.indices.contains(place), tokens.tokens[place].kind == .number else { return nil }
        return Int64(tokens.text(place)).map { .position($0) }
    }

    /// The dotted name below `trakt`, empty for `trakt` itself; nil for what is not of it.
    var nameInTrakt: String? {
        guard steps.first == .name("trakt") else { return nil }
        var names: [String] = []
        for step in steps.dropFirst() {
            guard case .name(let name) = step else { return nil }
            names.append(name)
        }
        return names.joined(separator: ".")
    }
}
