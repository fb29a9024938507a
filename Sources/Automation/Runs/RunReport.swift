package import Journal
package import Lua
package import Trakt

/// How a run went.
package struct RunReport: Sendable {
    package var outcome: Outcome
    /// Its number in the journal; nil for what has none.
    package var run: RunID?
    /// The rule's name, when the script was one.
    package var rule: String?
    /// Calls that changed nothing, and calls that changed the account.
    package var reads = 0
    package var writes = 0
    /// Calls that may have changed the account; their answers never came.
    package var unsettledWrites = 0
    /// What the rule's store is to keep of this run; only a finished one keeps it.
    package var store: RuleStoreChanges?
    /// What the script wanted told in this attempt.
    package var notices: [NoticeDesk.Wish] = []
    /// Whether it failed because Trakt could not be reached or refused a call.
    package var wasRefused = false
    package var duration: Duration = .zero
    /// Bytes of output that were dropped.
    package var outputDropped = 0
    /// The most bytes the script held.
    package var memoryPeak = 0
    /// Why the journal could not be written.
    package var journalProblem: StoreError?
    /// Whether it was left for another process to go on with.
    package var isParked = false
    /// Whether the journal has that the run is over. Otherwise it goes on as one whose process died.
    package var isEndNoted = true

    mutating func take(_ traffic: Gate.Traffic) {
        rule = traffic.rule?.name
        reads = traffic.reads
        writes = traffic.writes
        store = traffic.store
        notices = traffic.notices
        unsettledWrites = traffic.unsettledWrites
        journalProblem = traffic.journalProblem
        if case .failed(let error) = outcome, let kind = error.kind { wasRefused = traffic.refusals.contains(kind) }
    }

    mutating func note(_ ending: RunEnding, for claim: Claim, in journal: any JournalStore) async {
        do { try await journal.end(claim, ending) } catch {
            journalProblem = journalProblem ?? error
            isEndNoted = false
        }
    }

    /// The state the journal has it in.
    package var state: RunRecord.State {
        switch outcome {
        case .finished: .finished
        case .failed: .failed
        case .stopped: .stopped
        }
    }
}

extension RunReport {
    /// The report as one JSON document.
    package func document(output: [LogLine]?) -> JSONValue {
        var members: [String: JSONValue] = [
            "reads": .integer(Int64(reads)),
            "writes": .integer(Int64(writes)),
            "unsettled_writes": .integer(Int64(unsettledWrites)),
            "output_dropped": .integer(Int64(outputDropped)),
            "memory_peak": .integer(Int64(memoryPeak)),
            "seconds": .number(Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18),
        ]
        members["run"] = run.map { .integer($0.number) }
        members["output"] = output.map { .array($0.map(\.asJSON)) }
        members["rule"] = rule.map { .string($0) }
        switch outcome {
        case .finished(let result):
            members["outcome"] = "finished"
            members["result"] = (try? JSONValue(parsing: result)) ?? .null
        case .failed(let error):
            members["outcome"] = "failed"
            members["error"] = Self.document(of: error)
        case .stopped(let reason, let error):
            members["outcome"] = "stopped"
            members["reason"] = .string(reason.rawValue)
            members["error"] = Self.document(of: error)
        }
        return .object(members)
    }

    private static func document(of error: ScriptError) -> JSONValue {
        var members = (try? JSONValue(parsing: error.document))?.object ?? [:]
        members["message"] = .string(error.message)
        members["traceback"] = .array(error.traceback.map { .string($0) })
        return .object(members)
    }
}
