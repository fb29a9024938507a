internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Journal
internal import Trakt

/// `moonreel show`: a run, call by call.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what a run asked, was answered, changed and printed.",
        discussion: """
              moonreel show last
              moonreel show 42 --step 12

            Each call has its number, its time since the run began, what came of it, for a change where it stands, and \
            the place in the script that asked.
            """)

    @Argument(help: "The run's number, as moonreel runs lists it, or last.", completion: .run)
    var run: RunArgument

    @Option(help: ArgumentHelp("Show at most so many calls.", valueName: "number"))
    var calls = 100

    @Option(help: ArgumentHelp("Print one call with its whole answer as JSON.", valueName: "number"))
    var step: Int?

    @Flag(help: "Print everything as JSON.")
    var json = false

    func validate() throws {
        if calls < 0 { throw ValidationError("--calls takes a number from 0 on.") }
    }

    func run() async throws {
        try await explained {
            let journal = try JournalAccess.open()
            let record = try await run.record(in: journal)
            let story = RunStory(
                record: record, steps: try await journal.steps(of: record.id),
                effects: try await journal.effects(of: record.id),
                notices: try await journal.notices(of: record.id))
            if let step {
                guard let document = story.document(ofStep: step) else {
                    throw UnknownStep(run: record.id, number: step, count: story.steps.last?.order ?? 0)
                }
                Terminal.output(document.encodedText)
            } else if json {
                Terminal.output(story.document.encodedText)
            } else {
                for line in story.lines(calls: calls) { Terminal.print(line) }
            }
        }
    }
}

/// A call that a run did not make.
private struct UnknownStep: Error, CustomStringConvertible {
    let run: RunID
    let number: Int
    let count: Int

    var description: String {
        count == 0 ? "run \(run) asked nothing" : "run \(run) has no call \(number); they go up to \(count)"
    }
}
