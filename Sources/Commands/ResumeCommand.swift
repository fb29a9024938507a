internal import ArgumentParser
internal import Automation
internal import Journal
internal import Lua
internal import Wording

/// `moonreel resume`: a run that did not come to its end goes on where it stopped.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a run that did not come to its end.",
        discussion: """
            What the run was answered is not asked again, and what it wrote is not written again: the same text runs \
            from the top with the same clock, and gets the same answers up to where it stopped. Whether a change whose \
            answer never came was made is found out by looking.

            A run whose process died goes on by itself when the next command uses its account. One that failed or was \
            interrupted goes on only this way.

              moonreel resume last
              moonreel resume 42 --timeout 1h
            """)

    @Argument(help: "The run's number, as moonreel runs lists it, or last.", completion: .run)
    var run: RunArgument

    @Option(
        help: ArgumentHelp(
            "Stop the script after this time, such as 90s, 10m or 1h30m. The changes of a plan, or of moonreel undo, know "
                + "no such limit.", valueName: "time"))
    var timeout = TimeSpan(.seconds(600))

    @Flag(help: "Print one JSON document about the run, with the script's output in it.")
    var json = false

    func run() async throws {
        try await explained {
            let journal = try JournalAccess.open()
            let record = try await run.record(in: journal)
            try await ConnectionOptions.connected(again: record, journal) { connection, context in
                try await perform(record, connection, context)
            }
        }
    }

    private func perform(_ record: RunRecord, _ connection: Connection, _ context: RunContext) async throws {
        let stop = StopSwitch()
        let interruption = Interruption(of: record.run.trigger.subject) { stop.stop(because: .cancelled) }
        if !record.run.trigger.isOfChanges { interruption.endHard(at: timeout.duration) }
        var limits = Limits()
        limits.time = timeout.duration
        let output = ScriptOutput(json: json)
        let report = try await connection.keepingHouse(in: context.journal) {
            try await Resumption(in: context).resume(record, limits: limits, stop: stop) { output.take($0) }
        }
        await connection.deliverNotices(of: context.journal, until: stop)
        if !json, let changes = ChangeRun(resuming: record.run)?.changes,
            let sentence = report.sentence(on: record.run.trigger, changes: changes.changes.count)
        {
            Terminal.print(sentence)
        }
        try output.finish(report, limits, interruption)
    }
}

extension Trigger {
    /// What is under way in such a run, as the beginning of a sentence.
    fileprivate var subject: String {
        switch self {
        case .apply: "The plan"
        case .undo: "Taking the run back"
        case .hand, .repl, .schedule, .change: "The script"
        }
    }
}
