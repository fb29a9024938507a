internal import ArgumentParser
internal import Automation
internal import Journal
internal import Lua
internal import Trakt

/// `moonreel undo`: takes back what one run changed, and only that.
struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take one run's changes back.",
        discussion: """
            Takes back what the run really changed: not what was there before it, and not what was changed since. What \
            cannot be taken back is named first. It is done as a run of its own, which moonreel runs lists and \
            moonreel undo takes back in turn.

              moonreel undo last --plan
              moonreel undo 42
            """)

    @Argument(help: "The run's number, as moonreel runs lists it, or last.", completion: .run)
    var run: RunArgument

    @Flag(help: "Change nothing: print what would be changed.")
    var plan = false

    @Flag(help: "Print one JSON document.")
    var json = false

    func run() async throws {
        try await explained {
            let journal = try JournalAccess.open()
            let record = try await run.record(in: journal)
            if record.run.server == .fleetingSandbox { throw UndoRefusal.sandboxGone(record.id) }
            try await ConnectionOptions.connected(again: record, journal) { connection, context in
                try await connection.keepingHouse(in: journal) { try await undo(record.id, connection, context) }
            }
        }
    }

    private func undo(_ run: RunID, _ connection: Connection, _ context: RunContext) async throws {
        let stop = StopSwitch()
        let interruption = Interruption(of: "Taking the run back") { stop.stop(because: .cancelled) }
        // That may be what the run itself waits for, so whether it can be taken back is asked afterwards.
        if !plan { try await putInOrder(context, stop: stop) }
        let record = try await RunArgument.number(run).record(in: context.journal)
        try UndoRefusal.check(record)
        switch try await FormerUndo(of: record, in: context.journal) {
        case .none: break
        case .begun(let undo): throw UndoRefusal.begun(record.id, by: undo)
        case .whole(let undo):
            if json { Terminal.output(JSONValue.object(["taken_back_by": .integer(undo.number)]).encodedText) }
            Terminal.note("Run \(undo) took run \(record.id) back; there is nothing left of it to take back.")
            return
        }
        let undoing = try await interruption.beforehand(stop) { try await Undoing(of: record.id, in: context) }
        if !json { tell(undoing.remarks) }
        if plan {
            let diff = try await interruption.beforehand(stop) {
                try await Planning(in: context).diff(of: undoing.changes, now: connection.now)
            }
            if json { Terminal.output(document(undoing, diff).encodedText) } else { PlanOutput.show(diff) }
            return
        }
        guard !undoing.changes.changes.isEmpty else {
            if json { Terminal.output(document(undoing, nil).encodedText) }
            Terminal.note("There is nothing of run \(record.id) to take back.")
            return
        }
        let changes = ChangeRun(
            undoing.changes, trigger: .undo(record.id), path: record.run.path,
            document: ChangeRun.document(of: undoing.changes), now: connection.now, seen: undoing.seen, stop: stop)
        let report = try await changes.perform(in: context)
        let sentence = report.sentence(on: changes.trigger, changes: changes.changes.changes.count)
        if !json, let sentence { Terminal.print(sentence) }
        try ScriptOutput(json: json).finish(report, Limits(), interruption, adding: ["remarks": undoing.remarksAsJSON])
    }

    private func tell(_ remarks: [UndoRemark]) {
        for remark in remarks { Terminal.note("\(remark.subject): \(remark.sentence).") }
    }

    private func document(_ undoing: Undoing, _ diff: PlanDiff?) -> JSONValue {
        var members = ["remarks": undoing.remarksAsJSON]
        members["plan"] = diff?.asJSON
        return .object(members)
    }
}

extension Undoing {
    fileprivate var remarksAsJSON: JSONValue {
        .array(
            remarks.map {
                ["kind": .string($0.kind.rawValue), "subject": .string($0.subject), "sentence": .string($0.sentence)]
            })
    }
}
