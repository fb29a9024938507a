package import Foundation

extension StoreDecorator {
    package func note(_ rules: [RuleNote]) async throws(StoreError) -> [RuleRecord] {
        try await writing(.noteFile) { () async throws(StoreError) in try await store.note(rules) }
    }

    package func noteAbsent(_ rules: Set<RuleKey>, at date: Date) async throws(StoreError) {
        try await writing(.noteAbsent) { () async throws(StoreError) in try await store.noteAbsent(rules, at: date) }
    }

    package func rule(_ key: RuleKey) async throws(StoreError) -> RuleRecord? {
        try await reading { () async throws(StoreError) in try await store.rule(key) }
    }

    package func rules() async throws(StoreError) -> [RuleRecord] {
        try await reading { () async throws(StoreError) in try await store.rules() }
    }

    package func takenSlots(of rule: RuleKey, in dates: ClosedRange<Date>) async throws(StoreError) -> Set<Date> {
        try await reading { () async throws(StoreError) in try await store.takenSlots(of: rule, in: dates) }
    }

    package func callCounts(since date: Date) async throws(StoreError) -> [RuleKey: Int] {
        try await reading { () async throws(StoreError) in try await store.callCounts(since: date) }
    }

    package func decide(
        _ rule: RuleKey, upTo date: Date, skipped: Int, mayMoveBack: Bool
    ) async throws(StoreError) {
        try await writing(.decide) { () async throws(StoreError) in
            try await store.decide(rule, upTo: date, skipped: skipped, mayMoveBack: mayMoveBack)
        }
    }

    package func pause(_ rule: RuleKey, _ pause: RulePause) async throws(StoreError) {
        try await writing(.pause) { () async throws(StoreError) in try await store.pause(rule, pause) }
    }

    package func resume(_ rule: RuleKey, at date: Date) async throws(StoreError) {
        try await writing(.resume) { () async throws(StoreError) in try await store.resume(rule, at: date) }
    }

    package func noteSeen(_ rule: RuleKey, _ keys: [String: String]) async throws(StoreError) {
        try await writing(.noteSeen) { () async throws(StoreError) in try await store.noteSeen(rule, keys) }
    }

    package func noteOutcome(_ rule: RuleKey, failed: Bool) async throws(StoreError) -> Int {
        try await writing(.noteOutcome) { () async throws(StoreError) in
            try await store.noteOutcome(rule, failed: failed)
        }
    }

    package func ask(
        _ kind: RuleRequest.Kind, of rule: RuleKey, at date: Date
    ) async throws(StoreError) -> RuleRequest {
        try await writing(.ask) { () async throws(StoreError) in try await store.ask(kind, of: rule, at: date) }
    }

    package func requests(of rules: Set<RuleKey>) async throws(StoreError) -> [RuleRequest] {
        try await reading { () async throws(StoreError) in try await store.requests(of: rules) }
    }
}
