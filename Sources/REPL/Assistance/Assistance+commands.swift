internal import LineEditing

extension Assistance {
    func completions(of command: CommandLine, at cursor: Int) async -> Completions {
        guard let argument = command.argument else {
            let names = knowledge.commands.map { Completions.Candidate($0.name, note: $0.summary) }
            return Completions(command.nameStart..<cursor, names.beginning(with: command.name))
        }
        let range = command.argumentStart..<cursor
        guard let known = knowledge.commands.first(where: { $0.name == command.name }) else {
            return Completions(range, [])
        }
        switch known.argument {
        case .none, .text: return Completions(range, [])
        case .file: return Completions(range, await knowledge.files(startingWith: argument))
        case .words(let words): return Completions(range, words.map { .init($0) }.beginning(with: argument))
        case .endpoint: return endpoints(argument, at: cursor)
        case .lua:
            let inner = await completions(in: argument, at: argument.count)
            let start = command.argumentStart
            return Completions(
                inner.range.lowerBound + start..<inner.range.upperBound + start, inner.candidates)
        }
    }

    /// The next part of an endpoint's name, with or without `trakt.` in front.
    private func endpoints(_ argument: String, at cursor: Int) -> Completions {
        let parts = argument.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
        let prefix = parts.last ?? ""
        let start = cursor - prefix.count
        var groups = parts.dropLast()
        if groups.first == "trakt" { groups = groups.dropFirst() }
        var names = Self.names(under: groups.joined(separator: "."))
        if parts.count == 1 { names.append(.init("trakt", note: "all of them")) }
        return Completions(start..<cursor, names.beginning(with: prefix))
    }
}
