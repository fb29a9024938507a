internal import ArgumentParser
internal import Foundation
internal import Journal
internal import Trakt

/// `moonreel runs`: what ran, and what of it is not settled.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "List the runs, the newest first.",
        discussion: """
            Under OPEN stands what is not settled: changes of which nobody knows yet whether they were made, and those \
            that a person has to settle with moonreel settle.

              moonreel runs --rule nightly

            With --rule each run that a schedule began has the time it was for under SLOT, and under LATE how long after \
            that it began.
            """)

    @Option(help: ArgumentHelp("Only the runs of this rule.", valueName: "name"), completion: .rule)
    var rule: String?

    @Option(help: ArgumentHelp("Only the runs of this account.", valueName: "name"), completion: .account)
    var account: String?

    @Flag(help: "Only runs with something that is not settled.")
    var unresolved = false

    @Option(name: [.customShort("n"), .customLong("number")], help: ArgumentHelp("How many.", valueName: "number"))
    var number = 20

    @Flag(help: "Print the list as JSON.")
    var json = false

    func validate() throws {
        if number < 1 { throw ValidationError("-n takes a number of runs, from 1.") }
    }

    func run() async throws {
        try await explained {
            var query = RunQuery()
            query.rule = rule
            query.account = account
            query.isUnresolved = unresolved
            query.limit = number
            let runs = try await JournalAccess.open().runs(query)
            if json {
                Terminal.output(JSONValue.array(runs.map { .object($0.members) }).encodedText)
            } else if runs.isEmpty {
                Terminal.note(unresolved ? "Everything is settled." : "There is no run yet.")
            } else {
                for line in Self.table(runs, withSlots: rule != nil) { Terminal.print(line) }
            }
        }
    }

    private static func table(_ runs: [RunRecord], withSlots: Bool) -> [String] {
        let slots = withSlots ? ["SLOT", "LATE"] : []
        var table = Table(["RUN", "STARTED"] + slots + ["STATE", "SCRIPT", "ACCOUNT", "OPEN"])
        for run in runs {
            let slot = withSlots ? [run.run.trigger.slot?.formatted(.iso8601) ?? "", run.latenessText ?? ""] : []
            table.add(
                [run.id.description, run.startedAt.formatted(.iso8601)] + slot
                    + [run.state.rawValue, run.name, run.run.accountText, run.open ?? ""])
        }
        return table.lines
    }
}
