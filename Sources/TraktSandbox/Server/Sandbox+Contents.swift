extension Sandbox {
    /// Everything that calls read and change.
    struct Contents: Sendable {
        var state: SandboxState
        var former = FormerAccounts()
        var faults = FaultBook()
        var late = LateCalls()
        var log = RequestLog()
        var rates = RateLimits()
        var requestNumber = 0
        /// Moves whenever the state may have changed.
        var revision = 0

        /// Lets the clock's moves take effect before anybody sees the state.
        mutating func settle() {
            let now = state.now
            while let pending = late.next(at: now) {
                state.now = pending.dueAt
                // Nobody is left who could be told of a refusal.
                _ = try? change(pending.call, pending.route)
                revision += 1
            }
            state.now = now
            guard state.isDue else { return }
            former.note(state.accounts, at: now, keeping: faults.longestLag)
            state.settle()
            revision += 1
        }

        /// Carries a call out that may change something.
        mutating func change(_ call: Call, _ route: Route) throws -> Answer {
            let before = state.accounts
            do {
                let answer = try route.handler(call, &state)
                // What lists and histories show moves a key of the activities; adding what is there already does not.
                if zip(before, state.accounts).contains(where: { $0.activities.all != $1.activities.all }) {
                    former.note(before, at: state.now, keeping: faults.longestLag)
                }
                return answer
            } catch {
                // A refused call changes nothing, also when it was refused halfway.
                state.accounts = before
                throw error
            }
        }
    }
}
