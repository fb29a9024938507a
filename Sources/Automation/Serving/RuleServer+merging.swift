internal import Journal

/// Writes of several runs that are made together.
extension RuleServer {
    func merging(_ order: Order, _ file: RuleFile, in context: RunContext) async -> Merging {
        let held = heldWrites(order, in: context)
        if file.outlook.goesElsewhere { await held.release() }
        return Merging(held: held, outlook: file.outlook) { await self.hold(order) }
    }

    /// One for each moment and account: a writer of another moment begins when all of these are over.
    private func heldWrites(_ order: Order, in context: RunContext) -> HeldWrites {
        if let held = held[order.account], held.tick == order.tick { return held.writes }
        let writes = HeldWrites(sharing: context.shared, of: context.owner, patience: parts.patience)
        held[order.account] = (order.tick, writes)
        return writes
    }

    /// Has the next run of the moment begin while one waits with its last write. False when there is none.
    private func hold(_ order: Order) async -> Bool {
        guard let actions = dispatcher.hold(order) else { return false }
        await perform(actions)
        return dispatcher.hasActiveWriter(of: order.account)
    }

    /// What is held is made when no run of the moment is left that might have something for the same list.
    func releaseHeld(after order: Order) async {
        guard order.isWriter, let held = held[order.account] else { return }
        if !dispatcher.hasActiveWriter(of: order.account) { await held.writes.release() }
    }
}
