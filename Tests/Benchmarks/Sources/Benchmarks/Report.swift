import Foundation

/// The machine's load: how many tasks wanted a processor in the last minute.
enum Load {
    static var now: String {
        guard let text = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8) else { return "?" }
        return text.split(separator: " ").first.map(String.init) ?? "?"
    }
}

/// Prints figures as they come, for people or, a line each, for programs.
struct Report {
    let asJSON: Bool

    func begin(lua: String, rounds: Int) {
        guard !asJSON else { return }
        let processors = ProcessInfo.processInfo.activeProcessorCount
        write("Lua \(lua), \(processors) processors, load \(Load.now), median (least - most) of \(rounds) rounds")
        write("Scripts that do not wait: the processor's time. The ratio is the median of the rounds' own.\n")
        write(row("", "ours", "baseline", "ratio", "aim", "load"))
    }

    func add(_ figure: Figure) {
        let comparison = figure.comparison
        guard !asJSON else { return printLine(Line(figure)) }
        let ratio = String(format: "%.2f", figure.ratio.median)
        let aim = comparison.aim.map { "\($0) \($0.isMet(by: figure) ? "met" : "MISSED")" } ?? ""
        write(
            row(
                comparison.name, text(figure.ours, comparison.unit), text(figure.baseline, comparison.unit), ratio, aim,
                "\(figure.loadBefore) \(figure.loadAfter)", comparison.baseline))
    }

    func add(_ name: String, notMeasured reason: String) {
        guard !asJSON else { return printLine(["name": name, "notMeasured": reason]) }
        write("\(name): not measured: \(reason)")
    }

    // At once, also into a pipe.
    private func write(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private func row(
        _ name: String, _ ours: String, _ baseline: String, _ ratio: String, _ aim: String, _ load: String,
        _ against: String = "against"
    ) -> String {
        [pad(name, 22), pad(ours, 32), pad(baseline, 32), pad(ratio, 6), pad(aim, 18), pad(load, 10), against]
            .joined(separator: " ")
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func text(_ spread: Spread, _ unit: Unit) -> String {
        "\(short(spread.median)) \(unit.rawValue) (\(short(spread.least)) - \(short(spread.most)))"
    }

    private func printLine(_ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(value) else { return }
        write(String(decoding: line, as: UTF8.self))
    }

    private struct Line: Encodable {
        let name: String
        let unit: Unit
        let ours: Spread
        let baseline: Spread
        let ratio: Spread
        let against: String
        let aim: String?
        let met: Bool?
        let load: [String]

        init(_ figure: Figure) {
            name = figure.comparison.name
            unit = figure.comparison.unit
            ours = figure.ours
            baseline = figure.baseline
            ratio = figure.ratio
            against = figure.comparison.baseline
            aim = figure.comparison.aim?.description
            met = figure.comparison.aim?.isMet(by: figure)
            load = [figure.loadBefore, figure.loadAfter]
        }
    }
}

extension Aim: CustomStringConvertible {
    var description: String {
        let suffix = quantity == .ratio ? "x" : ""
        return switch bounds {
        case .atMost(let most): "<= \(short(most))\(suffix)"
        case .atLeast(let least): ">= \(short(least))\(suffix)"
        }
    }
}

/// Three digits are more than such measurements are worth.
private func short(_ value: Double) -> String {
    if value >= 100 || value.rounded() == value { return String(format: "%.0f", value) }
    return String(format: value >= 10 ? "%.1f" : "%.2f", value)
}
