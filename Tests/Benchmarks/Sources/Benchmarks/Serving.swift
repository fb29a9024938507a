import CBaselines
import Foundation

extension [Comparison] {
    /// Rules that do nothing, each due every second, served by the program: how many run, and how late.
    static func serving(of moonreel: String) -> [Comparison] {
        let serving = Serving(start: Start(moonreel: moonreel))
        let commits: @Sendable () throws -> Double = { try Effects.commitsPerSecond() }
        let interpreters: @Sendable () throws -> Double = { try Serving.interpretersPerSecond() }
        func lateness(_ part: Double, _ name: String) -> Comparison {
            Comparison(
                name: "serve/\(name) at 1,000 a second", unit: .milliseconds,
                baseline: "1,000 commits of SQLite: WAL, FULL, a small row each",
                measure: { try serving.sample(rules: 1000, journal: .disk).late(part) },
                measureBaseline: { 1_000_000 / (try Effects.commitsPerSecond()) })
        }
        return [
            Comparison(
                name: "serve/runs", unit: .perSecond, baseline: "SQLite: WAL, FULL, a small row per transaction",
                measure: { try serving.sample(rules: 2000, journal: .disk).perSecond }, measureBaseline: commits),
            Comparison(
                name: "serve/runs, each in a process of its own", unit: .perSecond,
                baseline: "/bin/true, started and awaited",
                measure: { try serving.sample(rules: 300, journal: .memory, isolates: true).perSecond },
                measureBaseline: { 1000 / (try Start.milliseconds(["/bin/true"])) }),
            Comparison(
                name: "serve/runs, in memory", unit: .perSecond, baseline: "plain Lua states, opened and closed",
                measure: { try serving.sample(rules: 2000, journal: .memory).perSecond },
                measureBaseline: interpreters),
            lateness(0.5, "p50"), lateness(0.99, "p99"),
        ]
    }
}

/// The program while it serves rules that do nothing.
private struct Serving: Sendable {
    enum Journal: Sendable {
        case disk
        /// In a file system that is in memory.
        case memory
    }

    /// What the log of some seconds says.
    struct Sample {
        private var late: [Double] = []
        private var first: Date?
        private var last: Date?

        /// How many runs ended in a second.
        var perSecond: Double {
            guard let first, let last, last > first else { return 0 }
            return Double(late.count) / last.timeIntervalSince(first)
        }

        /// So much of the runs began within so many milliseconds of their time.
        func late(_ part: Double) -> Double {
            late.isEmpty ? 0 : late.sorted()[Int(Double(late.count - 1) * part)] * 1000
        }

        mutating func take(_ line: Substring) {
            guard let late = Self.value("late", line).flatMap({ Double($0) }),
                let time = Self.value("time", line).flatMap({ try? Self.format.parse(String($0)) })
            else { return }
            self.late.append(late)
            first = first ?? time
            last = time
        }

        private static let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

        private static func value(_ name: String, _ line: Substring) -> Substring? {
            guard let start = line.range(of: "\"\(name)\":\"") else { return nil }
            return line[start.upperBound...].prefix { $0 != "\"" }
        }
    }

    let start: Start

    private static let seconds = 10

    /// - Parameter isolates: whether each script has a process, as `moonreel serve` does unless it is told otherwise.
    func sample(rules: Int, journal: Journal, isolates: Bool = false) throws -> Sample {
        let program = try start.checked
        let folder = Start.directory.appending(path: "rules-\(rules)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for number in 0..<rules {
            let text = "return { name = 'r\(number)', schedule = 'every 1s', writes = {}, run = function() end }"
            try Start.write(text, to: folder.appending(path: "r\(number).lua").path)
        }
        let data =
            switch journal {
            case .disk: Start.directory.appending(path: "serve-data").path
            case .memory: "/dev/shm/moonreel-benchmark-\(ProcessInfo.processInfo.processIdentifier)"
            }
        try? FileManager.default.removeItem(atPath: data)
        defer { try? FileManager.default.removeItem(atPath: data) }
        setenv("MOONREEL_CLIENT_ID", "benchmark", 1)
        setenv("XDG_DATA_HOME", data, 1)
        let log = Start.directory.appending(path: "serve.log").path
        let options = isolates ? [] : ["--in-process"]
        let command = (program + ["serve", "--sandbox", "--log-format", "json", "--rules", folder.path] + options)
            .map { "'\($0)'" }.joined(separator: " ")
        _ = try Start.milliseconds(
            ["sh", "-c", "timeout --foreground --preserve-status -s TERM \(Self.seconds) \(command) 2> '\(log)'"])
        var sample = Sample()
        for line in try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n") { sample.take(line) }
        return sample
    }

    /// Lua with all libraries and nothing to do, again and again.
    static func interpretersPerSecond() throws -> Double {
        let began = plain_now()
        for _ in 0..<1000 {
            guard let state = plain_open("") else { throw Unavailable("Lua cannot be opened") }
            plain_close(state)
        }
        return 1000 * 1e9 / Double(plain_now() - began)
    }
}
