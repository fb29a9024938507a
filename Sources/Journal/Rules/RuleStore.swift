package import Foundation

/// What is kept of the rules that run by themselves. Like everything in the journal each write is one transaction, and
/// durable when it returns. Of a rule that was never noted there is nothing to change, and nothing is.
///
/// That a slot is run is written by ``JournalStore/begin(_:)``, together with the run.
package protocol RuleStore: Sendable {
    /// Notes rules whose files were read, all of them or none, and answers what is known of each, in their order. What
    /// became of a rule before stays: how far its slots are decided, its pause, its failures. One that is there with another
    /// schedule has missed nothing by that one, so that its slots are decided up to now.
    func note(_ rules: [RuleNote]) async throws(StoreError) -> [RuleRecord]
    /// Notes that the files of these rules are gone.
    func noteAbsent(_ rules: Set<RuleKey>, at date: Date) async throws(StoreError)
    func rule(_ key: RuleKey) async throws(StoreError) -> RuleRecord?
    /// In the order of their names, each account by itself.
    func rules() async throws(StoreError) -> [RuleRecord]
    /// The slots from one time to another, both included, that have a run.
    func takenSlots(of rule: RuleKey, in dates: ClosedRange<Date>) async throws(StoreError) -> Set<Date>
    /// How many calls the runs of each rule made that began at this time or later, and are over.
    func callCounts(since date: Date) async throws(StoreError) -> [RuleKey: Int]

    /// Notes that nothing more is to be run for slots up to here.
    ///
    /// - Parameters:
    ///   - skipped: how many slots were skipped so, which are added to those before.
    ///   - mayMoveBack: whether this counts also when it lies before what was decided, as it does when the clock was set
    ///     back. Slots that have a run are refused another one all the same.
    func decide(_ rule: RuleKey, upTo date: Date, skipped: Int, mayMoveBack: Bool) async throws(StoreError)
    /// An automatic pause leaves one alone that is there.
    func pause(_ rule: RuleKey, _ pause: RulePause) async throws(StoreError)
    /// Ends a pause. The rule goes on from this time: what came due or changed meanwhile is not run, and no failure counts
    /// any more.
    func resume(_ rule: RuleKey, at date: Date) async throws(StoreError)
    /// Notes what keys of the last activities say, without a run for that: it is where the rule begins.
    func noteSeen(_ rule: RuleKey, _ keys: [String: String]) async throws(StoreError)
    /// Notes how a run of it ended, and answers how many have failed in a row since.
    func noteOutcome(_ rule: RuleKey, failed: Bool) async throws(StoreError) -> Int

    func ask(_ kind: RuleRequest.Kind, of rule: RuleKey, at date: Date) async throws(StoreError) -> RuleRequest
    /// What is asked of these rules, the oldest first. It stays until ``JournalStore/begin(_:)`` begins a run for it, so that
    /// it is done also when the one who first read it has ended.
    func requests(of rules: Set<RuleKey>) async throws(StoreError) -> [RuleRequest]
}

extension RuleStore {
    /// Notes one rule whose file was read.
    @discardableResult
    package func note(_ rule: RuleNote) async throws(StoreError) -> RuleRecord { try await note([rule])[0] }
}
