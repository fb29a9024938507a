internal import Journal

/// What a run of a rule is held to, whatever its script says this time: it is that rule, and keeps what the rule promised when
/// its file was read.
struct RuleBond: Sendable, Hashable {
    let key: RuleKey
    /// The rule's file, which names a rule that has no other name.
    let path: String
    /// Nil where nobody has read the file, and its name is all that is known.
    let promise: RulePromise?

    /// Throws where what a script says of itself is not the same.
    func check(_ rule: RuleDeclaration) throws(RunError) {
        guard rule.ruleName(inFile: path) == key.name, promise ?? rule.promise == rule.promise else {
            throw .otherRule(name: key.name)
        }
    }
}
