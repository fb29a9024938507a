extension LineReader {
    /// Does what is typed until the input is over.
    func edit() async -> ReadResult {
        while true {
            while let key = keys.popFirst() {
                if let result = carryOut(editor.handle(key)) { return result }
            }
            paint()
            switch await device.next() {
            case .input(let bytes): keys = decoder.decode(bytes)[...]
            case .silence: keys = decoder.nothingFollowed()[...]
            case .resized: screen.eraseAfterResize()
            case .resumed: screen.begin()
            case .ended: return .endOfInput
            // Of a read that was over when it came.
            case .interrupted: break
            case nil: return .interrupted
            }
        }
    }

    func paint() {
        screen.paint(scene)
    }

    private var scene: Scene {
        let (prompt, continuation) = prompts ?? ("", "")
        return editor.scene(prompt: prompt, continuation: continuation, size: device.size)
    }

    /// What stays of an input that is over.
    func wholeScene() -> Scene {
        var scene = scene
        scene.prompt = prompts?.first ?? ""
        scene.hint = nil
        scene.menu = nil
        scene.styles = assistant.styles(of: editor.editing.text)
        scene.cursor = scene.text.count
        return scene
    }

    private func carryOut(_ outcome: Editor.Outcome) -> ReadResult? {
        switch outcome {
        case .goOn: break
        case .refused: device.write("\u{7}")
        case .submitted(let text, let isNew):
            keep(text, isNew: isNew)
            return .text(text)
        case .interrupted: return .interrupted
        case .endOfInput: return .endOfInput
        case .clearScreen: screen.clear()
        case .suspend: suspend()
        case .complete(let request): complete(request)
        }
        return nil
    }

    private func suspend() {
        paint()
        screen.leave(wholeScene())
        screen.endEditing()
        device.suspend()
        screen.beginEditing()
    }

    private func complete(_ request: CompletionRequest) {
        let assistant = assistant
        completing?.cancel()
        completing = Task { [weak self] in
            let completions = await assistant.completions(in: request.text, at: request.cursor)
            await self?.receive(completions, for: request)
        }
    }

    private func receive(_ completions: Completions, for request: CompletionRequest) {
        guard prompts != nil else { return }
        _ = carryOut(editor.receive(completions, for: request))
        paint()
    }
}
