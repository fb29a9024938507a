internal import LuaSyntax

extension Inspector {
    /// What the script's own text calls before it returns the rule.
    mutating func checkOwnText(of rule: RuleTable) {
        guard rule.field("run") != nil else { return }
        let isServed = rule.field("schedule") != nil || rule.field("on_change") != nil
        for call in survey.calls(in: 0) {
            // What a condition holds back may never be called.
            if call.surface != nil {
                add(
                    .earlyCall, call.calleeRange,
                    "this changes something before the rule is returned, so that the run ends there: call it inside run",
                    in: call.surroundings, isDoubt: call.surroundings.isConditional)
            } else if isServed, call.asks {
                add(
                    .earlyCall, call.calleeRange,
                    "the rule's own text asks for this before it returns the rule, which moonreel serve refuses: ask for "
                        + "it inside run", in: call.surroundings, isDoubt: call.surroundings.isConditional)
            }
        }
    }
}

extension CallSite {
    /// Whether somebody has to answer the call; a section of what is hidden is only named.
    fileprivate var asks: Bool {
        if case .opener(.hidden) = callee { return false }
        return waits
    }
}
