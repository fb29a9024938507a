internal import LineEditing
internal import LuaSyntax
internal import Trakt

extension Assistance {
    /// What is still to come at the cursor: a call's missing arguments, what an argument accepts, what a command does.
    /// Nil where text follows, or nothing is known.
    package func hint(in text: String, at cursor: Int) -> String? {
        let before = text.prefix(cursor)
        guard text.dropFirst(cursor).allSatisfy({ ")}] ".contains($0) }) else { return nil }
        if let command = CommandLine(before) { return hint(of: command) }
        let tokens = Tokens(SourceText(before))
        let context = CursorContext(tokens)
        let hint: String? =
            switch context.kind {
            case .nothing, .expression, .module, .methodOfString, .quotedMember: nil
            case .member(let path, let isMethod):
                hint(of: path, isMethod: isMethod, context.prefix)
            case .argument(let site, let inQuotes): self.hint(at: site, context.prefix, inQuotes: inQuotes)
            }
        return hint.map { DisplayWidth.shortened($0, columns: hintColumns) }
    }

    private func hint(of command: CommandLine) -> String? {
        guard let known = knowledge.commands.first(where: { $0.name == command.name }) else { return nil }
        if command.argument?.isEmpty == false { return nil }
        let blank = command.argument == nil ? " " : ""
        let words = [known.placeholder, known.summary].filter { !$0.isEmpty }.joined(separator: "   ")
        return words.isEmpty ? nil : DisplayWidth.shortened(blank + words, columns: hintColumns)
    }

    // Calls

    /// Behind the whole name of a call: what it takes.
    private func hint(of path: ValuePath, isMethod: Bool, _ word: String) -> String? {
        guard !word.isEmpty else { return nil }
        var path = path
        if isMethod { path.method = word } else { path.steps.append(.name(word)) }
        guard let signature = CallSignature(path) else { return nil }
        // A name that goes on is not whole yet.
        if !isMethod, let name = path.nameInTrakt, !Catalogue.names(under: name).isEmpty { return nil }
        if signature.isUsuallyNamed {
            let all = list(signature.positional + signature.named)
            return all.isEmpty ? " {}" : " { \(all) }"
        }
        let named = list(signature.named)
        let places = signature.positional.map { $0.isRequired ? $0.name : $0.name + "?" }.joined(separator: ", ")
        return named.isEmpty ? "(\(places))" : "(\(places), { \(named) })"
    }

    private func hint(at site: CallSite, _ prefix: String, inQuotes: Bool) -> String? {
        switch site.place {
        case .key where !site.members.isEmpty: return names(at: site, prefix)
        case .positional(let position) where prefix.isEmpty && !inQuotes:
            let left = site.signature.positional.dropFirst(position)
            let places = left.map { "\($0.name)\($0.isRequired ? "" : "?"): \($0.accepts)" }
            if let first = places.first { return left.count == 1 ? first : first + ", …" }
            return site.signature.named.isEmpty ? nil : "{ \(list(site.signature.named)) }"
        default:
            guard prefix.isEmpty else { return rest(of: prefix, at: site) }
            return site.values.help?.accepts
        }
    }

    /// The rest of the only word that can be meant.
    private func rest(of prefix: String, at site: CallSite) -> String? {
        guard case .words(let words) = site.values.values else { return nil }
        let meant = words.filter { $0.hasPrefix(prefix) }
        guard meant.count == 1, let word = meant.first, word != prefix else { return nil }
        return String(word.dropFirst(prefix.count))
    }

    private func names(at site: CallSite, _ prefix: String) -> String? {
        let left = site.members.filter { !site.given.contains($0.name) }
        guard !prefix.isEmpty else { return left.isEmpty ? nil : list(left) }
        let meant = left.filter { $0.name.hasPrefix(prefix) }
        guard meant.count == 1, let argument = meant.first else { return nil }
        return "\(argument.name.dropFirst(prefix.count)) =   \(argument.summary)"
    }

    /// The names of arguments, those that must be given first.
    private func list(_ arguments: [ArgumentHelp]) -> String {
        let required = arguments.filter(\.isRequired).map { "\($0.name) = …" }
        let optional = arguments.filter { !$0.isRequired }.map { "\($0.name)?" }
        let all = required + optional
        let room = hintColumns - 12
        var shown: [String] = []
        var width = 0
        for name in all {
            width += name.count + 2
            guard width <= room else { return shown.joined(separator: ", ") + ", …" }
            shown.append(name)
        }
        return shown.joined(separator: ", ")
    }
}
