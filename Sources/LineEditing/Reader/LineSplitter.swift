/// Makes lines of bytes; the last need not end.
struct LineSplitter: Sendable {
    private var bytes: [UInt8] = []
    private var hasEnded = false

    /// Whether there is nothing more, and will not be.
    var isOver: Bool { hasEnded && bytes.isEmpty }

    mutating func add(_ more: [UInt8]) { bytes += more }

    mutating func end() { hasEnded = true }

    mutating func next() -> String? {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
            guard hasEnded, !bytes.isEmpty else { return nil }
            defer { bytes = [] }
            return Self.line(bytes[...])
        }
        defer { bytes.removeFirst(end + 1) }
        return Self.line(bytes[..<end])
    }

    private static func line(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
    }
}
