import Foundation
import Journal

extension MemoryStore {
    func note(_ rules: [RuleNote]) throws(StoreError) -> [RuleRecord] { rules.map(noted) }

    private func noted(_ rule: RuleNote) -> RuleRecord {
        var record =
            ruleRecords[rule.key]
            ?? RuleRecord(
                key: rule.key, accountName: rule.accountName, server: rule.server, path: rule.path,
                firstSeen: rule.at, decided: rule.at)
        if record.isPresent, record.schedule != rule.schedule { record.decided = max(record.decided, rule.at) }
        record.accountName = rule.accountName
        record.server = rule.server
        record.path = rule.path
        record.schedule = rule.schedule
        record.broken = rule.broken
        record.isPresent = true
        ruleRecords[rule.key] = record
        return record
    }

    func noteAbsent(_ keys: Set<RuleKey>, at date: Date) throws(StoreError) {
        for key in keys { ruleRecords[key]?.isPresent = false }
    }

    func rule(_ key: RuleKey) throws(StoreError) -> RuleRecord? { ruleRecords[key] }
    func rules() throws(StoreError) -> [RuleRecord] { ruleRecords.values.sorted { $0.key < $1.key } }

    func takenSlots(of rule: RuleKey, in dates: ClosedRange<Date>) throws(StoreError) -> Set<Date> {
        slots[rule, default: []].filter(dates.contains)
    }

    /// What runs reported is not kept here.
    func callCounts(since date: Date) -> [RuleKey: Int] { [:] }

    func decide(_ rule: RuleKey, upTo date: Date, skipped: Int, mayMoveBack: Bool) throws(StoreError) {
        guard let decided = ruleRecords[rule]?.decided else { return }
        ruleRecords[rule]?.decided = mayMoveBack ? date : max(decided, date)
        ruleRecords[rule]?.skipped += skipped
    }

    func pause(_ rule: RuleKey, _ pause: RulePause) throws(StoreError) {
        if pause.isAutomatic, ruleRecords[rule]?.pause != nil { return }
        ruleRecords[rule]?.pause = pause
    }

    func resume(_ rule: RuleKey, at date: Date) throws(StoreError) {
        ruleRecords[rule]?.pause = nil
        ruleRecords[rule]?.failures = 0
        ruleRecords[rule]?.decided = date
        ruleRecords[rule]?.seen = [:]
    }

    func noteSeen(_ rule: RuleKey, _ keys: [String: String]) throws(StoreError) {
        ruleRecords[rule]?.seen.merge(keys) { $1 }
    }

    func noteOutcome(_ rule: RuleKey, failed: Bool) throws(StoreError) -> Int {
        guard let failures = ruleRecords[rule]?.failures else { return 0 }
        ruleRecords[rule]?.failures = failed ? failures + 1 : 0
        return failed ? failures + 1 : 0
    }

    func ask(_ kind: RuleRequest.Kind, of rule: RuleKey, at date: Date) throws(StoreError) -> RuleRequest {
        lastRequest += 1
        let request = RuleRequest(id: lastRequest, key: rule, kind: kind, at: date)
        requests.append(request)
        return request
    }

    func requests(of rules: Set<RuleKey>) throws(StoreError) -> [RuleRequest] {
        requests.filter { rules.contains($0.key) }
    }

    /// Decides the slot that a run begins for, and takes what was asked.
    func begin(_ rule: RuleKey, _ run: NewRun) throws(StoreError) {
        let (trigger, asked) = (run.trigger, requests.filter { run.requests.contains($0.id) })
        if asked.isEmpty, !run.requests.isEmpty, trigger == .hand { throw .requestTaken(rule: rule.name) }
        requests.removeAll { run.requests.contains($0.id) }
        if let slot = trigger.slot, !slots[rule, default: []].insert(slot).inserted {
            throw .slotTaken(rule: rule.name, slot: slot)
        }
        switch trigger {
        case .schedule(let slot, let missed): try decide(rule, upTo: slot, skipped: missed, mayMoveBack: false)
        case .change(_, let keys): try noteSeen(rule, keys)
        case .hand, .repl, .apply, .undo: break
        }
    }
}
