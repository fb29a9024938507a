import CBaselines
import Foundation

extension [Comparison] {
    /// A whole process that runs an empty script, from fork to exit.
    static func startUp(of moonreel: String) -> [Comparison] {
        let script = FileManager.default.temporaryDirectory.appending(path: "moonreel-benchmark-empty.lua").path
        func comparison(_ name: String, _ arguments: [String], _ baseline: [String], _ against: String) -> Comparison {
            Comparison(
                name: name, unit: .milliseconds, aim: .figure(.atMost(30)), baseline: against,
                measure: {
                    guard FileManager.default.isExecutableFile(atPath: moonreel) else {
                        throw Unavailable(
                            "there is no \(moonreel): swift build -c release --product moonreel, or say --moonreel PATH"
                        )
                    }
                    return try time([moonreel] + arguments, of: script)
                },
                measureBaseline: { try time(baseline, of: script) })
        }
        return [
            comparison("start/run", ["run", script], ["lua5.4", script], "lua5.4 with the same script"),
            comparison("start/run, true", ["run", script], ["/bin/true"], "/bin/true"),
            comparison("start/run --sandbox", ["run", "--sandbox", script], ["lua5.4", script], "lua5.4"),
        ]
    }

    /// Milliseconds, the median of several starts.
    private static func time(_ command: [String], of script: String) throws -> Double {
        try Data().write(to: URL(filePath: script))
        let samples = try (0..<5).map { _ in
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
        return Spread(samples).median
    }
}
