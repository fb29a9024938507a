internal import Journal

/// Writes of several runs that are made together.
extension RuleServer {
    func merging(_ order: Order, _ file: RuleFile, in context: RunContext) -> Merging {
        Merging(held: heldWrites(order, in: context), lastCalls: file.lastCalls) { await self.hold(order) }
    }

    /// One for each moment and account: the writer that comes next in another moment begins when nothing is held any more.
    private func heldWrites(_ order: Order, in context: RunContext) -> HeldWrites {
        if let held = held[order.account], held.tick == order.tick { return held.writes }
        let writes = HeldWrites(sharing: context.shared, of: context.owner, patience: parts.patience)
        held[order.account] = (order.tick, writes)
        return writes
    }

    /// Has the next run of the moment begin while one waits with its last write.
    private func hold(_ order: Order) async -> Bool {
        guard let action = dispatcher.hold(order) else { return false }
        await perform([action])
        return true
    }

    /// What is held is made when no run of the moment is left that might have something for the same list, and before a run of
    /// another moment begins, to which it has happened.
    func releaseHeld(after order: Order, unlessFollowedBy actions: [Dispatcher.Action]) async {
        guard order.isWriter, let held = held[order.account] else { return }
        let isFollowed = actions.contains { action in
            guard case .start(let next) = action else { return false }
            return next.isWriter && next.account == order.account && next.tick == held.tick && next.rule != nil
                && next.occasion?.isRetry == false
        }
        if !isFollowed { await held.writes.release() }
    }
}
