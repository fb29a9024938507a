internal import LuaSyntax

extension Block {
    /// Whether it ends by leaving what is around it. Failing is no way out: what follows is for every run that goes well.
    var leaves: Bool {
        switch statements.last?.kind {
        case .return, .goto, .break: true
        default: false
        }
    }

    /// Whether a loop that it is in is over at its end.
    func endsLoop(byReturn: Bool) -> Bool {
        switch statements.last?.kind {
        case .break: true
        case .return: byReturn
        default: false
        }
    }
}

extension Statement {
    /// Whether something in a loop may end it before its last turn.
    var mayEndEarly: Bool {
        blocks.contains { $0.hasWayOut(isInnermost: true, around: $0.labels) }
    }
}

extension Block {
    /// The labels in it, where `goto` stays in the loop.
    fileprivate var labels: Set<String> {
        statements.reduce(into: []) { labels, statement in
            if case .label(let name) = statement.kind { labels.insert(name.text) }
            for block in statement.ownBlocks { labels.formUnion(block.labels) }
        }
    }

    /// - Parameter isInnermost: whether `break` is for the loop in question.
    fileprivate func hasWayOut(isInnermost: Bool, around labels: Set<String>) -> Bool {
        statements.contains { statement in
            switch statement.kind {
            case .return: true
            case .break: isInnermost
            case .goto(let name): !labels.contains(name.text)
            default:
                statement.ownBlocks.contains { block in
                    block.hasWayOut(isInnermost: isInnermost && !statement.isLoop, around: labels)
                }
            }
        }
    }
}

extension Statement {
    /// The blocks in it that run with it; not those of functions.
    fileprivate var ownBlocks: [Block] {
        switch kind {
        case .function, .localFunction: []
        default: blocks
        }
    }

    fileprivate var isLoop: Bool {
        switch kind {
        case .while, .repeat, .numericFor, .genericFor: true
        default: false
        }
    }
}
