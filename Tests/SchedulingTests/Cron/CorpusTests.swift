import Foundation
import Scheduling
import Testing

/// Cron expressions beside two parsers of others, croniter and cronsim for Python.
///
/// `make-corpus.py` made the sample; `scripts/compare-cron` makes more and runs this on it. Where others find something
/// else, `Disagreement` must know why; `disagreements.md` tells it with examples.
@Suite("Cron expressions as others read them")
struct CorpusTests {
    @Test("have the same slots, but for differences that are known")
    func corpus() throws {
        var tally = Tally()
        for line in try Corpus.lines() { try tally.add(CorpusLine(line)) }
        #expect(tally.unexplained.isEmpty, "\(tally.unexplained.prefix(20).joined(separator: "\n"))")
        #expect(tally.agreeing > tally.lines / 2)
        if Corpus.isOwn { print(tally.description) }
    }
}

private enum Corpus {
    static let path = ProcessInfo.processInfo.environment["MOONREEL_CRON_CORPUS"]
    static var isOwn: Bool { path != nil }

    static func lines() throws -> [Substring] {
        let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "sample.txt")
        let text = try String(contentsOf: path.map { URL(fileURLWithPath: $0) } ?? sample, encoding: .utf8)
        return text.split(separator: "\n")
    }
}

/// One expression, and what the others found.
struct CorpusLine {
    let expression: String
    let zone: Zone
    let start: Date
    /// nil where it was refused.
    let answers: [Parser: [Int]?]

    enum Parser: String, CaseIterable { case croniter, cronsim }

    init(_ line: Substring) throws {
        let fields = line.split(separator: "\t").map(String.init)
        expression = fields[0]
        zone = try Zone(named: fields[1])
        start = Date(timeIntervalSince1970: try #require(Double(fields[2])))
        func slots(_ text: String) -> [Int]? {
            text == "refused" ? nil : text.split(separator: ",").compactMap { Int($0) }
        }
        answers = [.croniter: slots(fields[3]), .cronsim: slots(fields[4])]
    }

    var fields: [Substring] { expression.split(separator: " ") }

    /// What we find.
    var ours: [Int]? {
        guard let schedule = try? Schedule(expression, zone: zone) else { return nil }
        return schedule.slots(5, after: start).map { Int($0.timeIntervalSince1970) }
    }
}

private struct Tally: CustomStringConvertible {
    var lines = 0
    var agreeing = 0
    var known: [String: Int] = [:]
    var unexplained: [String] = []

    mutating func add(_ line: CorpusLine) {
        lines += 1
        let ours = line.ours
        var agrees = true
        for parser in CorpusLine.Parser.allCases {
            guard let theirs = line.answers[parser], theirs != ours else { continue }
            agrees = false
            if let reason = Disagreement.reason(line, parser, ours: ours, theirs: theirs) {
                known["\(parser.rawValue): \(reason.rawValue)", default: 0] += 1
            } else {
                unexplained.append(
                    "\(parser.rawValue) on \(line.expression) in \(line.zone) after \(line.start.timeIntervalSince1970): "
                        + "ours \(ours?.description ?? "refused"), theirs \(theirs?.description ?? "refused")")
            }
        }
        if agrees { agreeing += 1 }
    }

    var description: String {
        "\(lines) expressions, \(agreeing) read alike by all three, \(unexplained.count) differences without a reason\n"
            + known.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }.joined(separator: "\n")
    }
}
