/// What a run leaves in its rule's store. Keys that it did not change are not among them, so that two runs at once keep each
/// other's.
package struct RuleStoreChanges: Sendable, Hashable {
    package var rule: RuleKey
    /// Whether they are of no use to anybody once this process has ended, because the account goes with it.
    package var isFleeting: Bool
    /// JSON documents by the JSON of their keys; nil for a key that is gone.
    package var values: [String: [UInt8]?]
    /// What the store had when the run first opened it, in the same form, for a run that is not in its first attempt. A key that
    /// has another value by now is left as it is: a later run has been there, and this one knows nothing of it.
    package var found: [String: [UInt8]]?

    package init(_ rule: RuleKey, _ values: [String: [UInt8]?], isFleeting: Bool = false) {
        self.rule = rule
        self.values = values
        self.isFleeting = isFleeting
    }
}
