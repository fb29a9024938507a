/// What an account is called on this machine: the name of its file, so letters, digits, `-` and `_` only.
package struct AccountName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    /// Nil for what is no name: empty, longer than 64, beginning with a dash, or with other characters in it.
    package init?(_ text: String) {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isPlain, (1...64).contains(text.utf8.count), !text.hasPrefix("-") else { return nil }
        self.text = text
    }

    /// The name an account has when nothing better is known.
    package static let main = AccountName(unchecked: "main")

    private init(unchecked text: String) { self.text = text }

    /// What a name may be, as the end of a sentence.
    package static let accepts = "letters, digits, - and _, at most 64, not beginning with -"

    package var description: String { text }

    package static func < (one: AccountName, other: AccountName) -> Bool { one.text < other.text }
}
