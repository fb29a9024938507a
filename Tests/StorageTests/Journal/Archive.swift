import Foundation
import GRDB
import Journal
import Synchronization
import Testing

@testable import Storage

/// A journal with runs of long ago.
struct Archive {
    let journal: SQLiteStore
    let clock: CalendarClock

    /// Records a run of two calls that ended so many days ago; nil as its state leaves it under way.
    func run(
        ago days: Double, _ state: RunRecord.State? = .finished, account: String = "main", server: Server? = nil,
        change: EffectState? = nil, minute: Int64 = 1, calls: Int = 2, isLookedAt: Bool = false, rule: RuleKey? = nil,
        trigger: Trigger = .hand
    ) async throws {
        try await clock.at(daysAgo: days) {
            var new = someRun
            new.account = account
            new.rule = rule
            new.trigger = trigger
            new.server = server ?? new.server
            let claim = try await journal.begin(new)
            for number in 1...calls { try await journal.record(step(number, answer: "answer \(number)"), claim) }
            if let change {
                var new = play(1, minute: minute)
                new.key = StepKey(content: "write \(claim.run)", occurrence: 1)
                let effect = try await isLookedAt ? sendTwice(new, claim, in: journal) : intend(new, claim, in: journal)
                if change != .intent { try await journal.resolve(effect, EffectResolution(change), claim) }
                var call = step(calls + 1, answer: "added")
                call = StepRecord(
                    key: new.key, order: call.order, answerOrder: call.order, name: "trakt.sync.history.add",
                    question: call.question, result: call.result, askedAt: call.askedAt, answeredAt: call.answeredAt)
                try await journal.record(call, claim)
            }
            guard let state else { return }
            try await journal.end(claim, RunEnding(state: state, report: [], output: ["printed"]))
        }
    }

    /// A day later than the last time, as far as the journal can tell.
    func prune(_ retention: Retention) async throws -> Pruned {
        try await journal.write { try $0.execute(sql: "DELETE FROM chore") }
        return try #require(try await journal.prune(retention))
    }

    func runs() async throws -> [Int64] { try await journal.runs(RunQuery()).map(\.id.number).sorted() }

    func count(_ table: String) async throws -> Int {
        try await journal.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
    }
}

func withArchive(
    step: Duration = .milliseconds(10), _ body: (Archive) async throws -> Void
) async throws {
    try await withJournalFile { path in
        let clock = CalendarClock()
        var parameters = SQLiteStore.Parameters()
        parameters.now = { clock.now }
        parameters.pruning = (step, .zero)
        try await body(Archive(journal: SQLiteStore.open(path, parameters), clock: clock))
    }
}

/// A clock on the wall.
final class CalendarClock: Sendable {
    private let date = Mutex(Date(timeIntervalSince1970: 1_772_627_696))

    var now: Date { date.withLock { $0 } }

    func pass(days: Double) { date.withLock { $0 += days * 86_400 } }

    /// Does something as of so many days ago.
    func at(daysAgo days: Double, _ body: () async throws -> Void) async throws {
        pass(days: -days)
        defer { pass(days: days) }
        try await body()
    }
}
