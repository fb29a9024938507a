package import Foundation

/// A journal with something around it. What a decorator does not do itself goes on to the journal inside.
package protocol StoreDecorator: JournalStore {
    var store: any JournalStore { get }

    func reading<Value>(_ body: () async throws(StoreError) -> Value) async throws(StoreError) -> Value
    func writing<Value>(
        _ write: StoreWrite, _ body: () async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value
}

/// What a journal is asked to write.
package enum StoreWrite: String, Sendable, Hashable, CaseIterable {
    case begin, takeOver, attend, giveBack, renew, noteRule, end, record, intend, resolve, forget, finishLook, prune
    case noteFile, noteAbsent, decide, pause, resume, noteSeen, noteOutcome, ask
    case queue, takeNotice, settle, giveUpNotices
}

extension StoreDecorator {
    package func reading<Value>(_ body: () async throws(StoreError) -> Value) async throws(StoreError) -> Value {
        try await body()
    }

    package func writing<Value>(
        _ write: StoreWrite, _ body: () async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await body()
    }
}

extension StoreDecorator {
    // MARK: Runs

    package func begin(_ run: NewRun) async throws(StoreError) -> Claim {
        try await writing(.begin) { () async throws(StoreError) in try await store.begin(run) }
    }

    package func takeOver(_ run: RunID, forgettingFailures: Bool) async throws(StoreError) -> Claim? {
        try await writing(.takeOver) { () async throws(StoreError) in
            try await store.takeOver(run, forgettingFailures: forgettingFailures)
        }
    }

    package func attend(_ run: RunID) async throws(StoreError) -> Claim? {
        try await writing(.attend) { () async throws(StoreError) in try await store.attend(run) }
    }

    package func giveBack(_ claim: Claim) async throws(StoreError) {
        try await writing(.giveBack) { () async throws(StoreError) in try await store.giveBack(claim) }
    }

    package func renew(_ claim: Claim) async throws(StoreError) {
        try await writing(.renew) { () async throws(StoreError) in try await store.renew(claim) }
    }

    package func noteRule(_ name: String, _ claim: Claim) async throws(StoreError) {
        try await writing(.noteRule) { () async throws(StoreError) in try await store.noteRule(name, claim) }
    }

    package func end(_ claim: Claim, _ ending: RunEnding) async throws(StoreError) {
        try await writing(.end) { () async throws(StoreError) in try await store.end(claim, ending) }
    }

    package func run(_ id: RunID) async throws(StoreError) -> RunRecord? {
        try await reading { () async throws(StoreError) in try await store.run(id) }
    }

    package func runs(_ query: RunQuery) async throws(StoreError) -> [RunRecord] {
        try await reading { () async throws(StoreError) in try await store.runs(query) }
    }

    package func orphans() async throws(StoreError) -> [RunRecord] {
        try await reading { () async throws(StoreError) in try await store.orphans() }
    }

    // MARK: Steps

    package func record(_ step: StepRecord, _ claim: Claim) async throws(StoreError) {
        try await writing(.record) { () async throws(StoreError) in try await store.record(step, claim) }
    }

    package func step(_ key: StepKey, of run: RunID) async throws(StoreError) -> StepRecord? {
        try await reading { () async throws(StoreError) in try await store.step(key, of: run) }
    }

    package func steps(of run: RunID) async throws(StoreError) -> [StepRecord] {
        try await reading { () async throws(StoreError) in try await store.steps(of: run) }
    }

    // MARK: Effects

    package func intend(
        _ effect: NewEffect, _ claim: Claim, with precautions: Precautions
    ) async throws(StoreError) -> Intention {
        try await writing(.intend) { () async throws(StoreError) in
            try await store.intend(effect, claim, with: precautions)
        }
    }

    package func resolve(_ effect: EffectID, _ resolution: EffectResolution, _ claim: Claim) async throws(StoreError) {
        try await writing(.resolve) { () async throws(StoreError) in try await store.resolve(effect, resolution, claim)
        }
    }

    package func effect(_ key: StepKey, of run: RunID) async throws(StoreError) -> EffectRecord? {
        try await reading { () async throws(StoreError) in try await store.effect(key, of: run) }
    }

    package func effect(_ id: EffectID) async throws(StoreError) -> EffectRecord? {
        try await reading { () async throws(StoreError) in try await store.effect(id) }
    }

    package func effects(of run: RunID) async throws(StoreError) -> [EffectRecord] {
        try await reading { () async throws(StoreError) in try await store.effects(of: run) }
    }

    package func effects(in states: Set<EffectState>) async throws(StoreError) -> [EffectRecord] {
        try await reading { () async throws(StoreError) in try await store.effects(in: states) }
    }

    // MARK: Everything

    package func answers(mentioning texts: Set<String>) async throws(StoreError) -> [KeptAnswer] {
        try await reading { () async throws(StoreError) in try await store.answers(mentioning: texts) }
    }

    package func effects(mentioning texts: Set<String>) async throws(StoreError) -> [EffectRecord] {
        try await reading { () async throws(StoreError) in try await store.effects(mentioning: texts) }
    }

    // MARK: Plays

    package func owners(of plays: [Play], account: String) async throws(StoreError) -> [Play: PlayOwner] {
        try await reading { () async throws(StoreError) in try await store.owners(of: plays, account: account) }
    }

    package func forget(
        _ plays: [Play: PlayOwner], account: String, _ claim: Claim
    ) async throws(StoreError) -> Set<Play> {
        try await writing(.forget) { () async throws(StoreError) in
            try await store.forget(plays, account: account, claim)
        }
    }

    package func countPlays(account: String, since: Date) async throws(StoreError) -> Int {
        try await reading { () async throws(StoreError) in try await store.countPlays(account: account, since: since) }
    }

    // MARK: Rules

    package func values(of rule: RuleKey) async throws(StoreError) -> [String: [UInt8]] {
        try await reading { () async throws(StoreError) in try await store.values(of: rule) }
    }

    // MARK: Notices

    package func queue(
        _ notice: Notice, _ key: StepKey, to channels: [String], _ claim: Claim
    ) async throws(StoreError) {
        try await writing(.queue) { () async throws(StoreError) in
            try await store.queue(notice, key, to: channels, claim)
        }
    }

    package func takeNotice(for channel: String) async throws(StoreError) -> NoticeRecord? {
        try await writing(.takeNotice) { () async throws(StoreError) in try await store.takeNotice(for: channel) }
    }

    package func settle(_ notice: NoticeRecord, _ outcome: NoticeOutcome) async throws(StoreError) {
        try await writing(.settle) { () async throws(StoreError) in try await store.settle(notice, outcome) }
    }

    package func giveUpNotices(
        queuedBefore moment: Date, notFor channels: [String]
    ) async throws(StoreError) {
        try await writing(.giveUpNotices) { () async throws(StoreError) in
            try await store.giveUpNotices(queuedBefore: moment, notFor: channels)
        }
    }

    package func nextNotice(for channels: [String]) async throws(StoreError) -> Date? {
        try await reading { () async throws(StoreError) in try await store.nextNotice(for: channels) }
    }

    package func notices(of run: RunID) async throws(StoreError) -> [NoticeRecord] {
        try await reading { () async throws(StoreError) in try await store.notices(of: run) }
    }

    // MARK: Later looks

    package func doubts(
        account: String, at moment: Moment, within duration: Duration
    ) async throws(StoreError) -> [Doubt] {
        try await reading { () async throws(StoreError) in
            try await store.doubts(account: account, at: moment, within: duration)
        }
    }

    package func doubts(of effect: EffectID) async throws(StoreError) -> [Doubt] {
        try await reading { () async throws(StoreError) in try await store.doubts(of: effect) }
    }

    package func effects(
        account: String, endpoint: String?, at moment: Moment, within duration: Duration
    ) async throws(StoreError) -> [EffectRecord] {
        try await reading { () async throws(StoreError) in
            try await store.effects(account: account, endpoint: endpoint, at: moment, within: duration)
        }
    }

    package func dueLooks() async throws(StoreError) -> [EffectRecord] {
        try await reading { () async throws(StoreError) in try await store.dueLooks() }
    }

    package func finishLook(_ effect: EffectID, _ claim: Claim) async throws(StoreError) {
        try await writing(.finishLook) { () async throws(StoreError) in try await store.finishLook(effect, claim) }
    }

    // MARK: Keeping

    package func prune(_ retention: Retention) async throws(StoreError) -> Pruned? {
        try await writing(.prune) { () async throws(StoreError) in try await store.prune(retention) }
    }
}
