/// Finds the frames in what arrives, in whatever pieces that is.
package struct FrameDecoder: Sendable {
    /// The largest frame that a guest takes: an answer of Trakt's is far smaller.
    package static let largest = 64 << 20
    /// The largest frame that a host takes.
    package static let largestOfGuest = 16 << 20

    private let largest: Int
    private var buffer: [UInt8] = []
    private var start = 0

    package init(largest: Int = Self.largest) { self.largest = largest }

    package mutating func append(_ bytes: some Sequence<UInt8>) {
        if start > 0, start == buffer.count || start > 1 << 20 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole frame: its kind and its content. Nil while there is none.
    package mutating func next() throws(FrameError) -> (kind: UInt8, content: [UInt8])? {
        guard buffer.count - start >= 4 else { return nil }
        let length = (0..<4).reduce(0) { $0 | Int(buffer[start + $1]) << (8 * $1) }
        // Before it has arrived: nobody gets so much room for it.
        guard length <= largest else { throw .tooLarge(length) }
        guard length >= 1 else { throw .tooShort }
        guard buffer.count - start >= 4 + length else { return nil }
        defer { start += 4 + length }
        return (buffer[start + 4], Array(buffer[(start + 5)..<(start + 4 + length)]))
    }
}
