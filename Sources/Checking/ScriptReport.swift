package import LuaSyntax
package import Scheduling

package import struct Foundation.Date

/// What the checks say of one script. The script is read and never run.
package struct ScriptReport: Sendable {
    /// As errors name the file.
    package let path: String
    package let lines: SourceLines
    /// In the order of their places.
    package let findings: [ScriptFinding]
    /// What is to be expected of a rule; nil for a script that is none, or that has errors.
    package let outlook: RuleOutlook?

    /// Checks a script.
    ///
    /// - Parameters:
    ///   - source: its text, as `ScriptFile` reads it.
    ///   - zone: where a rule's schedule names none.
    package init(checking source: [UInt8], path: String, zone: Zone, now: Date) {
        var inspector = Inspector(Script(Chunk(parsing: source)))
        inspector.inspect()
        inspector.silence()
        self.path = path
        lines = inspector.script.chunk.lines
        findings = inspector.findings.sorted { ($0.place, $0.code.rawValue) < ($1.place, $1.code.rawValue) }
        let hasErrors = findings.contains { $0.severity == .error }
        outlook = hasErrors ? nil : RuleOutlook(of: inspector, zone: zone, now: now)
    }

    package var errorCount: Int { findings.count { $0.severity == .error } }
    package var warningCount: Int { findings.count { $0.severity == .warning } }
}
