/// Makes keys of the bytes that a terminal sends.
///
/// Bytes come in pieces of any length, so what may go on is kept until the next piece, or until the caller says that
/// nothing followed: only that tells the Escape key from the beginning of an arrow key.
package struct KeyDecoder: Sendable {
    private var pending: [UInt8] = []
    /// What of a paste has come so far.
    private var pasted: [UInt8]?

    package init() {}

    /// Whether it waits for the rest of a key.
    package var isWaiting: Bool { !pending.isEmpty && pasted == nil }

    package mutating func decode(_ bytes: some Sequence<UInt8>) -> [Key] {
        pending += bytes
        return takeKeys(isFinal: false)
    }

    /// Takes what has come of a key for all of it. A paste goes on: a slow line may stop in the middle of one.
    package mutating func nothingFollowed() -> [Key] {
        takeKeys(isFinal: true)
    }

    private mutating func takeKeys(isFinal: Bool) -> [Key] {
        var keys: [Key] = []
        while !pending.isEmpty {
            if pasted == nil {
                guard takeKey(isFinal: isFinal, into: &keys) else { break }
            } else {
                guard takePaste(isFinal: isFinal, into: &keys) else { break }
            }
        }
        return keys
    }

    /// Takes keys up to the beginning of a paste; false when there is nothing more to take.
    private mutating func takeKey(isFinal: Bool, into keys: inout [Key]) -> Bool {
        var start = 0
        defer { pending.removeFirst(start) }
        while let (step, length) = KeySequence.first(in: pending[start...], isFinal: isFinal) {
            start += length
            switch step {
            case .key(let key): keys.append(key)
            case .pasteBegins:
                pasted = []
                return true
            }
        }
        return false
    }

    /// Takes what is there of a paste; false when its end is not.
    private mutating func takePaste(isFinal: Bool, into keys: inout [Key]) -> Bool {
        if let end = Self.end(in: pending) {
            finishPaste(with: pending[..<end.lowerBound], into: &keys)
            pending.removeFirst(end.upperBound)
            return true
        }
        // Ctrl-C and then nothing: somebody waits for an end that has got lost.
        if isFinal, pending.last == Self.interrupt {
            finishPaste(with: pending.dropLast(), into: &keys)
            keys.append(.control("c"))
            pending = []
            return true
        }
        // The last bytes may be the beginning of the end.
        let certain = max(0, pending.count - Self.pasteEnd.count + 1)
        pasted? += pending[..<certain]
        pending.removeFirst(certain)
        return false
    }

    private mutating func finishPaste(with last: ArraySlice<UInt8>, into keys: inout [Key]) {
        keys.append(.paste(String(decoding: (pasted ?? []) + last, as: UTF8.self)))
        pasted = nil
    }

    private static let interrupt: UInt8 = 0x03
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    private static func end(in bytes: [UInt8]) -> Range<Int>? {
        var from = 0
        while let escape = bytes[from...].firstIndex(of: pasteEnd[0]) {
            if bytes[escape...].starts(with: pasteEnd) { return escape..<escape + pasteEnd.count }
            from = escape + 1
        }
        return nil
    }
}
