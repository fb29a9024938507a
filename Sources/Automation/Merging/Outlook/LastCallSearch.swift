internal import LuaSyntax

/// Finds the lines on which a rule's `run` asks for an addition, and whatever it does after that, asks for nothing more.
///
/// Goes through `run` from its end, and from the end of each block that ends with `return`. Everything that may ask counts,
/// wherever it is written; a script that jumps, or does several things at once, is not looked at.
struct LastCallSearch {
    private let names: NameUse
    private let lineNumbers: SourceLines
    /// The lines of everything that may ask, in the whole script.
    private let askingLines: [ClosedRange<Int>]
    private(set) var lines: Set<Int> = []

    init(in chunk: Chunk, _ names: NameUse) {
        self.names = names
        lineNumbers = chunk.lines
        askingLines = AskingCalls(in: chunk.block, names).all.map { Self.lines($0.range, chunk.lines) }
        guard let run = RunFunction.body(in: chunk.block) else { return }
        _ = search(run.block)
        for block in Self.leaving(run.block) { _ = search(block) }
    }

    /// Notes the last calls of a block. Answers whether all of it asks nothing.
    private mutating func search(_ block: Block) -> Bool {
        for statement in block.statements.reversed() {
            let asking = AskingCalls(in: statement, names).all
            if asking.isEmpty { continue }
            switch statement.kind {
            case .do(let inner):
                _ = search(inner)
                return false
            case .if(let clauses, let otherwise):
                for block in clauses.map(\.block) + (otherwise.map { [$0] } ?? []) { _ = search(block) }
                return false
            case .while, .repeat, .numericFor, .genericFor, .function, .localFunction: return false
            default:
                note(statement, asking)
                return false
            }
        }
        return true
    }

    /// Notes the lines of a statement that asks for an addition and, before that, at most which list is meant.
    private mutating func note(_ statement: Statement, _ asking: [Expression]) {
        let additions = asking.filter(\.isAddition)
        guard additions.count == 1, let addition = additions.first else { return }
        let others = asking.filter { $0.range != addition.range }
        guard others.allSatisfy({ $0.isListLookUp && $0.range.isInside(addition.range) }) else { return }
        // A place tells the line alone: nothing else may ask there.
        let own = Self.lines(statement.range, lineNumbers)
        guard askingLines.count(where: { $0.overlaps(own) }) == asking.count else { return }
        lines.formUnion(own)
    }

    /// The blocks after which nothing comes, wherever they stand.
    private static func leaving(_ block: Block) -> [Block] {
        block.statements.flatMap { statement -> [Block] in
            if case .localFunction = statement.kind { return [] }
            if case .function = statement.kind { return [] }
            return statement.blocks.flatMap { inner -> [Block] in
                let own = if case .return? = inner.statements.last?.kind { [inner] } else { [Block]() }
                return own + leaving(inner)
            }
        }
    }

    private static func lines(_ range: SourceRange, _ numbers: SourceLines) -> ClosedRange<Int> {
        numbers.line(of: range.start)...numbers.line(of: max(range.start, range.end - 1))
    }
}

extension Expression {
    /// Whether it is written as what may end with an addition to a set.
    fileprivate var isAddition: Bool {
        guard case .methodCall(_, let name, _) = kind else { return false }
        return ["add", "add_if_room", "set"].contains(name.text)
    }
}

extension SourceRange {
    fileprivate func isInside(_ other: SourceRange) -> Bool { other.start <= start && end <= other.end }
}
