import TestSupport
import Trakt

/// Makes of what is right what somebody would send who looks for a hole.
struct Mischief {
    var chance: SeededChance

    // MARK: Values

    static let texts: [String] = [
        "", " ", "\0", "a\0b", "\n", "moonreel: all is well\n", "\u{1B}[2J", "\u{202E}txt", "\u{2028}", "\u{FEFF}",
        "\u{E0001}", "..", ".", "/", "../../etc/passwd", "%2e%2e%2f", "a/b", "a?b=c", "a#b", "a&b=c", "me", "null",
        "true", "-1", "0", "007", "1e9", "9223372036854775808", "NaN", "tt", "tt0", "2026-02-30", "9999-99-99",
        "2026-03-04T12:34:56Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00", "é", "💥", "🏳️‍🌈",
        "http://169.254.169.254/", "https://api.trakt.tv", "every 1s", "* * * * *", "at 99:99",
        "e" + String(repeating: "\u{301}", count: 3000), String(repeating: "x", count: 5000),
        String(repeating: "\n", count: 500),
    ]

    static let numbers: [JSONValue] = [
        0, 1, -1, 2, 250, 251, 10_000, 1_000_001, .integer(.max), .integer(.min), .integer(.max - 1), 4_294_967_296,
        9_007_199_254_740_993, 0.5, -0.0, 1e308, -1e308, .number(.leastNonzeroMagnitude), 1e19, 9.3e18, -9.3e18,
        1.7976931348623157e308,
    ]

    mutating func text() -> String {
        chance.below(700) == 0 ? String(repeating: "x", count: 1 << 18) : chance.one(of: Self.texts)
    }

    /// Any value at all.
    mutating func value(depth: Int = 0) -> JSONValue {
        switch chance.below(depth > 3 ? 5 : 9) {
        case 0: return .null
        case 1: return .boolean(chance.below(2) == 0)
        case 2: return chance.one(of: Self.numbers)
        case 3, 4: return .string(text())
        case 5: return .array((0..<chance.below(4)).map { _ in value(depth: depth + 1) })
        case 6: return .array(Array(repeating: value(depth: 4), count: chance.below(300)))
        case 7: return nested(chance.one(of: [2, 60, 400]))
        default:
            return .object(
                Dictionary((0..<chance.below(4)).map { _ in (text(), value(depth: depth + 1)) }) { $1 })
        }
    }

    private mutating func nested(_ depth: Int) -> JSONValue {
        let isList = chance.below(2) == 0
        return (0..<depth).reduce(.null) { inner, _ in isList ? .array([inner]) : ["ids": inner] }
    }

    // MARK: Trees

    /// The value with something in it that is another one.
    mutating func disturbed(_ value: JSONValue) -> JSONValue {
        guard chance.below(4) > 0 else { return self.value() }
        switch value {
        case .array(let elements) where !elements.isEmpty: return .array(disturbed(elements))
        case .object(let members) where !members.isEmpty: return .object(disturbed(members))
        default: return self.value()
        }
    }

    private mutating func disturbed(_ elements: [JSONValue]) -> [JSONValue] {
        var elements = elements
        let place = chance.below(elements.count)
        switch chance.below(6) {
        case 0: elements.remove(at: place)
        case 1: elements.insert(value(), at: place)
        case 2: elements += Array(repeating: elements[place], count: chance.below(300))
        default: elements[place] = disturbed(elements[place])
        }
        return elements
    }

    private mutating func disturbed(_ members: [String: JSONValue]) -> [String: JSONValue] {
        var members = members
        let name = chance.one(of: members.keys.sorted())
        switch chance.below(6) {
        case 0: members[name] = nil
        case 1: members[text()] = members.removeValue(forKey: name)
        case 2: members[text()] = value()
        default: members[name] = disturbed(members[name] ?? .null)
        }
        return members
    }

    // MARK: Bytes

    /// The document with something done to its bytes, mostly so that it is none any more.
    mutating func broken(_ document: [UInt8]) -> [UInt8] {
        var bytes = document
        let place = chance.below(bytes.count + 1)
        switch chance.below(9) {
        case 0: return Array(bytes[..<place])
        case 1: return bytes + bytes
        case 2: bytes.insert(contentsOf: [0xFF, 0xC0, 0xAF], at: place)
        case 3: bytes.insert(UInt8(chance.below(256)), at: place)
        case 4 where place < bytes.count: bytes[place] = UInt8(chance.below(256))
        case 5: return Array(String(repeating: chance.one(of: ["[", "{\"a\":"]), count: 6_000).utf8)
        case 6: return twice(bytes)
        case 7: return otherNumber(bytes)
        default: bytes.insert(contentsOf: Array(#"\ud800"#.utf8), at: place)
        }
        return bytes
    }

    /// Names a member twice.
    private mutating func twice(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.first == UInt8(ascii: "{"), bytes.count > 2 else { return bytes }
        return [UInt8(ascii: "{")] + bytes.dropFirst().dropLast() + [UInt8(ascii: ",")] + bytes.dropFirst()
    }

    private mutating func otherNumber(_ bytes: [UInt8]) -> [UInt8] {
        let words = ["NaN", "Infinity", "-0", "1e999", "-1e999", "0x10", "1.", ".5", "+1", "01"]
        let word = chance.below(4) == 0 ? String(repeating: "9", count: 400) : chance.one(of: words)
        let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
        guard !digits.isEmpty else { return Array(word.utf8) }
        let place = chance.one(of: digits)
        return bytes[..<place] + Array(word.utf8) + bytes[(place + 1)...]
    }
}
