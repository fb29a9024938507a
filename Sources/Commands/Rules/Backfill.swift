internal import Automation
internal import Foundation
internal import Journal
internal import Lua
internal import Scheduling
internal import Trakt

/// The slots of a rule in some time, and which of them have no run.
struct SlotGaps: Sendable {
    let key: RuleKey
    let zone: Zone
    /// The oldest first.
    private(set) var missing: [Date] = []
    private(set) var taken = 0

    /// - Parameter most: how many may be missing.
    init(
        of key: RuleKey, _ schedule: Schedule, in dates: ClosedRange<Date>, most: Int, _ journal: any JournalStore
    ) async throws {
        (self.key, zone) = (key, schedule.zone)
        let known = try await journal.takenSlots(of: key, in: dates)
        var date = dates.lowerBound.addingTimeInterval(-1)
        while let slot = schedule.next(after: date), slot <= dates.upperBound {
            date = slot
            guard slot >= dates.lowerBound else { continue }
            if known.contains(slot) { taken += 1 } else { missing.append(slot) }
            guard missing.count <= most else { throw BackfillError.tooMany(most) }
        }
    }

    func text(_ slot: Date) -> String { "\(LocalTime(slot, in: zone))  \(slot.formatted(.iso8601))" }
}

/// Runs a rule for slots without a run, one after the other.
struct Backfill: Sendable {
    let file: RuleFile
    let gaps: SlotGaps
    let context: RunContext
    let json: Bool

    /// Ends with the first run that does not finish; throws its exit status.
    func perform(on connection: Connection, _ stop: StopSwitch, _ interruption: Interruption) async throws {
        try await putInOrder(context, stop: stop)
        var documents: [JSONValue] = []
        var status = ExitStatus.done
        for (index, slot) in gaps.missing.enumerated() where status == .done {
            if stop.reason != nil {
                status = .interrupted
            } else if let report = try await report(slot, connection, stop) {
                documents.append(report.document(output: nil, slot))
                if !json { Terminal.print("\(gaps.text(slot))  \(report.backfillText)") }
                report.explain(limits, of: interruption.subject)
                status = report.status(interrupted: interruption.signalNumber != nil)
            }
            if status != .done, index + 1 < gaps.missing.count {
                Terminal.note("Times left: \(gaps.missing.count - index - 1). The same command goes on with them.")
            }
        }
        await connection.deliverNotices(of: context.journal, until: stop)
        if json { Terminal.output(JSONValue.array(documents).encodedText) }
        if status != .done { throw status.code }
    }

    private var limits: Limits {
        var limits = Limits()
        limits.time = file.timing.timeout
        return limits
    }

    /// Nil for a slot that somebody else has run meanwhile.
    private func report(_ slot: Date, _ connection: Connection, _ stop: StopSwitch) async throws -> RunReport? {
        var run = Run(file.script, now: Date(), seed: UInt64.random(in: .min ... .max), stop: stop)
        run.rule = gaps.key
        run.promise = file.promise
        run.trigger = .schedule(slot: slot, missed: 0)
        run.limits = limits
        run.websiteURL = connection.websiteURL
        do {
            return try await run.perform(in: context) { [json] in if !json { ScriptOutput.show($0) } }
        } catch StoreError.slotTaken {
            return nil
        }
    }
}

extension RunReport {
    fileprivate var backfillText: String {
        let number = run.map { "run \($0)" } ?? "a run"
        return switch outcome {
        case .finished: "\(number) is finished"
        case .failed: "\(number) failed"
        case .stopped: "\(number) was stopped"
        }
    }

    fileprivate func document(output: [LogLine]?, _ slot: Date) -> JSONValue {
        var members = document(output: output).object ?? [:]
        members["slot"] = .string(slot.formatted(.iso8601))
        return .object(members)
    }
}
