/// A value of a session as it is shown: a picture of it, bounded, that no longer changes with it.
///
/// The prelude's `inspect` takes the picture; ``init(wire:)`` says how it comes here.
package indirect enum LuaValue: Sendable, Hashable {
    case `nil`
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case string(LuaString)
    case table(LuaTable)
    /// A value that says itself what it is (`__tostring`): an endpoint, an instant, a set.
    case text(LuaString)
    case function
    /// Anything else, by the name of its type; `json.null` too.
    case other(String)
    /// A table within itself.
    case cycle
    /// A table that lies too deep to be looked into.
    case deep
}

/// A string of Lua's, of which the end may be missing.
package struct LuaString: Sendable, Hashable {
    package var bytes: [UInt8]
    package var omittedBytes: Int

    package init(_ bytes: [UInt8], omittedBytes: Int = 0) {
        self.bytes = bytes
        self.omittedBytes = omittedBytes
    }

    package init(_ text: String, omittedBytes: Int = 0) { self.init(Array(text.utf8), omittedBytes: omittedBytes) }

    /// The text; nil where the bytes are no UTF-8.
    package var text: String? { String(validating: bytes, as: UTF8.self) }
}

/// What a table holds, as far as it was looked at.
package struct LuaTable: Sendable, Hashable {
    package struct Member: Sendable, Hashable {
        package var key: LuaValue
        package var value: LuaValue

        package init(_ key: LuaValue, _ value: LuaValue) {
            self.key = key
            self.value = value
        }
    }

    /// The values at 1, 2, 3, …
    package var items: [LuaValue] = []
    /// What has another key, in the order of `pairs`.
    package var members: [Member] = []
    package var omittedItems = 0
    package var omittedMembers = 0
    /// The `__name` of its metatable; "error" for an error of the program's own.
    package var label: String?
    /// "movie" or "show", where the value came from a call that says so and does not say so itself.
    package var kind: String?
    /// What an array of Trakt's knows beside its items: `item_count`, `page`, `complete`, …
    package var facts: [String: LuaValue] = [:]

    package init(items: [LuaValue] = [], members: [Member] = []) {
        self.items = items
        self.members = members
    }

    package var isEmpty: Bool { itemCount == 0 && memberCount == 0 }
    package var itemCount: Int { items.count + omittedItems }
    package var memberCount: Int { members.count + omittedMembers }

    /// The value of a member with a name.
    package subscript(name: String) -> LuaValue? { members.first { $0.key.text == name }?.value }
}

extension LuaValue {
    /// The text of a whole string.
    package var text: String? {
        if case .string(let string) = self, string.omittedBytes == 0 { string.text } else { nil }
    }

    package var integer: Int64? { if case .integer(let number) = self { number } else { nil } }

    package var table: LuaTable? { if case .table(let table) = self { table } else { nil } }

    /// Whether nothing is inside it.
    package var isScalar: Bool {
        switch self {
        case .table, .cycle, .deep: false
        default: true
        }
    }
}
