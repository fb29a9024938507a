/// What is known of a function while its body is resolved.
struct FunctionScope {
    struct Label {
        let name: String
        let active: Int
    }

    struct Jump {
        let name: Name
        /// How many variables there are where the jump is.
        var active: Int
    }

    struct BlockScope {
        let variables: Int
        let active: Int
        let labels: Int
        let jumps: Int
    }

    let takesVarargs: Bool
    /// Where its variables begin among all that are active.
    let firstVariable: Int
    var loops = 0
    /// The blocks that are open, the innermost last.
    var blocks: [BlockScope] = []
    /// Variables of its own that are active, with those that loops keep for themselves.
    var active = 0
    var captured: Set<Int> = []
    var labels: [Label] = []
    /// Forward jumps whose label has not come yet.
    var jumps: [Jump] = []

    /// Takes the jumps to a label that has come, and tells of those that would enter the scope of a variable.
    mutating func settle(_ label: Label, from first: Int) -> [Jump] {
        let settled = jumps[first...].filter { $0.name.text == label.name }
        jumps = jumps[..<first] + jumps[first...].filter { $0.name.text != label.name }
        return settled.filter { $0.active < label.active }
    }

    /// Jumps out of a block have only the variables around it.
    mutating func leave(_ block: BlockScope) {
        active = block.active
        labels.removeSubrange(block.labels...)
        for place in block.jumps..<jumps.count { jumps[place].active = min(jumps[place].active, block.active) }
    }
}
