/// How much something that was found matters.
package enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The script would fail, or be refused.
    case error
    /// It would run, but hardly do what is meant, or waste calls.
    case warning
}
