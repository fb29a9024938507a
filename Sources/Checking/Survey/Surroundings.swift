internal import LuaSyntax

/// What is around a place in a script and decides what a call there means.
struct Surroundings {
    /// The loops around it within its function, the innermost last.
    var loops: [Loop] = []
    /// Inside `pcall`: the script expects an error.
    var isProtected = false
    /// Where no call may wait, in words: "the order function of table.sort".
    var noWait: String?
    /// True where it is not reached by every run of the function: in `if`, in a loop, after a way out.
    var isConditional = false
    /// Where the branches of `if` around it begin, the innermost last.
    var branches: [Int] = []
    /// Whether the innermost loop ends after it, so that it is done once.
    var isLastTurn = false
    /// Whether `return` ends the innermost loop; not in a function that is called inside it.
    var returnEndsLoop = false
    /// The function it belongs to, by the place of its parameters; 0 for the script's own text.
    var function = 0

    /// The surroundings of a function's body that runs some other time.
    ///
    /// - Parameter isAttempted: whether `pcall` is given the function by its name.
    init(in body: FunctionBody, isAttempted: Bool) {
        isProtected = isAttempted
        function = body.range.start
    }

    init(isProtected: Bool = false) { self.isProtected = isProtected }

    /// The surroundings of the body of a function that is called there and then.
    var inCall: Surroundings {
        var inside = self
        inside.returnEndsLoop = false
        return inside
    }
}

struct Loop {
    /// The whole statement.
    let range: SourceRange
    /// What a `for` goes through.
    let values: [Expression]
    let isFor: Bool
    /// Whether something in it may end it before its last turn.
    let mayLeave: Bool
}

/// One call in a script.
struct CallSite {
    let expression: Expression
    /// What is called.
    let callee: Thing
    /// The function or method's name, for its place.
    let calleeRange: SourceRange
    let method: Name?
    /// What the method is called on.
    let base: Expression?
    let arguments: [Expression]
    let surroundings: Surroundings
}

/// One use of a field by its name.
struct Access {
    enum Use {
        case read, call, methodCall, write
    }

    let base: Expression
    let name: Name
    let use: Use
    let surroundings: Surroundings
}
