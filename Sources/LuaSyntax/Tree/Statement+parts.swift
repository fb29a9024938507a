extension Statement {
    /// The expressions directly in it, in the order of the source; those that are assigned to as well. A function that the
    /// statement declares is in `blocks`.
    package var expressions: [Expression] {
        switch kind {
        case .local(_, let values), .return(let values): values
        case .assignment(let targets, let values): targets + values
        case .call(let expression), .expression(let expression), .while(let expression, _): [expression]
        case .repeat(_, let condition): [condition]
        case .if(let clauses, _): clauses.map(\.condition)
        case .numericFor(_, let first, let last, let step, _): [first, last] + (step.map { [$0] } ?? [])
        case .genericFor(_, let values, _): values
        case .function(let name, _): [name.target]
        case .do, .localFunction, .break, .goto, .label, .wrong: []
        }
    }

    /// The blocks directly in it.
    package var blocks: [Block] {
        switch kind {
        case .do(let block), .while(_, let block), .repeat(let block, _), .numericFor(_, _, _, _, let block),
            .genericFor(_, _, let block):
            [block]
        case .if(let clauses, let otherwise): clauses.map(\.block) + (otherwise.map { [$0] } ?? [])
        case .function(_, let body), .localFunction(_, let body): [body.block]
        default: []
        }
    }
}
