/// Which rule: two accounts may each have one of the same name.
package struct RuleKey: Sendable, Hashable, Codable {
    /// Whose it is, as effects know it.
    package let account: String
    /// What it calls itself, or its file's name without the ending.
    package let name: String

    package init(account: String, name: String) {
        self.account = account
        self.name = name
    }
}

extension RuleKey: Comparable {
    package static func < (one: RuleKey, other: RuleKey) -> Bool {
        (one.account, one.name) < (other.account, other.name)
    }
}
