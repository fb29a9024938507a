extension Editor {
    /// Keys during a search: characters go on with it, and most others take what was found and then do what they do.
    mutating func continueSearch(_ search: HistorySearch, _ command: EditCommand) -> Outcome {
        var search = search
        switch command {
        case .type(let text): search.type(text, in: history.entries)
        case .paste(let text): search.type(text.filter { !$0.isNewline }, in: history.entries)
        case .text(.deleteLeft): search.deleteLeft(in: history.entries)
        case .searchBackward: search.next(.backward, last: lastQuery, in: history.entries)
        case .searchForward: search.next(.forward, last: lastQuery, in: history.entries)
        case .cancel, .interrupt: return abandon(search)
        // Whoever looks for something wants to see it before it runs.
        case .enter, .escape: return accept(search)
        case .nothing: return .goOn
        default:
            _ = accept(search)
            return edit(command)
        }
        mode = .searching(search)
        show(search)
        return search.hasFailed ? .refused : .goOn
    }

    private mutating func show(_ search: HistorySearch) {
        if let match = search.match {
            editing.show(match.text, cursor: match.range.lowerBound)
        } else {
            editing.show(search.original.text, cursor: search.original.cursor)
        }
    }

    private mutating func accept(_ search: HistorySearch) -> Outcome {
        if !search.query.isEmpty { lastQuery = search.query }
        mode = .editing
        return .goOn
    }

    private mutating func abandon(_ search: HistorySearch) -> Outcome {
        editing.show(search.original.text, cursor: search.original.cursor)
        mode = .editing
        return .goOn
    }
}
