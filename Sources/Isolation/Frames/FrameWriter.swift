/// Puts a frame together: the length of what follows, in four bytes, its kind in one, and its content. Numbers are
/// little-endian.
struct FrameWriter {
    private(set) var bytes: [UInt8]

    init(_ kind: UInt8, capacity: Int = 64) {
        bytes = []
        bytes.reserveCapacity(capacity + 5)
        bytes.append(contentsOf: [0, 0, 0, 0, kind])
    }

    mutating func add(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ value: [UInt8]) {
        add(UInt32(clamping: value.count))
        bytes.append(contentsOf: value)
    }

    mutating func add(_ value: String) { add(Array(value.utf8)) }

    mutating func add(_ value: Bool) { add(UInt8(value ? 1 : 0)) }

    mutating func add<Value>(_ value: Value?, _ write: (inout FrameWriter, Value) -> Void) {
        add(value != nil)
        if let value { write(&self, value) }
    }

    /// The frame, with its length.
    consuming func finished() -> [UInt8] {
        let length = UInt32(clamping: bytes.count - 4)
        withUnsafeBytes(of: length.littleEndian) { bytes.replaceSubrange(0..<4, with: $0) }
        return bytes
    }
}
