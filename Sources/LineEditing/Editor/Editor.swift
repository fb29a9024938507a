/// A line editor without a terminal: told of keys, it says what to do, and what is to be seen.
package struct Editor: Sendable {
    package internal(set) var editing = TextEditing()
    package internal(set) var history: History
    var mode = Mode.editing
    var lastQuery = ""
    let assistant: any EditorAssistant
    /// Counts what was asked of the assistant, to know an answer that comes too late.
    var asked = 0

    /// What the keys act on.
    enum Mode: Sendable {
        case editing
        case searching(HistorySearch)
        /// Candidates were asked for, for the text and the cursor as they are.
        case asking(CompletionRequest)
        case choosing(CompletionChoice)
    }

    /// What a key comes to, beyond what is to be seen.
    package enum Outcome: Sendable, Hashable {
        case goOn
        /// There was nothing to do.
        case refused
        /// And whether the history did not have it yet.
        case submitted(String, isNew: Bool)
        case interrupted
        case endOfInput
        case clearScreen
        case suspend
        /// Have this answered, and tell the answer to `receive`.
        case complete(CompletionRequest)
    }

    package init(assistant: any EditorAssistant, history: History = History()) {
        self.assistant = assistant
        self.history = history
    }

    /// Begins another input.
    package mutating func begin(_ text: String = "") {
        editing.reset(text)
        history.endWalk()
        mode = .editing
    }

    /// Does what a key asks for.
    package mutating func handle(_ key: Key) -> Outcome {
        perform(KeyBindings.command(for: key))
    }

    package mutating func perform(_ command: EditCommand) -> Outcome {
        switch mode {
        case .editing: edit(command)
        case .searching(let search): continueSearch(search, command)
        case .asking(let request): whileAsking(request, command)
        case .choosing(let choice): choose(choice, command)
        }
    }

    /// Commands where nothing is open.
    mutating func edit(_ command: EditCommand) -> Outcome {
        switch command {
        case .text(.deleteLeft): return deleteLeft()
        case .text(let command): return editing.perform(command) ? .goOn : .refused
        case .type(let text): editing.type(text)
        case .paste(let text): editing.replace(editing.cursor..<editing.cursor, with: text)
        case .enter: return enter()
        case .submit: return submit()
        case .newLine: beginLine()
        case .complete: return complete()
        case .older: return moveUp()
        case .newer: return moveDown()
        case .searchBackward: mode = .searching(HistorySearch(.backward, from: editing.buffer))
        case .searchForward: mode = .searching(HistorySearch(.forward, from: editing.buffer))
        case .interrupt: return .interrupted
        case .endOfInput: return endOfInput()
        case .clearScreen: return .clearScreen
        case .suspend: return .suspend
        case .completeBack: return unindent()
        case .escape, .cancel, .nothing: break
        }
        return .goOn
    }
}

extension Editor {
    /// Enter somewhere above the last line is somebody at work on the text.
    private mutating func enter() -> Outcome {
        let rest = editing.buffer.characters[editing.cursor...].drop { $0 != "\n" }
        let isAtEnd = rest.allSatisfy(\.isWhitespace)
        outdentClosingWord()
        if isAtEnd, assistant.isComplete(editing.text) { return submit() }
        beginLine()
        return .goOn
    }

    private mutating func submit() -> Outcome {
        .submitted(editing.text, isNew: keep(editing.text))
    }

    /// Whether it is kept in the history.
    mutating func keep(_ text: String) -> Bool { history.add(text) }

    private mutating func beginLine() {
        let before = String(editing.buffer.characters[..<editing.cursor])
        editing.replace(editing.cursor..<editing.cursor, with: "\n" + assistant.indentation(after: before))
    }

    private mutating func moveUp() -> Outcome {
        if editing.perform(.up) { return .goOn }
        let before = String(editing.buffer.characters[..<editing.cursor])
        guard let entry = history.older(than: editing.text, beforeCursor: before) else { return .refused }
        editing.show(entry)
        return .goOn
    }

    private mutating func moveDown() -> Outcome {
        if editing.perform(.down) { return .goOn }
        let before = String(editing.buffer.characters[..<editing.cursor])
        guard let entry = history.newer(than: editing.text, beforeCursor: before) else { return .refused }
        editing.show(entry)
        return .goOn
    }

    private mutating func endOfInput() -> Outcome {
        if editing.buffer.isEmpty { return .endOfInput }
        return editing.perform(.deleteRight) ? .goOn : .refused
    }
}
