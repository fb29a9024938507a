internal import Synchronization
internal import Trakt

/// Where what is typed meets the script that runs it: orders go in, one at a time, and each comes back as a report.
final class OrderDesk: Sendable {
    private struct State {
        var order: JSONValue?
        /// The script, when it waits for an order.
        var taker: CheckedContinuation<JSONValue, Never>?
        /// Whether the script has an order, so that its next report is on that.
        var isTaken = false
        /// Whoever waits for the report on the order that was given.
        var giver: CheckedContinuation<JSONValue?, Never>?
        var isClosed = false
    }

    private let state = Mutex(State())

    /// What tells the script that there will be no more.
    private static let end: JSONValue = ["kind": "end"]

    /// Gives an order; returns the report on it, or nil when the script has ended. Orders are given one after the other.
    func give(_ order: JSONValue) async -> JSONValue? {
        await withCheckedContinuation { giver in
            let taker = state.withLock { state -> CheckedContinuation<JSONValue, Never>?? in
                guard !state.isClosed else { return nil }
                state.giver = giver
                if state.taker == nil { state.order = order } else { state.isTaken = true }
                defer { state.taker = nil }
                return .some(state.taker)
            }
            guard let taker else { return giver.resume(returning: nil) }
            taker?.resume(returning: order)
        }
    }

    /// Hands the script's report over, and returns its next order.
    func next(after report: JSONValue) async -> JSONValue {
        let giver = state.withLock { state -> CheckedContinuation<JSONValue?, Never>? in
            guard state.isTaken else { return nil }
            state.isTaken = false
            defer { state.giver = nil }
            return state.giver
        }
        giver?.resume(returning: report)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { taker in
                let order = state.withLock { state -> JSONValue? in
                    if state.isClosed { return Self.end }
                    guard let order = state.order else {
                        state.taker = taker
                        return nil
                    }
                    state.order = nil
                    state.isTaken = true
                    return order
                }
                if let order { taker.resume(returning: order) }
            }
        } onCancel: {
            close()
        }
    }

    /// Nothing more is done: who waits for a report gets none, and a script that waits for an order ends.
    func close() {
        let (taker, giver) = state.withLock { state in
            state.isClosed = true
            defer { (state.taker, state.giver) = (nil, nil) }
            return (state.taker, state.giver)
        }
        taker?.resume(returning: Self.end)
        giver?.resume(returning: nil)
    }
}
