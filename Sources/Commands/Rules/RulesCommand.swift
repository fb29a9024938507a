internal import ArgumentParser
internal import Foundation
internal import Journal
internal import Storage
internal import Trakt

/// `moonreel rules`: the rules that run by themselves.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List the rules that run by themselves; pause, resume or trigger one.",
        discussion: """
              moonreel rules
              moonreel rules pause nightly --reason "the import is still under way"
              moonreel rules resume nightly
              moonreel rules trigger nightly

            All of them work whether moonreel serve runs or not.
            """,
        subcommands: [
            RulesListCommand.self, RulesPauseCommand.self, RulesResumeCommand.self, RulesTriggerCommand.self,
        ],
        defaultSubcommand: RulesListCommand.self)
}

/// `moonreel rules list`: how each rule fares.
struct RulesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the rules: when they run, how they last fared, and what they used.",
        discussion: """
            STATE is on, paused, broken (the file cannot be used as it is now, and its last good version runs on), new \
            (it was never served) or gone (its file is no longer there). CALLS are the calls of the last run, 24H those \
            of all runs that began in the last 24 hours. NEXT RUN is what the clocks show that the rule goes by, with \
            their distance from UTC.

              moonreel rules list --rules scripts/rules
              moonreel rules list --account work --all --json
            """)

    @OptionGroup var place: RuleFolderOptions

    @Option(help: ArgumentHelp("Only the rules of this account.", valueName: "name"), completion: .account)
    var account: String?

    @Flag(help: "List also rules whose file is gone.")
    var all = false

    @Flag(help: "Print the list as JSON.")
    var json = false

    func run() async throws {
        try await explained {
            let (now, journal) = (Date(), try JournalAccess.open())
            let known = try await KnownRules.read(place.folders, journal)
            let overviews = try await RuleOverview.all(known, journal, now: now).filter { overview in
                (all || overview.record?.isPresent ?? true) && (account == nil || overview.account == account)
            }
            if json {
                Terminal.output(JSONValue.array(overviews.map { $0.document(now: now) }).encodedText)
                return
            }
            if overviews.isEmpty {
                Terminal.note("There is no rule. Name the folder of your rules with --rules, or in config.yaml.")
            } else {
                for line in RuleOverview.lines(overviews, now: now) { Terminal.print(line) }
            }
            for (_, problem) in known.broken where !overviews.contains(where: { $0.problem == problem }) {
                Terminal.note(problem)
            }
            if !overviews.isEmpty, try !ServeLock(ProcessInfo.processInfo.environment).isHeld {
                Terminal.note("Nobody runs them now; moonreel serve does.")
            }
        }
    }
}
