extension LineReader {
    /// Line by line: the system echoes what is typed, if anybody types.
    func readLines(prompt: String, continuation: String) async -> ReadResult {
        let isShown = device.kind == .dumb
        tellOfTroubleInLines()
        device.use(.lines)
        defer { device.use(.original) }
        if isShown { device.write(prompt) }
        var read: [String] = []
        while true {
            while let line = lines.next() {
                read.append(line)
                let text = read.joined(separator: "\n")
                if assistant.isComplete(text) { return entered(text) }
                if isShown { device.write(continuation) }
            }
            if lines.isOver { return read.isEmpty ? .endOfInput : entered(read.joined(separator: "\n")) }
            switch await device.next() {
            case .input(let bytes): lines.add(bytes)
            case .ended: lines.end()
            case .silence, .resized, .resumed: break
            case nil: return .interrupted
            }
        }
    }

    /// Programs that write to us are not somebody who wants to have it again.
    private func entered(_ text: String) -> ReadResult {
        if device.kind == .dumb { keep(text, isNew: editor.keep(text)) }
        return .text(text)
    }

    private func tellOfTroubleInLines() {
        if device.kind == .dumb { tellOfTrouble() }
    }
}
