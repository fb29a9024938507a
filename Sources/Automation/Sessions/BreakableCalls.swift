internal import Lua
internal import Synchronization

/// The calls that an input has under way. They can be broken off, and the input with them.
final class BreakableCalls: Sendable {
    private struct State {
        var calls: [Int: Task<Lua.Answer, Never>] = [:]
        var last = 0
        var isBroken = false
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Another input begins: what came too late for the last one is not for it.
    func begin() { state.withLock { $0.isBroken = false } }

    /// Makes a call that can be broken off.
    func make(_ call: @escaping @Sendable () async -> Lua.Answer) async -> Lua.Answer {
        let task = Task { await call() }
        let id = state.withLock { state in
            state.last += 1
            state.calls[state.last] = task
            if state.isBroken { task.cancel() }
            return state.last
        }
        defer { state.withLock { _ = $0.calls.removeValue(forKey: id) } }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Breaks off what is under way.
    func breakOff() {
        let (calls, waiting) = state.withLock { state in
            state.isBroken = true
            defer { state.waiting = nil }
            return (Array(state.calls.values), state.waiting)
        }
        // The script first: it shall not see how its calls fail.
        waiting?.resume()
        for call in calls { call.cancel() }
    }

    /// Returns when the input is to be broken off, or the task is cancelled.
    func broken() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isBroken = state.withLock { state in
                    if state.isBroken || Task.isCancelled { return true }
                    state.waiting = continuation
                    return false
                }
                if isBroken { continuation.resume() }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                defer { state.waiting = nil }
                return state.waiting
            }
            waiting?.resume()
        }
    }

    /// Returns when nothing is under way any more.
    func settle() async {
        for call in state.withLock({ Array($0.calls.values) }) { _ = await call.value }
    }
}
