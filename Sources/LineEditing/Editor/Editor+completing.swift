extension Editor {
    /// Tab: further in where a line has no text yet, otherwise the question of what could stand here.
    mutating func complete() -> Outcome {
        if editing.buffer.beforeCursorOnLine.allSatisfy(\.isWhitespace) {
            indent()
            return .goOn
        }
        asked += 1
        let request = CompletionRequest(number: asked, text: editing.text, cursor: editing.cursor)
        mode = .asking(request)
        return .complete(request)
    }

    /// Takes an answer, unless the text has changed since it was asked for.
    package mutating func receive(_ completions: Completions, for request: CompletionRequest) -> Outcome {
        guard case .asking(request) = mode, editing.text == request.text, editing.cursor == request.cursor else {
            return .goOn
        }
        mode = .editing
        guard let first = completions.candidates.first else { return .refused }
        let range = completions.range.clamped(to: 0..<editing.cursor)
        let typed = String(editing.buffer.characters[range])
        if completions.candidates.count == 1 {
            if first.text != typed { editing.replace(range, with: first.text) }
            return .goOn
        }
        let common = completions.commonBeginning
        if common.count > typed.count, common.hasPrefix(typed) {
            editing.replace(range, with: common)
            return .goOn
        }
        let menu = CompletionMenu(candidates: completions.candidates)
        mode = .choosing(CompletionChoice(menu: menu, range: range, typed: typed))
        return .goOn
    }

    /// Whatever is done before an answer comes makes it come too late.
    mutating func whileAsking(_ request: CompletionRequest, _ command: EditCommand) -> Outcome {
        if command == .complete || command == .nothing { return .goOn }
        mode = .editing
        return command == .escape || command == .cancel ? .goOn : edit(command)
    }

    /// Keys while candidates are listed. Arrows move in the list once one of them is chosen.
    mutating func choose(_ choice: CompletionChoice, _ command: EditCommand) -> Outcome {
        switch command {
        case .complete: return select(1, choice)
        case .completeBack: return select(-1, choice)
        case .newer where choice.selected != nil: return select(1, choice)
        case .older where choice.selected != nil: return select(-1, choice)
        case .nothing: return .goOn
        case .escape, .cancel:
            mode = .editing
            if choice.selected != nil { editing.replace(choice.range, with: choice.typed) }
            return .goOn
        case .enter where choice.selected != nil:
            mode = .editing
            return .goOn
        default:
            mode = .editing
            return edit(command)
        }
    }

    private mutating func select(_ step: Int, _ choice: CompletionChoice) -> Outcome {
        var choice = choice
        choice.menu.select(step)
        editing.replace(choice.range, with: choice.selected?.text ?? choice.typed)
        choice.range = choice.range.lowerBound..<max(choice.range.lowerBound, editing.cursor)
        mode = .choosing(choice)
        return .goOn
    }
}
