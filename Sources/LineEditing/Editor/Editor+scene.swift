extension Editor {
    /// What is to be seen now.
    func scene(prompt: String, continuation: String, size: TerminalSize) -> Scene {
        let text = editing.text
        var scene = Scene(
            prompt: prompt, continuation: continuation, text: editing.buffer.characters,
            styles: assistant.styles(of: text), cursor: editing.cursor, size: size)
        switch mode {
        case .searching(let search):
            scene.prompt = search.prompt
            if let match = search.match { scene.styles.append(StyledRange(match.range, .selection)) }
        case .choosing(let choice): scene.menu = choice.menu
        case .editing, .asking: scene.hint = assistant.hint(in: text, at: editing.cursor)
        }
        return scene
    }
}
