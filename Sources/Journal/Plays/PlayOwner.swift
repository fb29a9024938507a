/// Whose a play of the ledger is.
package enum PlayOwner: Sendable, Hashable {
    case effect(EffectRecord)
    /// A write so old that the journal has the play alone of it.
    case forgotten

    package var effect: EffectRecord? {
        if case .effect(let record) = self { record } else { nil }
    }

    /// Whether nothing has come of the write meanwhile: who reads the history for long may find a play gone that somebody
    /// has just made anew.
    package func isUnchanged(in now: EffectRecord?) -> Bool {
        let former = effect
        return former?.id == now?.id && former?.state == now?.state && former?.sends == now?.sends
    }
}
