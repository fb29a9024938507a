internal import LuaSyntax

/// What was typed and worked, as a script that can be run by itself.
struct Transcript: Sendable {
    private struct Input: Sendable {
        let number: Int
        let text: String
        let isExpression: Bool
    }

    private var inputs: [Input] = []

    /// The last input, whether it worked or not.
    private(set) var last = ""

    mutating func note(_ text: String) { last = text }

    mutating func keep(_ text: String, number: Int) {
        let isExpression = Chunk(parsing: Array(text.utf8)).errors.isEmpty == false
        inputs.append(Input(number: number, text: text, isExpression: isExpression))
    }

    var isEmpty: Bool { inputs.isEmpty }

    /// The script: an expression prints its value, as it did here, and is kept where a later input names it.
    var script: String {
        let names = inputs.map { Self.names(in: $0.text) }
        var lines: [String] = []
        for (place, input) in inputs.enumerated() {
            let later = names[(place + 1)...]
            let kept = "_\(input.number)"
            let isNamed = later.contains { $0.contains(kept) }
            let isLatest = later.first?.contains("_") == true
            guard input.isExpression || isNamed || isLatest else {
                lines.append(input.text)
                continue
            }
            guard isNamed || isLatest else {
                lines.append("print(\(input.text))")
                continue
            }
            let targets = (isNamed ? [kept] : []) + (isLatest ? ["_"] : [])
            lines.append("\(targets[0]) = \(input.text)")
            if targets.count > 1 { lines.append("_ = \(kept)") }
            if input.isExpression { lines.append("print(\(targets[0]))") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func names(in text: String) -> Set<String> {
        let bytes = Array(text.utf8)
        return Set(
            Lexer.tokens(of: bytes).compactMap { token in
                guard token.kind == .name else { return nil }
                return String(decoding: bytes[token.range.start..<token.range.end], as: UTF8.self)
            })
    }
}
