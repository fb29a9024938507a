internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Isolation
internal import Lua
internal import Wording

/// `moonreel run`: one script, once, by hand.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a script.",
        discussion: """
            A script that returns a table with a function run is a rule, and that function is run; any other script \
            is run from top to bottom. Arguments behind the script's name are its own (... in Lua); those that begin \
            with a dash stand behind --.

              moonreel run --sandbox scripts/rules/new-episodes.lua --set days=3

            Without --sandbox the account is one that moonreel login signed in, or that of MOONREEL_CLIENT_ID and \
            MOONREEL_ACCESS_TOKEN. MOONREEL_API_URL puts another server in Trakt's place, MOONREEL_CALL_TIMEOUT (30s) \
            limits one request; config.yaml says the same as api_url and call_timeout.

            With --plan nothing that writes is sent: the script is answered as Trakt would answer, its later reads show \
            what it would have changed, and at the end the changes are printed. moonreel apply makes those of a plan that \
            -o saved. A plan also says, with exit status 1, when a run would be refused because it removes or adds too much.

              moonreel run scripts/rules/new-episodes.lua --plan -o plan.json

            Exit status: 0 done, 1 the script failed or its plan would be refused, 2 bad usage, 3 Trakt could not be reached or refused, \
            130 interrupted.
            """)

    @Argument(help: "A Lua file.", completion: .file(extensions: ["lua"]))
    var script: String

    @Argument(help: "The script's own arguments.")
    var arguments: [String] = []

    @OptionGroup var connection: ConnectionOptions

    @Option(name: .customLong("set"), help: ArgumentHelp("Set an option of a rule.", valueName: "key=value"))
    var assignments: [OptionAssignment] = []

    @Option(help: ArgumentHelp("Stop the script after this time, such as 90s, 10m or 1h30m.", valueName: "time"))
    var timeout = TimeSpan(.seconds(600))

    @Flag(help: "Print one JSON document about the run, with the script's output in it.")
    var json = false

    @Flag(help: "Change nothing: print what the script would change.")
    var plan = false

    @Flag(help: "Run the script in a locked-down process of its own, as moonreel serve does.")
    var isolate = false

    @Flag(help: "Let this run remove more than most_removals and most_removals_share allow.")
    var yes = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("With --plan: keep the plan here for moonreel apply.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var output: String?

    func validate() throws {
        guard output != nil else { return }
        guard plan else { throw ValidationError("--output belongs to --plan; add that.") }
        if connection.sandbox, connection.sandboxState == nil {
            throw ValidationError(
                "A plan for a sandbox that ends with this command could never be applied; keep the sandbox with "
                    + "--sandbox-state FILE.")
        }
    }

    func run() async throws {
        try await explained {
            let script = try ScriptFile(reading: self.script)
            if script.source.isEmpty { Terminal.note("\(script.path): the file is empty, so nothing was done.") }
            try await connection.connected { connection in
                if plan {
                    try await plan(script, connection)
                } else {
                    try await run(script, connection).perform(on: connection)
                }
            }
        }
    }

    /// The run that the command line asks for.
    func run(_ script: ScriptFile, _ connection: Connection) -> HandRun {
        var run = Run(script, now: connection.now, seed: UInt64.random(in: .min ... .max))
        run.arguments = arguments
        run.options = Dictionary(assignments.map { ($0.key, $0.value) }) { _, last in last }
        run.limits.time = timeout.duration
        run.websiteURL = connection.websiteURL
        var hand = HandRun(run: run, timeout: timeout.duration, json: json, mayRemoveAnything: yes)
        if isolate { hand.runner = Guests(spares: 0, told: Terminal.noteOnce) }
        return hand
    }
}
