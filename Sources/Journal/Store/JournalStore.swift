package import Foundation

/// What keeps the journal. Nothing in it is special to SQLite, so that a database for several machines can take its
/// place: lease times come from the store's own clock, and every write is one transaction that is durable when it
/// returns.
///
/// What a claim's holder writes is refused with ``StoreError/fenced`` once somebody else has taken the run over, and so is
/// what it writes of another run's effects. Who has a run keeps it as long as its process lives, where that can be seen,
/// and elsewhere as long as its lease.
package protocol JournalStore: NoticeStore, RuleStore {
    // MARK: Runs

    /// Begins a run, which this worker has. In the same transaction a rule's slot is decided, with those that were missed
    /// before it, or what its keys of the last activities said is noted as seen.
    ///
    /// Throws ``StoreError/slotTaken(rule:slot:)``, and begins nothing, where the rule has a run for this slot: one at
    /// most, whatever clocks and processes do. What was asked is gone with the transaction; a run that is for nothing else is
    /// refused with ``StoreError/requestTaken(rule:)`` where it is gone already.
    func begin(_ run: NewRun) async throws(StoreError) -> Claim
    /// Takes a run over that died, or that ended and is to be tried again: a new epoch, state `running`. Its `intent`s
    /// become `unknown`. Nil when somebody still has it. It counts as an attempt where it died.
    ///
    /// - Parameter forgettingFailures: drops the steps that ended with an error, so that they are asked anew.
    func takeOver(_ run: RunID, forgettingFailures: Bool) async throws(StoreError) -> Claim?
    /// Takes a run that is over, to put its effects in order: a new epoch, and its `intent`s become `unknown`. It stays as
    /// it ended, so that nobody runs it again should this worker die. Nil when it is not over, or somebody has it.
    func attend(_ run: RunID) async throws(StoreError) -> Claim?
    /// Says that such a run is in order; of one that is under way, that it is left for somebody else to go on with, which
    /// does not count as an attempt.
    func giveBack(_ claim: Claim) async throws(StoreError)
    /// Says that this worker is still there.
    func renew(_ claim: Claim) async throws(StoreError)
    func noteRule(_ name: String, _ claim: Claim) async throws(StoreError)
    func end(_ claim: Claim, _ ending: RunEnding) async throws(StoreError)
    func run(_ id: RunID) async throws(StoreError) -> RunRecord?
    /// The newest first.
    func runs(_ query: RunQuery) async throws(StoreError) -> [RunRecord]
    /// Runs that are under way by their state and that nobody has any more, the oldest first.
    func orphans() async throws(StoreError) -> [RunRecord]

    // MARK: Steps

    func record(_ step: StepRecord, _ claim: Claim) async throws(StoreError)
    func step(_ key: StepKey, of run: RunID) async throws(StoreError) -> StepRecord?
    /// In the order in which the script asked.
    func steps(of run: RunID) async throws(StoreError) -> [StepRecord]

    // MARK: Effects

    /// Commits that a write is about to be sent, with the plays it adds. A second time for the same key it replaces the
    /// request, counts one more sending, and makes the state `intent` again.
    func intend(
        _ effect: NewEffect, _ claim: Claim, with precautions: Precautions
    ) async throws(StoreError) -> Intention
    /// Commits what has become of a write, and takes the plays that are gone out of the ledger: of a write that adds plays
    /// its own, of one that removes them those of earlier writes. What others have written since is theirs.
    func resolve(_ effect: EffectID, _ resolution: EffectResolution, _ claim: Claim) async throws(StoreError)
    func effect(_ key: StepKey, of run: RunID) async throws(StoreError) -> EffectRecord?
    func effect(_ id: EffectID) async throws(StoreError) -> EffectRecord?
    /// In the order of their intents.
    func effects(of run: RunID) async throws(StoreError) -> [EffectRecord]
    /// Every effect in one of these states, the oldest first; those whose run somebody has are left out.
    func effects(in states: Set<EffectState>) async throws(StoreError) -> [EffectRecord]

    /// Sendings of an account that nobody knew the outcome of, whose intent was made not longer ago than this.
    func doubts(account: String, at moment: Moment, within duration: Duration) async throws(StoreError) -> [Doubt]
    /// Every sending of a write that nobody knew the outcome of.
    func doubts(of effect: EffectID) async throws(StoreError) -> [Doubt]
    /// The writes of an account, of one endpoint or of all, whose last intent was made not longer ago than this.
    func effects(
        account: String, endpoint: String?, at moment: Moment, within duration: Duration
    ) async throws(StoreError) -> [EffectRecord]

    // MARK: Everything

    /// The documents that steps were answered and that have one of these texts in them, whatever the case of ASCII
    /// letters; each once for every name of a step that got it, in no order.
    func answers(mentioning texts: Set<String>) async throws(StoreError) -> [KeptAnswer]
    /// The effects whose request, or whose step's question, has one of these texts in it, in the order of their intents.
    func effects(mentioning texts: Set<String>) async throws(StoreError) -> [EffectRecord]

    // MARK: Plays

    /// Which of these plays the ledger has, and whose they are.
    func owners(of plays: [Play], account: String) async throws(StoreError) -> [Play: PlayOwner]
    /// Takes plays out of the ledger that are no longer in the history, and answers which: those that have the same owner
    /// still, of which nothing has come meanwhile.
    func forget(_ plays: [Play: PlayOwner], account: String, _ claim: Claim) async throws(StoreError) -> Set<Play>
    /// How many plays effects added since a moment: done, or not known.
    func countPlays(account: String, since: Date) async throws(StoreError) -> Int

    // MARK: Rules

    /// What a rule keeps from run to run: JSON documents by the JSON of their keys. ``end(_:_:)`` changes it.
    func values(of rule: RuleKey) async throws(StoreError) -> [String: [UInt8]]

    // MARK: Later looks

    /// Effects whose later look is due; ``intend(_:_:with:)`` plans it.
    func dueLooks() async throws(StoreError) -> [EffectRecord]
    func finishLook(_ effect: EffectID, _ claim: Claim) async throws(StoreError)

    // MARK: Keeping

    /// Drops what is too old to be kept, unless that was done within a day: then nil. Step by step, so that nobody waits;
    /// when its task is cancelled it ends early, and goes on the next time.
    func prune(_ retention: Retention) async throws(StoreError) -> Pruned?
}

/// What became of an intent.
package enum Intention: Sendable, Hashable {
    case made(EffectID)
    /// These plays are the ledger's already, by other effects. Nothing was committed.
    case taken([Play])
    /// The account had so many plays already that these would be too many. Nothing was committed.
    case tooMany(had: Int)
}

/// Which runs are asked for.
package struct RunQuery: Sendable, Hashable {
    /// A rule's name, whoever's it is.
    package var rule: String?
    /// One rule, in the runs that were begun as its own.
    package var key: RuleKey?
    package var account: String?
    package var state: RunRecord.State?
    /// Only those with something unresolved or in review.
    package var isUnresolved = false
    package var limit: Int?

    package init() {}
}
