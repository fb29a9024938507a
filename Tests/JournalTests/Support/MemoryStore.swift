import Foundation
import Journal

/// A journal in memory that keeps the rules of the protocol and nothing else.
actor MemoryStore: JournalStore {
    private var runs: [RunID: RunRecord] = [:]
    private var steps: [RunID: [StepRecord]] = [:]
    private(set) var effects: [EffectRecord] = []
    private var ledger: [String: [Play: EffectID]] = [:]
    private(set) var looks: [EffectID: Duration] = [:]
    private(set) var intents = 0
    private var doubts: [Doubt] = []
    private let now: @Sendable () -> Date
    var ruleRecords: [RuleKey: RuleRecord] = [:]
    var slots: [RuleKey: Set<Date>] = [:]
    var requests: [RuleRequest] = []
    var lastRequest: Int64 = 0

    init(_ now: @escaping @Sendable () -> Date) {
        self.now = now
    }

    func begin(_ run: NewRun) throws(StoreError) -> Claim {
        if let rule = run.rule { try begin(rule, run) }
        let id = RunID(Int64(runs.count + 1))
        runs[id] = RunRecord(id: id, run: run, state: .running, attempt: 1, epoch: 1, startedAt: now())
        return Claim(run: id, epoch: 1)
    }

    func takeOver(_ run: RunID, forgettingFailures: Bool) throws(StoreError) -> Claim? {
        let claim = take(run)
        runs[run]?.state = .running
        guard forgettingFailures else { return claim }
        for index in effects.indices where effects[index].run == run && effects[index].state == .rejected {
            effects[index].state = .retry
        }
        return claim
    }

    func attend(_ run: RunID) throws(StoreError) -> Claim? { runs[run]?.state == .running ? nil : take(run) }
    func giveBack(_ claim: Claim) throws(StoreError) { try check(claim) }

    private func take(_ run: RunID) -> Claim? {
        guard let epoch = runs[run].map({ $0.epoch + 1 }) else { return nil }
        runs[run]?.epoch = epoch
        for index in effects.indices where effects[index].run == run && effects[index].state == .intent {
            effects[index].state = .unknown
            doubt(effects[index])
        }
        return Claim(run: run, epoch: epoch)
    }

    func renew(_ claim: Claim) throws(StoreError) { try check(claim) }
    func noteRule(_ name: String, _ claim: Claim) throws(StoreError) { try check(claim) }

    func end(_ claim: Claim, _ ending: RunEnding) throws(StoreError) {
        try check(claim)
        runs[claim.run]?.state = ending.state
    }

    /// Scripts and their rules have no part in these tests.
    func values(of rule: RuleKey) -> [String: [UInt8]] { [:] }
    func queue(_ notice: Notice, _ key: StepKey, to channels: [String], _ claim: Claim) {}
    func takeNotice(for channel: String) -> NoticeRecord? { nil }
    func settle(_ notice: NoticeRecord, _ outcome: NoticeOutcome) {}
    func giveUpNotices(queuedBefore moment: Date, notFor channels: [String]) {}
    func nextNotice(for channels: [String]) -> Date? { nil }
    func notices(of run: RunID) -> [NoticeRecord] { [] }

    func run(_ id: RunID) throws(StoreError) -> RunRecord? { runs[id] }
    func runs(_ query: RunQuery) throws(StoreError) -> [RunRecord] { Array(runs.values) }
    func orphans() throws(StoreError) -> [RunRecord] { [] }

    func record(_ step: StepRecord, _ claim: Claim) throws(StoreError) { steps[claim.run, default: []].append(step) }
    func step(_ key: StepKey, of run: RunID) throws(StoreError) -> StepRecord? {
        steps[run]?.first { $0.key == key }
    }
    func steps(of run: RunID) throws(StoreError) -> [StepRecord] { steps[run] ?? [] }

    func intend(
        _ effect: NewEffect, _ claim: Claim, with precautions: Precautions
    ) throws(StoreError) -> Intention {
        try check(claim)
        let index = effects.firstIndex { $0.run == claim.run && $0.effect.key == effect.key }
        let id = index.map { effects[$0].id } ?? EffectID(Int64(effects.count + 1))
        let taken = effect.plays.filter { play in
            ledger[effect.account]?[play].map { $0 != id } ?? false
        }
        guard taken.isEmpty else { return .taken(taken) }
        if let quota = precautions.quota {
            let asked = effect.plays.count + effect.unlistedPlays
            let had = count(effect.account, except: id)
            guard asked == 0 || had + asked <= quota.limit else { return .tooMany(had: had) }
        }
        for play in effect.plays { ledger[effect.account, default: [:]][play] = id }
        if !effect.plays.isEmpty, doubts.contains(where: { $0.effect == id }) { looks[id] = precautions.look }
        intents += 1
        let sends = (index.map { effects[$0].sends } ?? 0) + 1
        let record = EffectRecord(
            id: id, run: claim.run, effect: effect, state: .intent, epoch: claim.epoch, sends: sends, intentAt: now())
        if let index { effects[index] = record } else { effects.append(record) }
        return .made(id)
    }

    func resolve(_ effect: EffectID, _ resolution: EffectResolution, _ claim: Claim) throws(StoreError) {
        try check(claim)
        guard let index = effects.firstIndex(where: { $0.id == effect }) else { return }
        effects[index].state = resolution.state
        effects[index].response = resolution.response
        effects[index].note = resolution.note
        effects[index].effect.unlistedPlays = resolution.unlistedPlays ?? effects[index].effect.unlistedPlays
        if resolution.state == .unknown { doubt(effects[index]) }
        let record = effects[index]
        for play in resolution.gone where isGone(play, by: record) { ledger[record.effect.account]?[play] = nil }
        if resolution.endsDoubts { doubts.removeAll { $0.effect == effect } }
    }

    func effect(_ key: StepKey, of run: RunID) throws(StoreError) -> EffectRecord? {
        effects.first { $0.run == run && $0.effect.key == key }
    }
    func effect(_ id: EffectID) throws(StoreError) -> EffectRecord? { effects.first { $0.id == id } }
    func effects(of run: RunID) throws(StoreError) -> [EffectRecord] { effects.filter { $0.run == run } }
    func effects(in states: Set<EffectState>) throws(StoreError) -> [EffectRecord] {
        effects.filter { states.contains($0.state) }
    }

    func answers(mentioning texts: Set<String>) throws(StoreError) -> [KeptAnswer] {
        let answers = steps.values.joined().compactMap { step in
            if case .document(let bytes) = step.result { KeptAnswer(name: step.name, document: bytes) } else { nil }
        }
        return Set<KeptAnswer>(answers).filter { Self.mentions(texts, $0.document) }
    }

    func effects(mentioning texts: Set<String>) throws(StoreError) -> [EffectRecord] {
        effects.filter { Self.mentions(texts, $0.effect.request.body ?? []) }
    }

    private static func mentions(_ texts: Set<String>, _ document: [UInt8]) -> Bool {
        let text = String(decoding: document, as: UTF8.self).lowercased()
        return texts.contains { text.contains($0.lowercased()) }
    }

    func owners(of plays: [Play], account: String) throws(StoreError) -> [Play: PlayOwner] {
        var owners: [Play: PlayOwner] = [:]
        for play in plays { owners[play] = owner(of: play, account).map { .effect($0) } }
        return owners
    }

    func forget(_ plays: [Play: PlayOwner], account: String, _ claim: Claim) throws(StoreError) -> Set<Play> {
        try check(claim)
        let unchanged = plays.filter { play, former in
            owner(of: play, account).map { former.isUnchanged(in: $0) } ?? false
        }
        for play in unchanged.keys { ledger[account]?[play] = nil }
        return Set(unchanged.keys)
    }

    private func owner(of play: Play, _ account: String) -> EffectRecord? {
        ledger[account]?[play].flatMap { id in effects.first { $0.id == id } }
    }

    private func isGone(_ play: Play, by record: EffectRecord) -> Bool {
        guard let owner = owner(of: play, record.effect.account) else { return true }
        guard record.effect.plays.isEmpty else { return owner.id == record.id }
        return ![.intent, .unknown].contains(owner.state)
            && record.effect.moment.elapsed(since: owner.effect.moment) >= .zero
    }

    func countPlays(account: String, since: Date) throws(StoreError) -> Int { count(account, except: nil) }

    private func count(_ account: String, except own: EffectID?) -> Int {
        let listed = ledger[account]?.values.count { $0 != own } ?? 0
        return effects.filter {
            $0.id != own && $0.effect.account == account && ![.rejected, .retry].contains($0.state)
        }
        .reduce(listed) { $0 + $1.effect.unlistedPlays }
    }

    func dueLooks() throws(StoreError) -> [EffectRecord] { effects.filter { looks[$0.id] != nil } }
    func finishLook(_ effect: EffectID, _ claim: Claim) throws(StoreError) { looks[effect] = nil }

    func doubts(account: String, at moment: Moment, within duration: Duration) throws(StoreError) -> [Doubt] {
        doubts.filter { moment.elapsed(since: $0.moment) <= duration }
    }

    func doubts(of effect: EffectID) throws(StoreError) -> [Doubt] { doubts.filter { $0.effect == effect } }

    func effects(
        account: String, endpoint: String?, at moment: Moment, within duration: Duration
    ) throws(StoreError) -> [EffectRecord] {
        effects.filter {
            (endpoint == nil || $0.effect.request.endpoint == endpoint)
                && moment.elapsed(since: $0.effect.moment) <= duration
        }
    }

    private func doubt(_ record: EffectRecord) {
        doubts.append(Doubt(effect: record.id, request: record.effect.request, moment: record.effect.moment))
    }

    func prune(_ retention: Retention) throws(StoreError) -> Pruned? { nil }

    private func check(_ claim: Claim) throws(StoreError) {
        guard runs[claim.run]?.epoch == claim.epoch else { throw .fenced(claim.run) }
    }
}
