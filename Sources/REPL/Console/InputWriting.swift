/// Writes one input so that a script may go on after it.
struct InputWriting {
    private let input: TypedInput
    /// The names that its value gets, as the session gave it them.
    private let targets: [String]

    init(_ input: TypedInput, targets: [String]) {
        self.input = input
        self.targets = targets
    }

    /// - Parameters:
    ///   - isApart: whether it is in a block of its own.
    ///   - staysLocal: whether what it declares is a local of the script, as it was typed.
    ///   - isFirst: whether nothing stands before it.
    func text(isApart: Bool, staysLocal: Bool, isFirst: Bool) -> String {
        let semicolon = input.beginsWithBracket && !isFirst ? ";" : ""
        let body: String
        switch input.form {
        case .unreadable: return input.text
        case .statements: body = semicolon + (staysLocal ? input.text : Self.withoutIndent(input.locals))
        case .values where hidesNames: body = asFunction
        case .values(let values): body = (values.start > 0 ? semicolon : "") + text(values, staysLocal: staysLocal)
        case .returnsWithin: body = asFunction
        }
        guard isApart else { return body }
        return (input.namesEnvironment ? "do local _ENV = _ENV\n" : "do\n") + body + "\nend"
    }

    /// Whether the input has a local of its own where its value should go, or in place of `print`.
    private var hidesNames: Bool { !input.locals.remaining.isDisjoint(with: targets + ["print"]) }

    /// The input with its own `return`. A local in a function is none of the script, so it has what the session had.
    private var asFunction: String {
        let source = Self.withoutIndent(input.locals)
        return showing(
            "(function(...)\n\(source)\nend)()", isSingle: input.valueCount == 1, isCall: true, rest: "")
    }

    /// The words taken out at the very beginning leave no blanks in a file.
    private static func withoutIndent(_ locals: PersistentLocals) -> String {
        locals.names.isEmpty ? locals.text : String(locals.text.drop { $0 == " " })
    }

    private func text(_ values: TypedInput.Values, staysLocal: Bool) -> String {
        let source = Array((staysLocal ? input.text : input.locals.text).utf8)
        func part(_ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }
        let rest = values.rest.map(part).joined()
        var head = part(0..<values.start)
        if !input.locals.names.isEmpty, !staysLocal { head = String(head.drop { $0 == " " }) }
        guard let range = values.range else { return head + rest }
        let isSingle = values.count == 1 && (input.valueCount == 1 || !values.isCall)
        return head + part(values.afterWord..<range.lowerBound).trimmedBlanks
            + showing(part(range), isSingle: isSingle, isCall: values.isCall, rest: rest)
    }

    /// What an expression does in a session: its values are shown and the first is kept.
    private func showing(_ expression: String, isSingle: Bool, isCall: Bool, rest: String) -> String {
        if !input.isShown {
            // A statement that begins with a bracket would go on with the line before.
            if isCall { return (expression.hasPrefix("(") ? ";" : "") + expression + rest }
            return "do local _ = \(expression) end" + rest
        }
        guard let first = targets.first else { return "print(\(expression))" + rest }
        let further = targets.dropFirst().map { "\($0) = \(first)" }
        if isSingle {
            return (["\(first) = \(expression)\(rest)"] + further + ["print(\(first))"]).joined(separator: "\n")
        }
        let keeping = (["\(first) = ..."] + further).joined(separator: " ")
        return "print((function(...) \(keeping) return ... end)(\(expression)))" + rest
    }
}

extension String {
    /// Without the blanks that followed a word which is no more.
    fileprivate var trimmedBlanks: String { String(drop { $0 == " " }) }
}
