package import Foundation

/// What a command asks of the process that runs the rules.
package struct RuleRequest: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, Codable {
        /// Runs the rule now, whatever its schedule says.
        case trigger
    }

    package let id: Int64
    package let key: RuleKey
    package let kind: Kind
    package let at: Date

    package init(id: Int64, key: RuleKey, kind: Kind, at: Date) {
        self.id = id
        self.key = key
        self.kind = kind
        self.at = at
    }
}
