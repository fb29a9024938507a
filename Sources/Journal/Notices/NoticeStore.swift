package import Foundation

/// The notices of a journal: what runs have queued, and what became of it.
package protocol NoticeStore: Sendable {
    /// Queues a notice for channels, in one transaction. A second time for the same key and channel nothing happens, so that a
    /// run which is taken up tells nothing twice.
    func queue(_ notice: Notice, _ key: StepKey, to channels: [String], _ claim: Claim) async throws(StoreError)
    /// Takes the notice of a channel that is due first; nil when none is. It is nobody else's as long as this process lives,
    /// or for as long as a lease. Where there is nothing to take, nothing is written. What a process that died was sending becomes `unknown`.
    func takeNotice(for channel: String) async throws(StoreError) -> NoticeRecord?
    /// Commits what became of a notice that this process has taken.
    func settle(_ notice: NoticeRecord, _ outcome: NoticeOutcome) async throws(StoreError)
    /// Gives up what has waited since before a moment for other channels than these: they are configured no more.
    func giveUpNotices(queuedBefore moment: Date, notFor channels: [String]) async throws(StoreError)
    /// When the next of the channels' notices is due; nil when none waits.
    func nextNotice(for channels: [String]) async throws(StoreError) -> Date?
    /// In the order in which they were queued.
    func notices(of run: RunID) async throws(StoreError) -> [NoticeRecord]
}
