internal import LuaSyntax

/// Puts the inputs of a session together as a script, which does by itself what they did one after the other.
struct SavedScript {
    private let entries: [Transcript.Entry]

    init(of entries: [Transcript.Entry]) { self.entries = entries }

    var text: String {
        let text = composed(isApart: false)
        // Each input can be read by itself; together they may have more locals than Lua allows.
        return Self.isRight(text) ? text : composed(isApart: true)
    }

    private static func isRight(_ text: String) -> Bool { Chunk(parsing: Array(text.utf8)).errors.isEmpty }

    /// - Parameter isApart: whether each input is in a block of its own.
    private func composed(isApart: Bool) -> String {
        let keeping = ValuesToKeep(in: entries)
        let targets = entries.indices.map(keeping.targets)
        // `_G.x` and `load "x"` find a global, not a script's local.
        let hasLocals = !isApart && inputs.allSatisfy { $0.globals.isDisjoint(with: ["_G", "load"]) }
        var known: Set<String> = []
        var pieces: [String] = []
        for (place, entry) in entries.enumerated() {
            switch entry {
            case .loaded(let path, _):
                pieces.append(Self.comment("\(path) was loaded here, which is no part of this script."))
            case .typed(let input):
                let writing = InputWriting(input, targets: targets[place])
                let isApart = isApart || input.isApart || isNamedLater(input.locals.remaining, place, targets)
                // A script's `local` is what the session had if nobody has named the variable before.
                let staysLocal = hasLocals && !isApart && known.isDisjoint(with: input.locals.names)
                let piece = writing.text(isApart: isApart, staysLocal: staysLocal, isFirst: pieces.isEmpty)
                pieces.append(Self.isRight(piece) ? piece : Self.unreadable(input))
                known.formUnion(input.globals)
                known.formUnion(input.locals.names)
            }
        }
        return pieces.joined(separator: "\n") + "\n"
    }

    private var inputs: [TypedInput] {
        entries.compactMap {
            if case .typed(let input) = $0 { input } else { nil }
        }
    }

    /// Whether an input after this one would meet a local that the session had no more.
    private func isNamedLater(_ names: Set<String>, _ place: Int, _ targets: [[String]]) -> Bool {
        guard !names.isEmpty else { return false }
        return entries.indices[(place + 1)...].contains { later in
            guard case .typed(let input) = entries[later] else { return false }
            return !input.globals.isDisjoint(with: names) || !names.isDisjoint(with: targets[later])
        }
    }

    private static func unreadable(_ input: TypedInput) -> String {
        comment("Input \(input.number) worked, but cannot be put into a script:") + "\n" + comment(input.text)
    }

    private static func comment(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { $0.isEmpty ? "--" : "-- \($0)" }.joined(separator: "\n")
    }
}

/// Which values later inputs name, as `_` or by their number.
struct ValuesToKeep {
    private let entries: [Transcript.Entry]
    private let named: Set<String>
    /// Whether every value has to be there as `_`: where a function names it, or an input assigns it.
    private let keepsLatest: Bool

    init(in entries: [Transcript.Entry]) {
        self.entries = entries
        var named: Set<String> = []
        var keepsLatest = false
        for case .typed(let input) in entries {
            named.formUnion(input.globals)
            keepsLatest = keepsLatest || input.uncertainGlobals.contains("_")
        }
        self.named = named
        self.keepsLatest = keepsLatest
    }

    /// The names that the value of an input must have.
    func targets(of place: Int) -> [String] {
        guard case .typed(let input) = entries[place], input.isKept else { return [] }
        let number = "_\(input.number)"
        return (named.contains(number) ? [number] : []) + (keepsLatest || isLatest(place) ? ["_"] : [])
    }

    /// Whether an input names the value as `_` before there is another.
    private func isLatest(_ place: Int) -> Bool {
        guard named.contains("_") else { return false }
        for entry in entries[(place + 1)...] {
            switch entry {
            case .typed(let input):
                if input.globals.contains("_") { return true }
                if input.isKept { return false }
            case .loaded(_, let hasValue): if hasValue { return false }
            }
        }
        return false
    }
}
