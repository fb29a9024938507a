internal import Checking
internal import Foundation
internal import LuaSyntax
internal import Scheduling
internal import Trakt

/// What was found in scripts, for people and as JSON.
struct CheckPresentation {
    private let reports: [ScriptReport]
    private let named: Set<String>
    private let showsWarnings: Bool
    private let hasColours: Bool

    /// - Parameter named: the files whose outlook is told.
    init(_ reports: [ScriptReport], named: Set<String>, showsWarnings: Bool, hasColours: Bool) {
        self.reports = reports
        self.named = named
        self.showsWarnings = showsWarnings
        self.hasColours = hasColours
    }

    private func findings(of report: ScriptReport) -> [ScriptFinding] {
        report.findings.filter { showsWarnings || $0.severity == .error }
    }

    // MARK: Lines

    var lines: [String] {
        let findings = reports.flatMap { report in self.findings(of: report).flatMap { lines($0, in: report) } }
        let outlooks = reports.filter { named.contains($0.path) }.flatMap { report in
            report.outlook.map { lines($0, of: report) } ?? []
        }
        return findings + outlooks + (reports.isEmpty ? [] : [summary])
    }

    private func lines(_ finding: ScriptFinding, in report: ScriptReport) -> [String] {
        let place = "\(Terminal.harmless(report.path)):\(finding.place.line):\(finding.place.column)"
        let severity = coloured(finding.severity.rawValue, finding.severity == .error ? "31;1" : "33;1")
        let head =
            "\(coloured(place, "1")): \(severity): \(Terminal.harmless(finding.message)) [\(finding.code.rawValue)]"
        let source = report.lines.text(ofLine: finding.place.line)
        guard source.count <= 200 else { return [head] }
        return [head, "  " + Terminal.harmless(source), "  " + caret(under: finding, in: report, source)]
    }

    /// A caret under the place, and a line as far as it goes on in that line.
    private func caret(under finding: ScriptFinding, in report: ScriptReport, _ source: String) -> String {
        let line = report.lines.range(ofLine: finding.place.line)
        let before = report.lines.text(SourceRange(line.start, min(finding.range.start, line.end)))
        let marked = report.lines.text(
            SourceRange(
                min(finding.range.start, line.end),
                max(min(finding.range.end, line.end), min(finding.range.start, line.end))))
        // Tabs stay tabs, so that the caret is where it belongs whatever the terminal makes of them.
        let indent = before.flatMap { $0 == "\t" ? "\t" : String(repeating: " ", count: $0.columns) }
        let width = marked.reduce(0) { $0 + $1.columns }
        return String(indent) + coloured("^" + String(repeating: "~", count: max(0, width - 1)), "32;1")
    }

    private func coloured(_ text: String, _ style: String) -> String {
        hasColours ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
    }

    private var summary: String {
        let errors = reports.reduce(0) { $0 + $1.errorCount }
        let warnings = showsWarnings ? reports.reduce(0) { $0 + $1.warningCount } : 0
        let scripts = Self.counted(reports.count, "script")
        guard errors + warnings > 0 else { return "\(scripts): nothing found" }
        let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { Self.counted($0.0, $0.1) }
        return "\(parts.joined(separator: ", ")) in \(scripts)"
    }

    static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

    // MARK: Rules

    private func lines(_ outlook: RuleOutlook, of report: ScriptReport) -> [String] {
        let name = outlook.name.map { "\"\(Terminal.harmless($0))\"" } ?? Terminal.harmless(report.path)
        var lines = ["\(name): \(outlook.start)"]
        if let zone = outlook.zone { lines += outlook.next.map { "  \(LocalTime($0, in: zone))" } }
        return lines + ["  Calls, as far as the text tells: \(outlook.estimate.sentence)"]
    }

    // MARK: JSON

    var document: JSONValue {
        [
            "findings": .array(reports.flatMap { report in findings(of: report).map { document($0, in: report) } }),
            "rules": .array(reports.compactMap { report in report.outlook.map { document($0, of: report) } }),
        ]
    }

    private func document(_ finding: ScriptFinding, in report: ScriptReport) -> JSONValue {
        let end = report.lines.place(of: finding.range.end)
        return [
            "file": .string(report.path), "line": .integer(Int64(finding.place.line)),
            "column": .integer(Int64(finding.place.column)), "end_line": .integer(Int64(end.line)),
            "end_column": .integer(Int64(end.column)), "code": .string(finding.code.rawValue),
            "severity": .string(finding.severity.rawValue), "message": .string(finding.message),
        ]
    }

    private func document(_ outlook: RuleOutlook, of report: ScriptReport) -> JSONValue {
        var members: [String: JSONValue] = [
            "file": .string(report.path), "next": .array(outlook.next.map { .string($0.formatted(.iso8601)) }),
            "calls": outlook.estimate.document,
        ]
        if let name = outlook.name { members["name"] = .string(name) }
        if let schedule = outlook.schedule { members["schedule"] = .string(schedule) }
        return .object(members)
    }
}

extension RuleOutlook {
    /// What starts the rule, in words.
    fileprivate var start: String {
        let times = schedule ?? (hasSchedule ? "on a schedule that is worked out when the script runs" : nil)
        let starts = [times, startsOnChange ? "when something changes in the account" : nil].compactMap { $0 }
        return starts.isEmpty ? "by hand only" : starts.joined(separator: ", and ")
    }
}

extension CallEstimate {
    /// In words.
    fileprivate var sentence: String {
        var parts = ["\(always.words) when nothing is to be done"]
        if !atMost.isZero { parts.append("up to \(atMost.words) more when something is") }
        if !perItem.isZero { parts.append("\(perItem.words) for each item of a loop") }
        return parts.joined(separator: ", ") + (hasPages ? "; each page of a long reading is a read" : "")
    }

    fileprivate var document: JSONValue {
        [
            "always": always.document, "at_most": atMost.document, "per_item": perItem.document,
            "has_pages": .boolean(hasPages),
        ]
    }
}

extension CallEstimate.Count {
    fileprivate var words: String {
        let parts = [(reads, "read"), (writes, "write")].filter { $0.0 > 0 }
            .map { CheckPresentation.counted($0.0, $0.1) }
        return parts.isEmpty ? "no call" : parts.joined(separator: " and ")
    }

    fileprivate var document: JSONValue {
        ["reads": .integer(Int64(reads)), "writes": .integer(Int64(writes))]
    }
}

extension Character {
    /// How many columns of a terminal it takes.
    fileprivate var columns: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
        }
    }
}
