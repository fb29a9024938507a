internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Isolation
internal import Journal
internal import Lua
internal import Scheduling
internal import Storage

/// `moonreel rules trigger`: a rule runs now, whatever its schedule says.
struct RulesTriggerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trigger",
        abstract: "Run a rule now, whatever its schedule says.",
        discussion: """
              moonreel rules trigger nightly

            Where moonreel serve has the rule, that runs it, after the rules of the account that are under way, and this \
            command does not wait for it; when moonreel serve ends before that, its next start runs it. Otherwise the rule is run here, as by moonreel run.

            Exit status: 0 done or handed on, 1 the rule failed, 2 bad usage, 3 Trakt could not be reached or refused, \
            130 interrupted.
            """)

    @Argument(help: "The rule's name, as moonreel rules lists it.", completion: .rule)
    var rule: String

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var place: RuleFolderOptions

    @Flag(help: "Where the rule is run here, print one JSON document about the run.")
    var json = false

    func run() async throws {
        try await explained {
            if try await isHandedOn() { return }
            let journal = try JournalAccess.open()
            let file = try await KnownRules.read(place.folders, journal).file(rule)
            try await connection.forRule(file).connected { connection in
                var run = Run(file.script, now: connection.now, seed: UInt64.random(in: .min ... .max))
                run.limits.time = file.timing.timeout
                run.websiteURL = connection.websiteURL
                run.promise = file.promise
                var hand = HandRun(run: run, timeout: file.timing.timeout, json: json, rule: file.name)
                hand.runner = Guests(spares: 0, told: Terminal.noteOnce)
                try await hand.perform(on: connection)
            }
        }
    }

    /// Whether somebody who serves the rule was asked to run it.
    private func isHandedOn() async throws -> Bool {
        guard !connection.sandbox else { return false }
        let control: RuleControl
        do { control = try await RuleControl(rule, account: connection.account, in: place.folders) } catch
            RuleNameError.unknown, RuleNameError.neverServed
        {
            return false
        }
        guard control.isServed, control.record.isPresent else { return false }
        _ = try await control.journal.ask(.trigger, of: control.record.key, at: Date())
        try control.ring()
        Terminal.print("moonreel serve runs \(rule) now; moonreel runs --rule \(rule) tells how it goes.")
        return true
    }
}
