/// A piece of a script that has a value.
package struct Expression: Sendable {
    package indirect enum Kind: Sendable {
        case `nil`
        case `true`
        case `false`
        case number(NumberLiteral)
        case string([UInt8])
        /// `...`
        case varargs
        case function(FunctionBody)
        case table([TableField])
        case name(Name)
        /// `base.name`
        case field(Expression, Name)
        /// `base[key]`
        case index(Expression, Expression)
        case call(Expression, CallArguments)
        /// `base:name(…)`
        case methodCall(Expression, Name, CallArguments)
        /// `base:name` without arguments, which is an error; kept for those who complete what is typed.
        case unfinishedMethod(Expression, Name?)
        case binary(BinaryOperator, Expression, Expression)
        case unary(UnaryOperator, Expression)
        case parenthesized(Expression)
        /// What could not be read.
        case wrong
    }

    package let kind: Kind
    package let range: SourceRange
    /// How many levels there are below this one: bounded, so that who walks through a tree has stack enough.
    let depth: Int

    init(_ kind: Kind, _ range: SourceRange, depth: Int) {
        self.kind = kind
        self.range = range
        self.depth = depth
    }
}

/// An identifier where it stands.
package struct Name: Sendable, Hashable {
    package let text: String
    package let range: SourceRange

    package init(_ text: String, _ range: SourceRange) {
        self.text = text
        self.range = range
    }
}

/// What a call is given, with its brackets: `(a, b)`, `{ … }` or `"text"`.
package struct CallArguments: Sendable {
    package let values: [Expression]
    package let range: SourceRange
}

package struct TableField: Sendable {
    package enum Key: Sendable {
        /// A value alone, which gets the next position.
        case none
        /// `name = value`
        case name(Name)
        /// `[key] = value`
        case expression(Expression)
    }

    package let key: Key
    package let value: Expression
    package let range: SourceRange
}

/// What comes after the word `function` and the name.
package struct FunctionBody: Sendable {
    package let parameters: [Name]
    /// The place of `...` among the parameters.
    package let varargs: SourceRange?
    package let block: Block
    /// From the parameters to `end`.
    package let range: SourceRange
    /// Functions written as `a:b()` have `self` as well.
    package let hasSelf: Bool
}

package enum UnaryOperator: String, Sendable, Hashable {
    case not
    case negate = "-"
    case length = "#"
    case complement = "~"

    static let priority = 12
}

package enum BinaryOperator: String, Sendable, Hashable {
    case or, and
    case less = "<"
    case greater = ">"
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case notEqual = "~="
    case equal = "=="
    case bitOr = "|"
    case bitXor = "~"
    case bitAnd = "&"
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case concatenate = ".."
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case divideWhole = "//"
    case modulo = "%"
    case power = "^"

    /// How strongly it holds what is to its left and to its right (Lua manual, section 3.4.8).
    var priority: (left: Int, right: Int) {
        switch self {
        case .or: (1, 1)
        case .and: (2, 2)
        case .less, .greater, .lessOrEqual, .greaterOrEqual, .notEqual, .equal: (3, 3)
        case .bitOr: (4, 4)
        case .bitXor: (5, 5)
        case .bitAnd: (6, 6)
        case .shiftLeft, .shiftRight: (7, 7)
        case .concatenate: (9, 8)
        case .plus, .minus: (10, 10)
        case .times, .divide, .divideWhole, .modulo: (11, 11)
        case .power: (14, 13)
        }
    }
}
