import CBaselines
import Foundation

extension [Comparison] {
    /// A whole process that runs an empty script, from fork to exit.
    static func startUp(of moonreel: String) -> [Comparison] {
        let start = Start(moonreel: moonreel)
        func comparison(
            _ name: String, _ arguments: [String], journal: Start.Journal, against: [String], _ what: String
        ) -> Comparison {
            Comparison(
                name: name, unit: .milliseconds, aim: .figure(.atMost(30)), baseline: what,
                measure: { try start.milliseconds(try start.checked + arguments, journal: journal) },
                measureBaseline: { try start.milliseconds(against, journal: .kept) })
        }
        let lua = ["lua5.4", start.script]
        let withoutJournal = ["run", "--sandbox", start.script]
        return [
            comparison(
                "start/run", ["run", start.script], journal: .kept, against: lua, "lua5.4 with the same script"),
            comparison(
                "start/run, first time", ["run", start.script], journal: .fresh, against: lua,
                "lua5.4; the journal is made anew"),
            comparison("start/run, true", ["run", start.script], journal: .kept, against: ["/bin/true"], "/bin/true"),
            comparison("start/--version", ["--version"], journal: .kept, against: ["/bin/true"], "/bin/true"),
            comparison("start/run --sandbox", withoutJournal, journal: .kept, against: lua, "lua5.4"),
            comparison(
                "start/no journal", withoutJournal, journal: .impossible, against: lua,
                "lua5.4; a sandbox's journal in memory"),
        ]
    }
}

/// How the program is started to be measured.
struct Start: Sendable {
    /// Where its data directory is.
    enum Journal: Sendable {
        /// One that has a journal already.
        case kept
        /// Another one each time.
        case fresh
        /// Where nothing can be made, so that the journal of a sandbox is in memory.
        case impossible
    }

    let moonreel: String
    let script = Start.directory.appending(path: "empty.lua").path

    static let directory = FileManager.default.temporaryDirectory.appending(
        path: "moonreel-benchmark-\(ProcessInfo.processInfo.processIdentifier)")

    var checked: [String] {
        get throws {
            guard FileManager.default.isExecutableFile(atPath: moonreel) else {
                throw Unavailable(
                    "there is no \(moonreel): swift build -c release --product moonreel, or say --moonreel PATH")
            }
            return [moonreel]
        }
    }

    /// The median of several starts.
    func milliseconds(_ command: [String], journal: Journal) throws -> Double {
        try Self.write("", to: script)
        return Spread(
            try (0..<5).map { _ in
                try Self.use(journal)
                return try Self.milliseconds(command)
            }
        ).median
    }

    static func write(_ text: String, to file: String) throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file))
    }

    /// Has the programs that are started keep their journal there, for nobody, of whom Trakt is never asked anything.
    static func use(_ journal: Journal) throws {
        setenv("MOONREEL_CLIENT_ID", "benchmark", 1)
        let data = directory.appending(path: "data").path
        switch journal {
        case .kept: setenv("XDG_DATA_HOME", data, 1)
        case .fresh:
            try? FileManager.default.removeItem(atPath: data + "-fresh")
            setenv("XDG_DATA_HOME", data + "-fresh", 1)
        case .impossible: setenv("XDG_DATA_HOME", "/dev/null", 1)
        }
    }

    static func milliseconds(_ command: [String]) throws -> Double {
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var status: Int32 = 0
        let elapsed = plain_run_program(&arguments, &status)
        guard elapsed >= 0, status == 0 else {
            let what = elapsed < 0 || status == 127 ? "cannot be started" : "ended with status \(status)"
            throw Unavailable("`\(command.joined(separator: " "))` \(what)")
        }
        return Double(elapsed) / 1e6
    }
}
