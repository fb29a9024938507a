internal import LuaSyntax

/// Lets `local x = 1` be there for the inputs that follow: at the outermost level, where a script would have it to its end, the
/// word `local` is taken out, so that the name is a global of the session.
enum PersistentLocals {
    /// The input with blanks in place of those words; every place in it stays what it was.
    static func spread(_ text: String) -> String {
        let chunk = Chunk(parsing: Array(text.utf8))
        guard chunk.errors.isEmpty else { return text }
        var bytes = chunk.source
        var added = ""
        for statement in chunk.block.statements {
            switch statement.kind {
            case .localFunction: blank(statement, &bytes)
            case .local(let names, let values):
                // What is closed at the end of its block, or may not change, is so only as a local.
                guard names.allSatisfy({ $0.attribute == nil }) else { continue }
                // `local x` alone is nothing to assign; in its place, `x = nil` behind all else would come too late.
                guard !values.isEmpty else { continue }
                blank(statement, &bytes)
            default: continue
            }
        }
        added = String(decoding: bytes, as: UTF8.self)
        return added
    }

    private static func blank(_ statement: Statement, _ bytes: inout [UInt8]) {
        let word = statement.range.start..<statement.range.start + "local".utf8.count
        guard word.upperBound <= bytes.count else { return }
        bytes.replaceSubrange(word, with: repeatElement(UInt8(ascii: " "), count: word.count))
    }
}
