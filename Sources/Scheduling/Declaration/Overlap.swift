/// What happens when a rule is due while its last run goes on.
package enum Overlap: String, Hashable, Sendable, CaseIterable {
    /// The slot is left out, and counted.
    case skip
    /// It runs when the run has ended.
    case queue
    /// The run is stopped where that harms nothing, and the slot's begins.
    case restart
    /// Both run.
    case parallel
}
