internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Isolation
internal import Journal
internal import Lua
internal import Trakt
internal import Wording

/// `moonreel replay`: a run once more, from its journal.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Run a script again on the answers that a run got. Nothing is sent.",
        discussion: """
            The same text runs with the same clock, random numbers and answers, and prints the same, byte by byte. With \
            --with another script runs on these answers, and what differs is shown: how a failure is found, and how a \
            change to a script is tried. What it would change and the run did not is told and not sent, and it is \
            answered as though all of it had been done; what it reads and the run did not is an error.

              moonreel replay last
              moonreel replay 42 --with fixed.lua

            Exit status: 0 the same, 1 not the same, 2 bad usage.
            """)

    @Argument(help: "The run's number, as moonreel runs lists it, or last.", completion: .run)
    var run: RunArgument

    @Option(
        name: .customLong("with"), help: ArgumentHelp("Run this script instead.", valueName: "script"),
        completion: .file(extensions: ["lua"]))
    var changed: String?

    @Option(help: ArgumentHelp("Stop the script after this time, such as 90s, 10m or 1h30m.", valueName: "time"))
    var timeout = TimeSpan(.seconds(600))

    @Flag(help: "Print one JSON document about the replay, with the script's output in it.")
    var json = false

    func run() async throws {
        try await explained {
            let journal = try JournalAccess.open()
            let record = try await run.record(in: journal)
            let script = try changed.map(Self.script)
            var replay = try Replay(of: record, steps: try await journal.steps(of: record.id), with: script)
            replay.limits.time = timeout.duration
            // Whoever wrote it, it may have been served.
            replay.runner = Guests(spares: 0, told: Terminal.noteOnce)
            let interruption = Interruption(of: "The script") { [stop = replay.stop] in stop.stop(because: .cancelled) }
            let output = ScriptOutput(json: json)
            let report = await replay.perform { output.take($0) }
            if interruption.signalNumber != nil { throw ExitStatus.interrupted.code }
            if json {
                Terminal.output(report.document.encodedText)
            } else {
                report.explain()
            }
            if !report.isSame { throw ExitStatus.failed.code }
        }
    }

    /// What cannot be replayed with is a wrong argument, and no run that is not the same.
    private static func script(_ path: String) throws -> ScriptFile {
        do { return try ScriptFile(reading: path) } catch {
            Terminal.note("\(error)")
            throw ExitStatus.badUsage.code
        }
    }
}
