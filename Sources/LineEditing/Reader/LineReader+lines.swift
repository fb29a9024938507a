extension LineReader {
    /// Line by line: the system echoes what is typed, if anybody types.
    func readLines(prompt: String, continuation: String) async -> ReadResult {
        let isShown = device.kind == .dumb
        tellOfTroubleInLines()
        interruption.begin()
        device.use(.lines)
        defer { device.use(.original) }
        if isShown { device.write(prompt) }
        let result = await takeLines(isShown ? continuation : "")
        guard interruption.end() else { return result }
        // The system has shown ^C, if anything, and stays in that line.
        if isShown { device.write("\n") }
        return .interrupted
    }

    private func takeLines(_ continuation: String) async -> ReadResult {
        var read: [String] = []
        while true {
            while let line = lines.next() {
                read.append(line)
                let text = read.joined(separator: "\n")
                if assistant.isComplete(text) { return entered(text) }
                if !continuation.isEmpty { device.write(continuation) }
            }
            if lines.isOver { return read.isEmpty ? .endOfInput : entered(read.joined(separator: "\n")) }
            switch await device.next() {
            case .input(let bytes): lines.add(bytes)
            case .ended: lines.end()
            case .interrupted: if interruption.hasCome { return .interrupted }
            case .silence, .resized, .resumed: break
            case nil: return .interrupted
            }
        }
    }

    /// Makes a read of lines on a terminal return that it was interrupted; for a signal that Ctrl-C sends there.
    ///
    /// From any thread.
    ///
    /// - Returns: Whether there was such a read. Elsewhere Ctrl-C is a key, or nobody is there to be asked again.
    package nonisolated func interruptRead() -> Bool {
        guard device.kind == .dumb, interruption.come() else { return false }
        device.interrupt()
        return true
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
