import Foundation
import Simulation
import Synchronization
import Trakt

/// What waits for a later time of the world: answers that are under way.
final class Agenda: Sendable {
    private struct Wait {
        let process: Int
        let until: Duration
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var last = 0
        var waits: [Int: Wait] = [:]
        var gone: Set<Int> = []
    }

    private let time: SimulatedTime
    private let state = Mutex(State())

    init(_ time: SimulatedTime) { self.time = time }

    /// Returns true when the time has passed, and false when the wait was given up.
    func pass(_ duration: Duration, in process: Int) async -> Bool {
        let until = time.elapsed + duration
        let number = state.withLock { state in
            state.last += 1
            return state.last
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isGone = state.withLock { state in
                    if Task.isCancelled || state.gone.contains(process) { return true }
                    state.waits[number] = Wait(process: process, until: until, continuation: continuation)
                    return false
                }
                if isGone { continuation.resume(returning: false) }
            }
        } onCancel: {
            let wait = state.withLock { $0.waits.removeValue(forKey: number) }
            wait?.continuation.resume(returning: false)
        }
    }

    func count(of process: Int) -> Int {
        state.withLock { state in state.waits.values.count { $0.process == process } }
    }

    /// When the next wait is over of the processes that go on.
    func next(of processes: Set<Int>) -> Duration? {
        state.withLock { state in state.waits.values.filter { processes.contains($0.process) }.map(\.until).min() }
    }

    /// Ends the waits whose time has come.
    func wake(_ processes: Set<Int>) {
        end(true) { [time] wait in processes.contains(wait.process) && wait.until <= time.elapsed }
    }

    /// Gives up whatever a process waits for.
    func drop(_ process: Int) {
        state.withLock { _ = $0.gone.insert(process) }
        end(false) { $0.process == process }
    }

    private func end(_ answer: Bool, _ condition: (Wait) -> Bool) {
        let ended = state.withLock { state in
            let ended = state.waits.filter { condition($0.value) }
            for number in ended.keys { state.waits[number] = nil }
            return ended.sorted { $0.key < $1.key }.map(\.value.continuation)
        }
        for continuation in ended { continuation.resume(returning: answer) }
    }
}

/// The way of one server to the sandbox. Searches take their time, and some find nothing; the rest is answered at once.
final class SlowTransport: Transport {
    private let inner: SimulatedTransport
    private let agenda: Agenda
    private let process: Int
    /// How long a request takes, and whether it fails.
    private let fate: @Sendable (TransportRequest) -> (wait: Duration, fails: Bool)

    init(
        _ inner: SimulatedTransport, _ agenda: Agenda, process: Int,
        fate: @escaping @Sendable (TransportRequest) -> (wait: Duration, fails: Bool)
    ) {
        self.inner = inner
        self.agenda = agenda
        self.process = process
        self.fate = fate
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let (wait, fails) = fate(request)
        if wait > .zero {
            guard await agenda.pass(wait, in: process) else { throw .cancelled }
        }
        if fails { return TransportResponse(status: 404, body: []) }
        return try await inner.send(request)
    }
}
