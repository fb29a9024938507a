internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Storage
internal import TraktSandbox

/// `moonreel demo`: the main job, watched from start to end, on a sandbox in this process.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Show a rule at work on a sandbox: the script, the list before and after, and a second run.",
        discussion: """
            It needs no account and no network.

              moonreel demo scripts/rules/new-episodes.lua
            """)

    @Argument(help: "The rule to show.", completion: .file(extensions: ["lua"]))
    var script = "scripts/rules/new-episodes.lua"

    func run() async throws {
        let rule: ScriptFile
        do {
            rule = try ScriptFile(reading: script)
        } catch {
            Terminal.note("\(error); run this in the project's directory, or name a rule")
            throw ExitStatus.failed.code
        }
        let interruption = Interruption(of: "The demo") { Foundation.exit(ExitStatus.interrupted.rawValue) }
        defer { withExtendedLifetime(interruption) {} }
        let options = try ConnectionOptions.parse(["--sandbox"])
        try await options.connected { connection in
            show("The script, \(script)")
            Terminal.output(String(decoding: rule.source, as: UTF8.self))
            try await show("The list before", Self.listing, connection)
            try await show("Running it", rule, connection)
            try await show("The list after", Self.listing, connection)
            try await show("Running it again", rule, connection)
            try await show("The list is as it was", Self.listing, connection)
        }
    }

    private func show(_ heading: String) {
        Terminal.print("\n== \(heading) ==\n")
    }

    private func show(_ heading: String, _ text: String, _ connection: Connection) async throws {
        try await show(heading, ScriptFile(path: "demo", source: Array(text.utf8)), connection)
    }

    private func show(_ heading: String, _ script: ScriptFile, _ connection: Connection) async throws {
        show(heading)
        let run = Run(script, now: connection.now, seed: 1)
        let context = try await connection.context(SQLiteStore.inMemory())
        let report = try await run.perform(in: context) { ScriptOutput.show($0) }
        report.explain(run.limits, of: "The script")
        let status = report.status(interrupted: false)
        if status != .done { throw status.code }
        if report.rule != nil { Terminal.print("(\(report.reads) reads, \(report.writes) writes)") }
    }

    /// What the demo says about the list; an ordinary script.
    private static let listing = """
        local list = trakt.list { name = "New episodes", make = false }
        if not list then return print("There is no list \\"New episodes\\" yet.") end
        local items = list:items()
        print(("%s has %d items:"):format("New episodes", #items))
        for _, item in ipairs(items) do
          local episode = item.episode
          print(("  %-34s %dx%02d  %s"):format(item.show.title, episode.season, episode.number, episode.title or ""))
        end
        """
}
