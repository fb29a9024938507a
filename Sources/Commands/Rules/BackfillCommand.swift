internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Isolation
internal import Journal
internal import Lua
internal import Scheduling
internal import Trakt

/// `moonreel backfill`: makes up for times at which a rule did not run.
struct BackfillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill",
        abstract: "Run a rule for times at which it did not run.",
        discussion: """
              moonreel backfill nightly --from 2026-11-01 --to 2026-11-15
              moonreel backfill nightly --from 2026-11-01 --to 2026-11-15 --run

            Without --run nothing is run: the times without a run are listed. With it each gets one, the oldest first, \
            as though it ran then late: the script is told its slot. A time that has a run, however that ended, gets no \
            other; moonreel resume goes on with one that failed. When a run fails, or Ctrl-C stops one, the later times \
            are left, and the same command goes on with them. A time whose run changed nothing and is too old for the \
            journal (keep_runs, keep_days) counts as one without.

            Exit status: 0 done, 1 a run failed, 2 bad usage, 3 Trakt could not be reached or refused, 130 interrupted.
            """)

    @Argument(help: "A rule's name, as moonreel rules lists it, or its file.", completion: .ruleOrFile)
    var rule: String

    @Option(
        help: ArgumentHelp("The first time: 2026-11-29, 2026-11-29T07:30 or 2026-11-29T07:30:00Z.", valueName: "time"))
    var from: TimeArgument

    @Option(help: ArgumentHelp("The last time, written the same; not after now.", valueName: "time"))
    var to: TimeArgument

    @Flag(name: .customLong("run"), help: "Make the runs.")
    var makes = false

    @Option(help: ArgumentHelp("Refuse when there would be more runs than this.", valueName: "number"))
    var most = 100

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var place: RuleFolderOptions

    @Flag(help: "Print one JSON document.")
    var json = false

    func validate() throws {
        if most < 1 { throw ValidationError("--most takes a number of runs, from 1.") }
    }

    func run() async throws {
        try await explained {
            let file = try await KnownRules.read(place.folders, try JournalAccess.open()).file(rule)
            guard let schedule = file.timing.schedule else { throw RuleNameError.noSchedule(name: file.name) }
            let (first, last) = (from.date(in: schedule.zone), min(to.date(in: schedule.zone), Date()))
            guard first <= last else { throw BackfillError.nothingBetween }
            try await connection.forRule(file).connected { connection in
                let stop = StopSwitch()
                let interruption = Interruption(of: "The backfill") { stop.stop(because: .cancelled) }
                var context = try await interruption.beforehand(stop) { try await connection.context() }
                context.runner = Guests(told: Terminal.noteOnce)
                let gaps = try await SlotGaps(
                    of: RuleKey(account: context.owner, name: file.name), schedule, in: first...last, most: most,
                    context.journal)
                if makes {
                    let backfill = Backfill(file: file, gaps: gaps, context: context, json: json)
                    try await connection.keepingHouse(in: context.journal) {
                        try await backfill.perform(on: connection, stop, interruption)
                    }
                } else {
                    tell(gaps, file)
                }
            }
        }
    }

    private func tell(_ gaps: SlotGaps, _ file: RuleFile) {
        if json {
            let document: JSONValue = [
                "rule": .string(file.name), "taken": .integer(Int64(gaps.taken)),
                "missing": .array(gaps.missing.map { .string($0.formatted(.iso8601)) }),
            ]
            return Terminal.output(document.encodedText)
        }
        for slot in gaps.missing { Terminal.print(gaps.text(slot)) }
        Terminal.note(
            "Times at which \(file.name) was due: \(gaps.taken) with a run, \(gaps.missing.count) without."
                + (gaps.missing.isEmpty ? "" : " --run makes a run for each of those."))
    }
}

/// Why there is nothing to make up for.
enum BackfillError: Error, Sendable, Hashable, CustomStringConvertible {
    case nothingBetween
    case tooMany(Int)

    var description: String {
        switch self {
        case .nothingBetween: "--from is after --to, or lies ahead: nothing can have been missed there"
        case .tooMany(let most):
            "there are more than \(most) times without a run; --most allows more, or take a shorter time"
        }
    }
}
