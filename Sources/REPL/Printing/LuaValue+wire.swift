package import Trakt

extension LuaValue {
    /// A value as the prelude's `inspect` says it.
    ///
    /// What JSON can say stands for itself: `null`, `true`, `7`, `7.5`, `"text"`. Anything else is an object with its
    /// sort under `t`:
    ///
    /// - `string`: `text`, or `hex` where it is no UTF-8; `more`: how many bytes were left out
    /// - `number`: `text`: `nan`, `inf` or `-inf`
    /// - `table`: `items`, an array; `members`, an array of `[key, value]`; `more_items`, `more_members`: how many were
    ///   left out; `name` and `kind`, texts; `facts`, an object
    /// - `text`: `text`, `more`
    /// - `other`: `text`
    /// - `function`, `cycle`, `deep`
    ///
    /// What is none of these is nil.
    package init(wire document: JSONValue) {
        switch document {
        case .null, .array: self = .nil
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .number(let number): self = .number(number)
        case .string(let text): self = .string(LuaString(text))
        case .object(let members): self.init(members)
        }
    }

    private init(_ members: [String: JSONValue]) {
        let text = members["text"]?.string ?? ""
        switch members["t"]?.string {
        case "string": self = .string(LuaString(wire: members))
        case "number": self = .number(Double(text) ?? .nan)
        case "table": self = .table(LuaTable(wire: members))
        case "text": self = .text(LuaString(wire: members))
        case "function": self = .function
        case "cycle": self = .cycle
        case "deep": self = .deep
        case "other": self = .other(text)
        default: self = .nil
        }
    }
}

extension LuaString {
    fileprivate init(wire members: [String: JSONValue]) {
        let omitted = members["more"]?.integer.flatMap { Int(exactly: $0) } ?? 0
        guard let hex = members["hex"]?.string else {
            self.init(members["text"]?.string ?? "", omittedBytes: omitted)
            return
        }
        let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        self.init(
            stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) },
            omittedBytes: omitted)
    }
}

extension LuaTable {
    fileprivate init(wire members: [String: JSONValue]) {
        func count(_ name: String) -> Int { members[name]?.integer.flatMap { Int(exactly: $0) } ?? 0 }
        self.init(
            items: (members["items"]?.array ?? []).map { LuaValue(wire: $0) },
            members: (members["members"]?.array ?? []).compactMap { pair in
                guard let pair = pair.array, pair.count == 2 else { return nil }
                return Member(LuaValue(wire: pair[0]), LuaValue(wire: pair[1]))
            })
        omittedItems = count("more_items")
        omittedMembers = count("more_members")
        label = members["name"]?.string
        kind = members["kind"]?.string
        facts = (members["facts"]?.object ?? [:]).mapValues { LuaValue(wire: $0) }
    }
}
