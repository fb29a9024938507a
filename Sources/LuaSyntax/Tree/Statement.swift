/// One statement.
package struct Statement: Sendable {
    package indirect enum Kind: Sendable {
        case local([LocalName], [Expression])
        case assignment([Expression], [Expression])
        case call(Expression)
        case `do`(Block)
        case `while`(Expression, Block)
        case `repeat`(Block, until: Expression)
        case `if`([ConditionalBlock], else: Block?)
        case numericFor(Name, from: Expression, to: Expression, step: Expression?, Block)
        case genericFor([Name], in: [Expression], Block)
        case function(FunctionName, FunctionBody)
        case localFunction(Name, FunctionBody)
        case `return`([Expression])
        case `break`
        case goto(Name)
        case label(Name)
        /// An expression that is no statement, such as `a.b` alone: an error, kept for those who look at what is typed.
        case expression(Expression)
        /// What could not be read.
        case wrong
    }

    package let kind: Kind
    package let range: SourceRange
    let depth: Int

    init(_ kind: Kind, _ range: SourceRange, depth: Int) {
        self.kind = kind
        self.range = range
        self.depth = depth
    }
}

/// Statements that share their local variables.
package struct Block: Sendable {
    package let statements: [Statement]
    /// From the first statement to what ends the block.
    package let range: SourceRange
    /// How many levels there are below this one.
    package let depth: Int

    package init(_ statements: [Statement], _ range: SourceRange) {
        self.statements = statements
        self.range = range
        depth = statements.reduce(0) { max($0, $1.depth) } + 1
    }
}

/// A name that `local` declares.
package struct LocalName: Sendable {
    package let name: Name
    /// `const` or `close`.
    package let attribute: Name?
}

/// One `if` or `elseif` with what is done then.
package struct ConditionalBlock: Sendable {
    package let condition: Expression
    package let block: Block
}

/// `a.b.c:d` in `function a.b.c:d()`.
package struct FunctionName: Sendable {
    /// The variable or field that is assigned, without the method.
    package let target: Expression
    package let method: Name?
}
