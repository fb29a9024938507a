internal import ArgumentParser
internal import Automation
internal import Checking
internal import Foundation
internal import Scheduling
internal import Trakt

/// `moonreel check`: what is wrong with scripts, found without running them.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find mistakes in scripts without running them.",
        discussion: """
            Looks for what would fail or be refused (errors) and for what hardly does what is meant or wastes calls \
            (warnings). Nothing is run, nothing is sent, and no account is needed. Of a folder all .lua files are checked; \
            - is what comes from standard input.

              moonreel check new-episodes.lua
              moonreel check ~/rules
              moonreel check --json ~/rules
              moonreel check - < new-episodes.lua

            For a rule without errors, named by its file, its next five times are told and about how many calls a run \
            makes. A comment silences a check for its line, or, alone in its line, for the next one:

              -- moonreel: allow loop-write

            The status is 0 without errors, 1 with one, and 2 where a file cannot be read.
            """)

    @Argument(help: "Lua files, folders of them, or - for standard input.", completion: .file(extensions: ["lua"]))
    var scripts: [String]

    @Flag(help: "Print what was found as JSON.")
    var json = false

    @Flag(help: "Tell errors only.")
    var errorsOnly = false

    func run() async throws {
        let zone: Zone
        do { zone = try Settings.current().zone() } catch {
            Terminal.note("\(error)")
            throw ExitStatus.badUsage.code
        }
        let selection = ScriptSelection(scripts)
        let checked = await CheckedScripts(selection, zone: zone)
        for problem in selection.problems + checked.problems { Terminal.note(problem) }
        let presentation = CheckPresentation(
            checked.reports, named: selection.named, showsWarnings: !errorsOnly, hasColours: Terminal.outputHasColours)
        if json {
            Terminal.output(presentation.document.encodedText)
        } else {
            for line in presentation.lines { Terminal.output(line) }
        }
        guard selection.problems.isEmpty, checked.problems.isEmpty else { throw ExitStatus.badUsage.code }
        guard !checked.reports.contains(where: { $0.errorCount > 0 }) else { throw ExitStatus.failed.code }
    }
}
