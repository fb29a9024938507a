import Automation
import Foundation
import Journal
import Simulation
import Trakt

extension ServingWorld {
    /// Compares what the journal and the account hold in the end with what was committed about each slot.
    func check() async throws {
        let account = SimulatedAccount(door)
        report.faults += witness.booked.faults
        report.slots = witness.booked.slots
        if report.taken > 0, !circumstances.isWild { report.faults.append("\(report.taken) slots were begun again") }
        for record in try await witness.rules() {
            try await check(record)
            guard let rule = rules.first(where: { $0.name == record.key.name }) else { continue }
            try await checkEffects(of: rule, record.key, account)
            for request in try await witness.requests(of: [record.key]) {
                report.faults.append("what was asked of \(rule.name) at \(request.at) was never done")
            }
        }
    }

    private func check(_ record: RuleRecord) async throws {
        let (key, name) = (record.key, record.key.name)
        guard let balance = witness.booked.balance(of: key) else { return }
        if record.decided != balance.decided {
            report.faults.append("\(name) is decided up to \(record.decided), and \(balance.decided) was committed")
        }
        if record.skipped != balance.skipped {
            report.faults.append("\(name) has \(record.skipped) skipped, and \(balance.skipped) were committed")
        }
        report.skipped += record.skipped
        // In the end it was calm: nothing is late any more.
        guard record.pause == nil, let first = witness.booked.open(of: key, until: time.onWall - 200).first else {
            return
        }
        report.faults.append("\(name): slots from \(first) have neither run nor reason")
    }

    private func checkEffects(of rule: ServedRule, _ key: RuleKey, _ account: SimulatedAccount) async throws {
        var query = RunQuery()
        query.key = key
        let runs = try await witness.runs(query)
        let slotRuns = runs.filter { $0.run.trigger.slot != nil }
        report.runs += slotRuns.count
        for (slot, both) in Dictionary(grouping: slotRuns, by: \.run.trigger.slot) where both.count > 1 {
            report.faults.append("\(rule.name) has \(both.count) runs for \(String(describing: slot))")
        }
        let (byHand, asked) = (runs.count { $0.run.trigger == .hand }, report.asked[rule.name] ?? 0)
        if byHand > asked {
            report.faults.append("\(rule.name) was asked for \(asked) times, and has \(byHand) runs for that")
        }
        for run in runs where run.state == .running {
            report.faults.append("run \(run.id) of \(rule.name) is not over")
        }
        let kept = try await witness.values(of: key)
        for value in kept.values where value != Array("1".utf8) {
            report.faults.append("\(rule.name) kept \(String(decoding: value, as: UTF8.self)) for one slot")
        }
        let finished = slotRuns.filter { $0.state == .finished }
        if kept.count != finished.count {
            report.faults.append("\(rule.name): \(finished.count) runs finished and \(kept.count) have left a mark")
        }
        guard let movie = rule.movie else { return }
        try checkPlays(movie, rule.name, finished.compactMap(\.run.trigger.slot), account)
    }

    private func checkPlays(_ movie: Int64, _ name: String, _ slots: [Date], _ account: SimulatedAccount) throws {
        var plays: [Date: Int] = [:]
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for page in 1... {
            let entries = try account.entries("/sync/history/movies/\(movie)?page=\(page)")
            for entry in entries {
                guard let text = entry["watched_at"]?.string, let date = try? format.parse(text) else { continue }
                plays[date, default: 0] += 1
            }
            if entries.count < 250 { break }
        }
        for (date, count) in plays where count > 1 {
            report.faults.append("\(name) was played \(count) times for \(date)")
        }
        for slot in slots where plays[slot] == nil { report.faults.append("\(name) has no play for \(slot)") }
    }
}
