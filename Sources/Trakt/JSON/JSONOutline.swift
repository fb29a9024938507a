/// What can be told of a JSON document without reading it: which kind it is, how many items it holds and whether its
/// end is there. One pass over the bytes, nothing allocated.
public struct JSONOutline: Sendable, Hashable {
    /// What the document is by its first byte.
    public enum Kind: Sendable, Hashable {
        case array
        case object
        case scalar
    }

    /// What the document is.
    public var kind: Kind
    /// Elements of an array, members of an object; 0 for anything else.
    public var count: Int
    /// Whether every bracket and string that was opened was closed.
    public var isWhole: Bool
    /// Roughly what the document takes in memory once it is read, in numbers of an array: an object with a member takes more
    /// than six of them.
    package var weight: Int

    /// Looks over a document; nil when there is nothing but white space.
    public init?(of bytes: [UInt8]) {
        let outline = bytes.withUnsafeBufferPointer { Self.scan($0) }
        guard let outline else { return nil }
        self = outline
    }

    private init(kind: Kind, count: Int, isWhole: Bool, weight: Int) {
        self.kind = kind
        self.count = count
        self.isWhole = isWhole
        self.weight = weight
    }

    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONOutline? {
        guard let start = bytes.firstIndex(where: { !isSpace($0) }) else { return nil }
        let kind: Kind
        switch bytes[start] {
        case UInt8(ascii: "["): kind = .array
        case UInt8(ascii: "{"): kind = .object
        default: return JSONOutline(kind: .scalar, count: 0, isWhole: true, weight: 1)
        }
        var depth = 0
        var commas = 0
        var weight = 1
        var isEmpty = true
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                isEmpty = false
                while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
                    position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
                }
                guard position < bytes.count else {
                    return JSONOutline(kind: kind, count: commas + 1, isWhole: false, weight: weight)
                }
                position += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                if depth > 0 { isEmpty = false }
                depth += 1
                weight += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 {
                    let rest = bytes[position...].allSatisfy(isSpace)
                    return JSONOutline(kind: kind, count: isEmpty ? 0 : commas + 1, isWhole: rest, weight: weight)
                }
            case UInt8(ascii: ","):
                if depth == 1 { commas += 1 }
                weight += 1
            case UInt8(ascii: ":"): weight += 6
            default:
                if isEmpty, !isSpace(byte) { isEmpty = false }
            }
        }
        return JSONOutline(kind: kind, count: isEmpty ? 0 : commas + 1, isWhole: false, weight: weight)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
