/// What somebody did at the keyboard.
package enum Key: Sendable, Hashable {
    /// Characters that were typed.
    case text(String)
    /// What was pasted, in a terminal that says so: however long, and whatever is in it.
    case paste(String)
    /// A letter or one of `@[\]^_ ` with Ctrl, in lower case.
    case control(Character)
    /// A character with Alt, or after Escape.
    case alt(Character)
    case named(NamedKey, Modifiers)
    /// Bytes that mean nothing to us, such as a terminal's answer to a question of somebody else.
    case unknown([UInt8])

    package static func named(_ key: NamedKey) -> Key { .named(key, []) }
}

package enum NamedKey: Sendable, Hashable {
    case up, down, left, right, home, end, pageUp, pageDown, insert, delete, backspace, tab, enter, escape
    case function(Int)
}

package struct Modifiers: OptionSet, Sendable, Hashable {
    package let rawValue: Int

    package static let shift = Modifiers(rawValue: 1)
    package static let alt = Modifiers(rawValue: 2)
    package static let control = Modifiers(rawValue: 4)

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// From xterm's parameter, which is one more than the sum of the keys held: 1 Shift, 2 Alt, 4 Ctrl, 8 Meta.
    init(parameter: Int) {
        let held = max(parameter - 1, 0)
        self = Modifiers(rawValue: held & 7)
        if held & 8 != 0 { insert(.alt) }
    }
}
