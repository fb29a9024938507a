/// Reads what somebody enters at a prompt.
///
/// On a terminal that can do it with an `Editor`; on others, and where there is no terminal, line by line and without
/// any control sequences.
package actor LineReader {
    let device: any TerminalDevice
    let assistant: any EditorAssistant
    package nonisolated let palette: Palette
    private let file: HistoryFile?
    var editor: Editor
    var screen: ScreenOutput
    var decoder = KeyDecoder()
    /// Keys that came with those of an input that is over.
    var keys: ArraySlice<Key> = []
    var lines = LineSplitter()
    nonisolated let interruption = ReadInterruption()
    /// What the present read shows before its lines.
    var prompts: (first: String, further: String)?
    /// The question of what could stand at the cursor, while it is being answered.
    var completing: Task<Void, Never>?
    /// Why the history is not kept, until it has been told.
    private var trouble: HistoryError?
    private var hasTold = false

    package init(
        device: any TerminalDevice, assistant: any EditorAssistant, history file: HistoryFile? = nil,
        palette: Palette = .plain
    ) {
        self.device = device
        self.assistant = assistant
        self.palette = palette
        self.file = file
        screen = ScreenOutput(device: device, palette: palette)
        var entries: [String] = []
        do { entries = try file?.read() ?? [] } catch { trouble = error }
        editor = Editor(assistant: assistant, history: History(entries))
    }

    /// Waits until somebody has entered something.
    ///
    /// One at a time. When the task is cancelled, what was typed is given up, and what comes afterwards goes to the next
    /// read.
    ///
    /// - Parameters:
    ///   - continuation: What stands before each further line.
    ///   - initial: What is there already, to be changed.
    package func read(prompt: String, continuation: String, initial: String = "") async -> ReadResult {
        guard device.kind == .screen else { return await readLines(prompt: prompt, continuation: continuation) }
        prompts = (prompt, continuation)
        editor.begin(initial)
        screen.beginEditing()
        tellOfTrouble()
        let result = await edit()
        completing?.cancel()
        screen.leave(wholeScene())
        screen.endEditing()
        prompts = nil
        return result
    }

    /// Writes lines above what is being typed, or above the status. The end of the text ends a line.
    package func printAbove(_ text: String) {
        screen.print(text)
        if prompts != nil { paint() }
    }

    /// Shows what is going on in a line of its own, until the next or nil; not while somebody types.
    package func status(_ text: String?) {
        guard device.kind == .screen, prompts == nil else { return }
        screen.status(text)
    }

    /// Gives the terminal back as it was, for another program or for good. The next read takes it again.
    package func release() {
        screen.status(nil)
        device.use(.original)
    }

    /// What was entered up to now, in this session and before it; the oldest first.
    package var entries: [String] { editor.history.entries }

    func keep(_ text: String, isNew: Bool) {
        guard isNew, let file else { return }
        do { try file.append(text) } catch { trouble = error }
    }

    /// Once in a session is enough.
    func tellOfTrouble() {
        guard let trouble, !hasTold else { return }
        hasTold = true
        screen.print(palette.painted(trouble.description, .problem))
    }
}
