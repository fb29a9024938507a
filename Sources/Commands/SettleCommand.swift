internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Journal
internal import Trakt

/// `moonreel settle`: a person says what became of a change that looking did not settle.
struct SettleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Say what became of a change that could not be found out.",
        discussion: """
            Without an effect it lists those of a run that wait for a person, with all that is known about them. Look at \
            Trakt's website whether the change is there, then say so:

              moonreel settle 42
              moonreel settle 42 17 --done
              moonreel settle 42 18 --not-done

            What a change made, such as a list, is looked for with --done, so that the script learns its id when the run \
            goes on. Where several are alike, --made says which it is.
            """)

    @Argument(help: "The run's number, as moonreel runs lists it, or last.", completion: .run)
    var run: RunArgument

    @Argument(help: "The effect's number, as settle lists it.")
    var effect: Int64?

    @Flag(help: "The change was made.")
    var done = false

    @Flag(help: "The change was not made. If the run did not come to its end, moonreel resume makes it.")
    var notDone = false

    @Option(help: ArgumentHelp("With --done: which one the change made, by its id.", valueName: "id"))
    var made: Int64?

    @Flag(help: "Print the list as JSON.")
    var json = false

    func validate() throws {
        if made != nil, !done { throw ValidationError("--made belongs to --done; add that.") }
        if done && notDone { throw ValidationError("--done and --not-done exclude each other.") }
        if (effect != nil) != (done || notDone) {
            throw ValidationError("Name the effect and say --done or --not-done; without both, the list is printed.")
        }
    }

    func run() async throws {
        try await explained {
            let journal = try JournalAccess.open()
            let record = try await run.record(in: journal)
            let waiting = try await journal.effects(of: record.id).filter { $0.state == .review }
            guard let effect else { return tell(waiting, record) }
            guard let chosen = waiting.first(where: { $0.id.number == effect }) else {
                throw NothingToSettle(run: record.id, effect: effect)
            }
            let time = try Settings.current().settleTime()
            let made = done ? try await made(by: chosen, of: record, journal) : nil
            try await Settlement(journal).settle(chosen, asDone: done, made: made, after: time)
            Terminal.note("Effect \(effect) of run \(record.id) is \(done ? "done" : "not done").")
        }
    }

    /// A sandbox that is gone has nothing more to tell.
    private func made(
        by effect: EffectRecord, of record: RunRecord, _ journal: any JournalStore
    ) async throws -> JSONValue? {
        guard record.run.server != .fleetingSandbox, Settlement.isCreation(effect) else { return nil }
        return try await ConnectionOptions.connected(again: record, journal) { connection, _ in
            try await Settlement(journal).made(by: effect, id: made, reading: connection.client)
        }
    }

    private func tell(_ waiting: [EffectRecord], _ record: RunRecord) {
        if json { return Terminal.output(JSONValue.array(waiting.map(\.document)).encodedText) }
        if waiting.isEmpty { return Terminal.note("Nothing of run \(record.id) waits for a person.") }
        for effect in waiting {
            Terminal.print("\(effect.id)  \(effect.effect.request.endpoint), \(effect.stateText)")
            Terminal.print("    begun  \(effect.intentAt.formatted(.iso8601))")
            if let note = effect.note { Terminal.print("    known  \(note)") }
            let body = effect.effect.request.body.map { String(decoding: $0, as: UTF8.self) }
            Terminal.print("    sent   \(effect.effect.request.target)\(body.map { " \($0)" } ?? "")")
        }
    }
}

/// An effect that does not wait for a person.
private struct NothingToSettle: Error, CustomStringConvertible {
    let run: RunID
    let effect: Int64

    var description: String {
        "run \(run) has no effect \(effect) that waits for a person; moonreel settle \(run) lists those that do"
    }
}
