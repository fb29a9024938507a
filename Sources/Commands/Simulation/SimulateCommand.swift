internal import ArgumentParser
internal import Foundation
internal import Scheduling
internal import Simulation
internal import Trakt
internal import Wording

/// `moonreel simulate`: weeks of rules in seconds, in a world of their own.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Let rules run on their schedules for weeks, in seconds, without an account.",
        discussion: """
            The rules run as moonreel serve would run them, but on a Trakt in memory whose clock goes from one time at \
            which something is due to the next. Episodes air there, and a made-up person watches some of them, begins \
            shows, drops some, and takes things off lists. What ran and changed something, or had something to say, is \
            printed, and at the end how often each rule ran and how many calls that took.

              moonreel simulate scripts/rules --days 60
              moonreel simulate new-episodes.lua --from 2026-10-20 --zone Europe/Berlin
              moonreel simulate scripts/rules --days 30 --seed 7 --json

            The same seed tells the same story: the same person, and the same rules at the same times. Another one is \
            another person.

            Exit status: 0 done, 1 a rule cannot be read or a run failed, 2 bad usage.
            """)

    @Argument(help: "Files of rules, and folders with such.", completion: .file(extensions: ["lua"]))
    var rules: [String]

    @Option(help: ArgumentHelp("How many days.", valueName: "days"))
    var days = 30

    @Option(help: ArgumentHelp("The first day, such as 2026-10-20; today without it.", valueName: "day"))
    var from: String?

    @Option(help: ArgumentHelp("What chance goes by: a whole number.", valueName: "seed"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp("Where the person lives, such as Europe/Berlin; where this machine is.", valueName: "zone"),
        completion: .zone)
    var zone: String?

    @Option(help: ArgumentHelp("How many shows are followed that go on airing.", valueName: "count"))
    var shows = 30

    @Flag(help: "Print one JSON document with every run.")
    var json = false

    private static let mostDays = 3660

    func validate() throws {
        if rules.isEmpty { throw ValidationError("Name at least one rule.") }
        if !(1...Self.mostDays).contains(days) {
            throw ValidationError("--days takes a number from 1 to \(Self.mostDays).")
        }
        if !(0...1000).contains(shows) { throw ValidationError("--shows takes a number from 0 to 1000.") }
        if let from, Self.beginning(of: from, in: .gmt) == nil {
            throw ValidationError("--from takes a day such as 2026-10-20, not \(from).")
        }
        do { _ = try wantedZone() } catch { throw ValidationError("\(error)") }
    }

    func run() async throws {
        let began = ContinuousClock.now
        do {
            let report = try await RuleSimulation(setting()).run()
            if json {
                Terminal.output(report.document.encodedText)
            } else {
                for line in report.story { Terminal.print(line) }
                Terminal.print("")
                for line in report.summary { Terminal.print(line) }
                Terminal.note("That took \(TimeSpan(.milliseconds((ContinuousClock.now - began) / .milliseconds(1)))).")
            }
            if report.runs.contains(where: { $0.error != nil }) { throw ExitStatus.failed.code }
        } catch let failure as RuleSimulation.Failure {
            Terminal.note("\(failure)")
            throw ExitStatus.failed.code
        }
    }

    private func wantedZone() throws(ScheduleError) -> Zone {
        guard let zone else { return .system }
        return try Zone(named: zone)
    }

    private func setting() throws -> RuleSimulation.Setting {
        let zone = try wantedZone()
        let clocks = TimeZone(identifier: zone.name) ?? .gmt
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = clocks
        let beginning = from.flatMap { Self.beginning(of: $0, in: clocks) } ?? calendar.startOfDay(for: Date())
        var setting = RuleSimulation.Setting(rules: rules, from: beginning, days: days, zone: zone)
        setting.seed = seed
        setting.shows = shows
        return setting
    }

    /// The midnight with which a day begins.
    private static func beginning(of day: String, in zone: TimeZone) -> Date? {
        let strategy = Date.ISO8601FormatStyle(timeZone: zone).year().month().day()
        guard let date = try? Date(day, strategy: strategy), date.formatted(strategy) == day else { return nil }
        return date
    }
}
