internal import ArgumentParser
internal import Foundation
internal import Journal
internal import Storage

/// Changes what the journal has of one rule, and tells whoever serves.
struct RuleControl: Sendable {
    let record: RuleRecord
    let journal: any JournalStore
    let lock: ServeLock

    /// - Parameter account: whose rule; nil where only one account has it.
    init(_ name: String, account: String?, in folders: [String]) async throws {
        journal = try JournalAccess.open()
        record = try await KnownRules.read(folders, journal).record(name, account: account)
        lock = try ServeLock(ProcessInfo.processInfo.environment)
    }

    var isServed: Bool { lock.isHeld }

    /// To be called when what is to be found is in the journal.
    func ring() throws { try Doorbell(lock).ring() }
}

/// `moonreel rules pause`: a rule does not run by itself any more.
struct RulesPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Keep a rule from running by itself.",
        discussion: """
              moonreel rules pause nightly --reason "the import is still under way"

            The rule stays paused until moonreel rules resume, also when moonreel serve starts anew. A run under way \
            comes to its end, and moonreel rules trigger runs the rule all the same.
            """)

    @Argument(help: "The rule's name, as moonreel rules lists it.", completion: .rule)
    var rule: String

    @Option(help: ArgumentHelp("Why, for whoever asks later.", valueName: "text"))
    var reason: String

    @Option(help: ArgumentHelp("The account whose rule it is.", valueName: "name"), completion: .account)
    var account: String?

    @OptionGroup var place: RuleFolderOptions

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason takes a few words that say why.") }
    }

    func run() async throws {
        try await explained {
            let control = try await RuleControl(rule, account: account, in: place.folders)
            try await control.journal.pause(control.record.key, RulePause(reason: reason, since: Date()))
            try control.ring()
            Terminal.print("\(rule) is paused. moonreel rules resume \(rule) lets it run again.")
        }
    }
}

/// `moonreel rules resume`: a rule runs by itself again.
struct RulesResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Let a paused rule run by itself again.",
        discussion: """
              moonreel rules resume nightly

            It goes on from now: what came due while it was paused is not run, and its failures no longer count. \
            moonreel backfill makes up for what was missed.
            """)

    @Argument(help: "The rule's name, as moonreel rules lists it.", completion: .rule)
    var rule: String

    @Option(help: ArgumentHelp("The account whose rule it is.", valueName: "name"), completion: .account)
    var account: String?

    @OptionGroup var place: RuleFolderOptions

    func run() async throws {
        try await explained {
            let control = try await RuleControl(rule, account: account, in: place.folders)
            guard control.record.pause != nil else {
                Terminal.print("\(rule) is not paused.")
                return
            }
            try await control.journal.resume(control.record.key, at: Date())
            try control.ring()
            Terminal.print("\(rule) runs again from now on.")
        }
    }
}
