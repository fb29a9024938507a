/// For how long the journal keeps what. What may still be needed stays whatever its age: runs under way, and those with a
/// write that nobody knows the outcome of or that is still to be looked at.
package struct Retention: Sendable, Hashable {
    /// How many of the newest runs of each account are kept whole, and of each rule those that its schedule began: a rule
    /// of every minute does not push out what another does once a month, or what a person ran by hand.
    package var runs: Int
    /// For how many days every run is kept whole.
    package var days: Int
    /// The same for one that failed or was stopped, which somebody may want to look into or to go on with.
    package var failedDays: Int
    /// For how many days a run's changes are kept, and with them the ledger of its plays.
    package var changesDays: Int
    /// For how many days a rule is remembered whose file is gone: its pause, and how far its slots are decided.
    package var ruleDays: Int

    package init(runs: Int = 100, days: Int = 30) {
        self.runs = runs
        self.days = days
        failedDays = max(days, 90)
        changesDays = max(days, 400)
        ruleDays = changesDays
    }
}

/// What was dropped from a journal.
package struct Pruned: Sendable, Hashable {
    /// Runs of which only the changes are left.
    package var shortened: [RunID] = []
    /// Runs of which nothing is left.
    package var dropped: [RunID] = []

    package init(shortened: [RunID] = [], dropped: [RunID] = []) {
        self.shortened = shortened
        self.dropped = dropped
    }
}
