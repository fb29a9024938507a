extension Filter {
    /// The text a value is sent as: `{ 2005, 2010 }` becomes `2005-2010`, `{ "action", "drama" }` becomes
    /// `action,drama`.
    func text(of value: JSONValue) throws(ValueProblem) -> String {
        switch kind {
        case .text: return try Parameter.Kind.plainText(value)
        case .boolean: return try Parameter.Kind.boolean.text(of: value)
        case .oneOf(let words): return try Parameter.Kind.word(value, among: words)
        case .range(let bounds, let decimals): return try Self.range(value, within: bounds, decimals: decimals)
        case .years: return try Self.years(value)
        case .slugs, .names:
            return try Parameter.Kind.joined(value) { item throws(ValueProblem) in
                try Parameter.Kind.plainText(item)
            }
        case .numbers:
            return try Parameter.Kind.joined(value) { item throws(ValueProblem) in
                String(try Parameter.Kind.integer(item, in: 1...Int64.max))
            }
        case .codes:
            return try Parameter.Kind.joined(value) { item throws(ValueProblem) in try Parameter.Kind.code(item) }
        case .words(let words, let excludes):
            return try Parameter.Kind.joined(value) { item throws(ValueProblem) in
                guard excludes, let text = item.string, text.hasPrefix("-") else {
                    return try Parameter.Kind.word(item, among: words)
                }
                return "-" + (try Parameter.Kind.word(.string(String(text.dropFirst())), among: words))
            }
        }
    }

    private static func range(
        _ value: JSONValue, within bounds: ClosedRange<Double>, decimals: Bool
    ) throws(ValueProblem) -> String {
        guard let (low, high) = try ends(of: value) else {
            throw ValueProblem(
                code: .wrongType, detail: "a single number is no range; write both ends, as in \"75-100\"", got: value)
        }
        guard low <= high else { throw reversed(value) }
        guard bounds.contains(low), bounds.contains(high) else { throw .outOfRange(value) }
        guard decimals || (low == low.rounded() && high == high.rounded()) else {
            throw ValueProblem(code: .wrongType, detail: "only whole numbers", got: value)
        }
        return text(low, decimals) + "-" + text(high, decimals)
    }

    private static func years(_ value: JSONValue) throws(ValueProblem) -> String {
        let single = value.integer ?? value.string.flatMap { Moment.digits($0).map { Int64($0) } }
        let (low, high): (Double, Double)
        if let single {
            (low, high) = (Double(single), Double(single))
        } else {
            guard let ends = try ends(of: value) else { throw .wrongType(value) }
            (low, high) = ends
        }
        guard low <= high else { throw reversed(value) }
        guard low >= 1000, high <= 9999, low == low.rounded(), high == high.rounded() else { throw .outOfRange(value) }
        return single == nil ? text(low, false) + "-" + text(high, false) : text(low, false)
    }

    /// The two ends of a range written as `"a-b"` or `{ a, b }`; nil where it is a single value.
    private static func ends(of value: JSONValue) throws(ValueProblem) -> (Double, Double)? {
        switch value {
        case .array(let elements):
            guard elements.count == 2, let low = elements[0].number, let high = elements[1].number else {
                throw .wrongType(value)
            }
            return (low, high)
        case .string(let text):
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            if parts.count == 1 { return nil }
            guard parts.count == 2, let low = decimal(parts[0]), let high = decimal(parts[1]) else {
                throw .wrongType(value)
            }
            return (low, high)
        case .integer, .number: return nil
        default: throw .wrongType(value)
        }
    }

    /// A number in plain notation: `Double` alone would take "inf", "0x10" and "1e9" as well.
    private static func decimal(_ text: Substring) -> Double? {
        guard text.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") }) else { return nil }
        return Double(text)
    }

    private static func reversed(_ value: JSONValue) -> ValueProblem {
        ValueProblem(code: .reversedRange, detail: "the first end is larger than the second", got: value)
    }
}
