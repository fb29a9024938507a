internal import LuaSyntax

/// Goes through one script with all checks and collects what they find.
struct Inspector {
    let script: Script
    let survey: Survey
    /// What the script says as a rule; nil where it is none.
    let rule: RuleTable?
    var findings: [ScriptFinding] = []

    init(_ script: Script) {
        self.script = script
        survey = Survey(of: script)
        rule = RuleTable(of: script)
    }

    mutating func inspect() {
        for error in script.chunk.errors { add(.syntax, error.range, error.sentence) }
        // What is missing in a broken script would be found everywhere.
        guard script.chunk.errors.isEmpty else { return }
        checkGlobals()
        checkAccesses()
        checkCalls()
        checkRule()
        checkWrites()
        checkLoops()
        checkFairUse()
    }

    /// Nobody reads more findings in one script, and looking on costs time.
    private static let mostFindings = 200
    var isFull: Bool { findings.count >= Self.mostFindings }

    /// - Parameters:
    ///   - place: where a script may expect the error, it is a warning.
    ///   - isDoubt: true where it is a warning anyway, whatever the check's own severity.
    mutating func add(
        _ code: CheckCode, _ range: SourceRange, _ sentence: String, meant: String? = nil,
        in place: Surroundings? = nil,
        isDoubt: Bool = false
    ) {
        guard !isFull else { return }
        let finding = ScriptFinding(
            code: code, severity: isDoubt || place?.isProtected == true ? .warning : code.severity, range: range,
            place: script.chunk.lines.place(of: range.start),
            sentence: sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence,
            suggestion: meant.map { "'\($0)'" })
        if !findings.contains(where: { $0.code == code && $0.range == range }) { findings.append(finding) }
    }
}
