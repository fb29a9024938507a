/// Takes a frame's content apart. Whatever is wrong with the bytes is an error, whoever sent them.
struct FrameReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws(FrameError) -> Value {
        let size = MemoryLayout<Value>.size
        guard rest.count >= size else { throw .tooShort }
        defer { rest = rest.dropFirst(size) }
        return rest.prefix(size).reversed().reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
    }

    /// Bytes that stand behind their number.
    mutating func bytes() throws(FrameError) -> [UInt8] {
        let count = Int(try integer(UInt32.self))
        guard rest.count >= count else { throw .tooShort }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func text() throws(FrameError) -> String {
        guard let text = String(validating: try bytes(), as: UTF8.self) else { throw .notText }
        return text
    }

    mutating func flag() throws(FrameError) -> Bool {
        switch try integer(UInt8.self) {
        case 0: false
        case 1: true
        default: throw .unknownValue
        }
    }

    mutating func optional<Value>(
        _ value: (inout FrameReader) throws(FrameError) -> Value
    ) throws(FrameError) -> Value? { try flag() ? try value(&self) : nil }

    func end() throws(FrameError) {
        guard rest.isEmpty else { throw .tooLong }
    }
}

/// A frame that cannot be read.
package enum FrameError: Error, Sendable, Hashable, CustomStringConvertible {
    case tooShort
    case tooLong
    case tooLarge(Int)
    case notText
    case unknownKind(UInt8)
    case unknownValue
    case tooMuch

    package var description: String {
        switch self {
        case .tooShort: "a frame ends in the middle"
        case .tooLong: "a frame has more in it than belongs there"
        case .tooLarge(let count): "a frame of \(count) bytes is larger than frames may be"
        case .notText: "a frame has text in it that is not UTF-8"
        case .unknownKind(let kind): "there is no frame of kind \(kind)"
        case .tooMuch: "a frame has more values in it than are read"
        case .unknownValue: "a frame has a value in it that means nothing"
        }
    }
}
