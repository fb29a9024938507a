internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Scheduling
internal import Trakt

/// `moonreel next`: when a rule is due.
struct NextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract: "Say when a rule is due next.",
        discussion: """
              moonreel next nightly
              moonreel next scripts/rules/new-episodes.lua -n 5 --from 2027-03-27

            Each line has the time that the rule's clocks show, their distance from UTC, and the time in UTC. Where \
            clocks change between two of them, a line says so. A run may begin a little later, where the rule's schedule \
            leaves room for that; then the line says by how much, or at most by how much where the rule was never served.
            """)

    @Argument(help: "A rule's name, as moonreel rules lists it, or its file.", completion: .ruleOrFile)
    var rule: String

    @Option(name: [.customShort("n"), .customLong("number")], help: ArgumentHelp("How many.", valueName: "number"))
    var number = 10

    @Option(
        help: ArgumentHelp(
            "Begin here instead of now: 2026-11-29, 2026-11-29T07:30 or 2026-11-29T07:30:00Z.", valueName: "time"))
    var from: TimeArgument?

    @OptionGroup var place: RuleFolderOptions

    @Flag(help: "Print the times as JSON.")
    var json = false

    func validate() throws {
        if !(1...10_000).contains(number) { throw ValidationError("-n takes a number of times, from 1 to 10000.") }
    }

    func run() async throws {
        try await explained {
            let known = try await KnownRules.read(place.folders, try JournalAccess.open())
            let file = try await known.file(rule)
            guard let schedule = file.timing.schedule else { throw RuleNameError.noSchedule(name: file.name) }
            // A time that is given may be one itself.
            let start = from.map { $0.date(in: schedule.zone) - 1 } ?? Date()
            let dates = sequence(state: start) { date -> Date? in
                guard let next = schedule.next(after: date) else { return nil }
                date = next
                return next
            }
            let person = known.person(of: file)
            let times = dates.prefix(number).map { DueTime(date: $0, file, of: person, zone: schedule.zone) }
            if json {
                Terminal.output(JSONValue.array(times.map(\.document)).encodedText)
            } else {
                Terminal.print("\(file.name): \(file.timingText)")
                for line in DueTime.lines(times) { Terminal.print(line) }
            }
        }
    }
}

/// A time at which a rule is due.
private struct DueTime {
    let date: Date
    let local: LocalTime
    /// How much later its run begins, in seconds.
    let delay: Double
    /// Whether it may also be less, as that depends on whose the rule is.
    let isLongest: Bool

    /// - Parameter person: whose rule it is; nil for one that was never served.
    init(date: Date, _ file: RuleFile, of person: String?, zone: Zone) {
        self.date = date
        local = LocalTime(date, in: zone)
        let timing = file.timing
        isLongest = person == nil && !timing.isSpreadByItself
        let delay =
            isLongest ? timing.longestDelay : timing.delay(rule: file.name, of: person ?? "", slot: date)
        self.delay = delay / .seconds(1)
    }

    private var weekday: String { ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][local.weekday] }
    private var offsetText: String { local.description.split(separator: " ").last.map(String.init) ?? "" }

    static func lines(_ times: [DueTime]) -> [String] {
        zip(times, [nil] + times.map(Optional.some)).flatMap { time, former -> [String] in
            let most = time.isLongest ? "up to " : ""
            let later = time.delay > 0 ? "  begins \(most)\(String(format: "%.1f", time.delay))s later" : ""
            let line = "\(time.weekday) \(time.local)  \(time.date.formatted(.iso8601))\(later)"
            guard let former, former.local.offset != time.local.offset else { return [line] }
            let way = former.local.offset < time.local.offset ? "forward" : "back"
            return ["    clocks go \(way): \(former.offsetText), then \(time.offsetText)", line]
        }
    }

    var document: JSONValue {
        let words = local.description.split(separator: " ")
        var members: [String: JSONValue] = [
            "slot": .string(date.formatted(.iso8601)), "local": .string("\(words[0])T\(words[1])\(words[2])"),
            "offset": .integer(Int64(local.offset)),
        ]
        if delay > 0 { members[isLongest ? "longest_delay" : "delay"] = .number(delay) }
        return .object(members)
    }
}
