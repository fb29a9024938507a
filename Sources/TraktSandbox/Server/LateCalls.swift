/// Calls that were taken and are done later than anybody was told.
struct LateCalls: Sendable {
    struct Pending: Sendable {
        let call: Call
        let route: Route
        let dueAt: Timestamp
    }

    private var pending: [Pending] = []

    mutating func add(_ call: Call, _ route: Route, dueAt: Timestamp) {
        pending.append(Pending(call: call, route: route, dueAt: dueAt))
    }

    /// The next one whose time has come, by that time.
    mutating func next(at now: Timestamp) -> Pending? {
        // The first of several with the earliest time is the one that came first.
        guard let index = pending.indices.min(by: { pending[$0].dueAt < pending[$1].dueAt }),
            pending[index].dueAt <= now
        else { return nil }
        return pending.remove(at: index)
    }
}
