internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Journal
internal import Lua

/// `moonreel apply`: the changes of a saved plan, if the account still is what it was.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Make a saved plan's changes.",
        discussion: """
            moonreel run SCRIPT --plan -o FILE saves a plan. What it read of the account is read again first; where that \
            differs, what moved is printed, nothing is sent, and the exit status is 1. Charts, calendars and what others \
            do may differ. Then exactly the plan's changes are made, in their order, as a run of their own: moonreel runs \
            lists it, and moonreel resume goes on with one that died.

              moonreel run rules/new-episodes.lua --plan -o plan.json
              moonreel apply plan.json

            Exit status: 0 done, 1 the plan no longer holds or a change failed, 2 bad usage, 3 Trakt could not be reached \
            or refused, 130 interrupted.
            """)

    @Argument(help: "The file with the plan.", completion: .file(extensions: ["json"]))
    var plan: String

    @OptionGroup var connection: ConnectionOptions

    @Flag(help: "Print one JSON document about the run.")
    var json = false

    func run() async throws {
        try await explained {
            guard let document = FileManager.default.contents(atPath: plan) else {
                throw PlanError.unreadable(path: plan)
            }
            _ = try Plan(parsing: Array(document), path: plan)
            try await connection.connected { connection in
                try await apply(Array(document), connection)
            }
        }
    }

    private func apply(_ document: [UInt8], _ connection: Connection) async throws {
        let stop = StopSwitch()
        let interruption = Interruption(of: "The plan") { stop.stop(because: .cancelled) }
        let context = try await interruption.beforehand(stop) { try await connection.context() }
        try await connection.keepingHouse(in: context.journal) {
            try await apply(document, context, interruption, stop)
        }
    }

    private func apply(
        _ document: [UInt8], _ context: RunContext, _ interruption: Interruption, _ stop: StopSwitch
    ) async throws {
        try await putInOrder(context, stop: stop)
        let application = try PlanApplication(parsing: document, path: plan, in: context)
        try await interruption.beforehand(stop) { try await application.check() }
        let report = try await application.perform(stop: stop)
        if !json, let sentence = report.sentence(on: .apply, changes: application.count) { Terminal.print(sentence) }
        try ScriptOutput(json: json).finish(report, Limits(), interruption)
    }
}
