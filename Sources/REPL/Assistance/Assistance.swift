package import LineEditing
internal import LuaSyntax

/// What can stand at the cursor of a session's input, in Lua and in commands.
package struct Assistance: Sendable {
    let knowledge: any Knowledge
    /// How many columns a hint may take.
    package var hintColumns = 72

    package init(_ knowledge: any Knowledge) { self.knowledge = knowledge }

    package func completions(in text: String, at cursor: Int) async -> Completions {
        let before = text.prefix(cursor)
        if let command = CommandLine(before) { return await completions(of: command, at: before.count) }
        let tokens = Tokens(SourceText(before))
        let context = CursorContext(tokens)
        let range = tokens.source.character(at: context.start)..<before.count
        let rest = Tokens(SourceText(text.dropFirst(cursor)))
        let candidates = await candidates(for: context, tokens, rest)
        return Completions(range, candidates.beginning(with: context.prefix).distinct)
    }

    private func candidates(
        for context: CursorContext, _ tokens: Tokens, _ rest: Tokens
    ) async -> [Completions.Candidate] {
        switch context.kind {
        case .nothing: return []
        case .expression: return await expressions(tokens)
        case .member(let path, let isMethod): return await members(of: path, isMethod: isMethod)
        case .quotedMember(let path): return await knowledge.value(at: path.steps)?.members ?? []
        case .methodOfString: return await knowledge.value(at: [.name("string")])?.members ?? []
        case .module: return await knowledge.modules()
        case .argument(let site, let inQuotes):
            if !inQuotes, !site.members.isEmpty { return names(site, rest) }
            let values = await values(site.values.values, inQuotes: inQuotes)
            // Any expression can be a value.
            guard !inQuotes, values.isEmpty || !context.prefix.isEmpty else { return values }
            return values + (await expressions(tokens))
        }
    }

    private func expressions(_ tokens: Tokens) async -> [Completions.Candidate] {
        let session = await knowledge.value(at: [])?.members ?? []
        let names = (Globals.given(in: tokens.source) + session + Globals.known).filter { LuaLiteral.isName($0.text) }
        // The order of the alphabet, but what is the same name once, as the nearest says it.
        return names.distinct.sorted { $0.text < $1.text } + Globals.keywords
    }
}
