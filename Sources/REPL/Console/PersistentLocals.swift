internal import LuaSyntax

/// Lets `local x = 1` be there for the inputs that follow: at the outermost level, where a script would have it to its end, the
/// word `local` is taken out, so that the name is a global of the session.
///
/// A local stays one where its input would do something else with a global: where it is `<const>` or `<close>`, where a function
/// holds on to a variable that another of the same name hides later, or to a global of that name.
package struct PersistentLocals: Sendable {
    /// The input with blanks in place of those words; every line in it, and its length, stays what it was.
    package let text: String
    /// What were locals and are globals of the session now.
    package let names: Set<String>
    /// What stays local, and is gone when the input is done.
    package let remaining: Set<String>

    package init(of text: String) {
        self.init(of: text, Chunk(parsing: Array(text.utf8)))
    }

    init(of text: String, _ chunk: Chunk) {
        let declarations = chunk.errors.isEmpty ? chunk.block.statements.compactMap(OutermostLocals.init) : []
        let remaining = Self.remaining(of: declarations, in: chunk)
        let spread = declarations.filter { remaining.isDisjoint(with: $0.names) }
        self.remaining = remaining
        names = Set(spread.flatMap(\.names))
        guard !spread.isEmpty else {
            self.text = text
            return
        }
        var bytes = chunk.source
        for declaration in spread { bytes.replaceSubrange(declaration.range, with: declaration.spread(bytes)) }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    package static func spread(_ text: String) -> String { Self(of: text).text }

    /// The names that have to stay local.
    private static func remaining(of declarations: [OutermostLocals], in chunk: Chunk) -> Set<String> {
        let all = Set(declarations.flatMap(\.names))
        // A jump back makes a local anew; with another `_ENV`, what a global is cannot be told from here.
        guard !chunk.hasOutermostLabel, !chunk.names("_ENV") else { return all }
        var remaining = all.intersection(chunk.globalsInFunctions)
        let variables = Dictionary(
            chunk.scopes.variables.map { ($0.name.range.start, $0) }, uniquingKeysWith: { first, _ in first })
        var later: Set<String> = []
        for declaration in declarations.reversed() {
            // `local x, x` is right; which one `x, x =` leaves is not said.
            if declaration.hasAttribute || Set(declaration.names).count < declaration.names.count {
                remaining.formUnion(declaration.names)
            }
            for place in declaration.places where variables[place.range.start]?.isCaptured ?? true {
                if later.contains(place.text) { remaining.insert(place.text) }
            }
            later.formUnion(declaration.names)
        }
        // Names that one statement declares stay together, and so do all statements that declare a name.
        while let next = declarations.first(where: { $0.isPartly(in: remaining) }) { remaining.formUnion(next.names) }
        return remaining
    }
}

/// A statement of the outermost level that declares locals.
private struct OutermostLocals {
    let places: [Name]
    let range: Range<Int>
    let hasAttribute: Bool
    private let hasValue: Bool

    init?(_ statement: Statement) {
        range = statement.range.start..<statement.range.end
        switch statement.kind {
        case .localFunction(let name, _):
            (places, hasAttribute, hasValue) = ([name], false, true)
        case .local(let names, let values):
            places = names.map(\.name)
            hasAttribute = names.contains { $0.attribute != nil }
            hasValue = !values.isEmpty
        default: return nil
        }
    }

    var names: [String] { places.map(\.text) }

    func isPartly(in names: Set<String>) -> Bool {
        let inside = self.names.filter(names.contains)
        return !inside.isEmpty && inside.count < self.names.count
    }

    /// The statement without its `local`, of the same length: `local a` becomes `  a=nil`.
    func spread(_ source: [UInt8]) -> [UInt8] {
        let rest = source[range].dropFirst("local".utf8.count)
        return hasValue ? Array("     ".utf8) + rest : Array(" ".utf8) + rest + Array("=nil".utf8)
    }
}

extension Chunk {
    /// Whether a name stands anywhere in it as a variable or a field.
    func names(_ name: String) -> Bool {
        tokens.contains { $0.kind == .name && source[$0.range.start..<$0.range.end].elementsEqual(name.utf8) }
    }

    var hasOutermostLabel: Bool {
        block.statements.contains {
            if case .label = $0.kind { true } else { false }
        }
    }

    /// Globals that are named, or may be, when a function is called and not while the chunk goes through that place: those that
    /// stand behind the word `function` in a statement.
    var globalsInFunctions: Set<String> {
        let functions = tokens.filter { $0.kind == .keyword(.function) }.map(\.range.start)
        var names: Set<String> = []
        for use in scopes.globals {
            let start = block.statements.last { $0.range.start <= use.name.range.start }?.range.start ?? 0
            if functions.contains(where: { start <= $0 && $0 < use.name.range.start }) { names.insert(use.name.text) }
        }
        return names
    }
}
