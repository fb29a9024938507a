/// The accounts as they were before their last changes, for reads that come too early.
struct FormerAccounts: Sendable {
    private struct Change: Sendable {
        let at: Timestamp
        /// What was there until then.
        let before: [Account]
    }

    /// The earliest first.
    private var changes: [Change] = []

    /// Notes a change. Those that lie further back than `keeping` milliseconds are forgotten, but for the last.
    mutating func note(_ before: [Account], at now: Timestamp, keeping: Int) {
        changes.removeAll { $0.at.milliseconds < now.milliseconds - keeping }
        changes.append(Change(at: now, before: before))
    }

    /// What was there before the last change; `nil` when nothing has changed.
    var beforeLastChange: [Account]? { changes.last?.before }

    /// What was there at a moment; `nil` when nothing has changed since.
    func accounts(at moment: Timestamp) -> [Account]? {
        changes.first { $0.at > moment }?.before
    }
}
