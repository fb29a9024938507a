/// The table that a rule keeps from one run to the next: whose it is.
package struct RuleTableKey: Sendable, Hashable {
    /// Whose account, as `RunContext.owner` says.
    package let owner: String
    /// The rule's name, or that of its file where it has none.
    package let rule: String
    /// Whether it is of no use to anybody once this process has ended, because the account goes with it.
    package let isFleeting: Bool

    package init(owner: String, rule: String, isFleeting: Bool = false) {
        self.owner = owner
        self.rule = rule
        self.isFleeting = isFleeting
    }
}

/// What a run leaves in its rule's store. Keys that it did not change are not among them, so that two runs at once keep each
/// other's.
package struct RuleStoreChanges: Sendable, Hashable {
    package var store: RuleTableKey
    /// JSON documents by the JSON of their keys; nil for a key that is gone.
    package var values: [String: [UInt8]?]
    /// What the store had when the run first opened it, in the same form, for a run that is not in its first attempt. A key that
    /// has another value by now is left as it is: a later run has been there, and this one knows nothing of it.
    package var found: [String: [UInt8]]?

    package init(_ store: RuleTableKey, _ values: [String: [UInt8]?]) {
        self.store = store
        self.values = values
    }
}
