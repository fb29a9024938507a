internal import Synchronization

/// A journal that waits while its disk is full or another program keeps it locked, and then goes on by itself.
///
/// A run that is under way has more to lose than time: what is to be sent waits for its intent, and what was answered is
/// kept in memory until it can be noted.
package final class PatientStore: StoreDecorator {
    /// What a person is told, once for all that waits at the same time.
    package enum News: Sendable, Hashable {
        case waits(StoreError)
        case goesOn

        /// - Parameter way: what somebody can do who does not want to wait.
        package func sentence(_ way: String? = nil) -> String {
            let end = way.map { "; \($0)." } ?? "."
            return switch self {
            case .waits(.full(let path)):
                "There is no space left for the journal, \(path), and nothing is sent that cannot be noted there. Waiting "
                    + "for space on its disk\(end)"
            case .waits(.busy(let path)):
                "Another program keeps the journal, \(path), locked. Waiting for it\(end)"
            case .waits(let problem): "\(problem)"
            case .goesOn: "The journal can be written again; going on."
            }
        }
    }

    private struct State {
        var hasGivenUp = false
        var isWaiting = false
        var lastPause = 0
        var pauses: [Int: Task<Void, any Error>] = [:]
    }

    package let store: any JournalStore
    private let clock: any SteadyClock
    private let beginning: Moment
    private let limit: Duration?
    private let told: @Sendable (News) -> Void
    private let state = Mutex(State())

    private static let firstPause = Duration.milliseconds(500)
    private static let longestPause = Duration.seconds(10)

    /// - Parameter limit: how long after this nobody waits any more; nil for never.
    package init(
        _ store: any JournalStore, clock: any SteadyClock, limit: Duration? = nil,
        told: @escaping @Sendable (News) -> Void
    ) {
        self.store = store
        self.clock = clock
        self.limit = limit
        self.told = told
        beginning = clock.moment
    }

    /// Ends all waiting for good, also that of tasks which are not cancelled: what fails from here on fails at once.
    package func giveUp() {
        let pauses = state.withLock { state in
            state.hasGivenUp = true
            return state.pauses.values
        }
        for pause in pauses { pause.cancel() }
    }

    package func reading<Value>(_ body: () async throws(StoreError) -> Value) async throws(StoreError) -> Value {
        try await patiently(body)
    }

    package func writing<Value>(
        _ write: StoreWrite, _ body: () async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await patiently(body)
    }

    /// Whoever renews a claim comes again by himself.
    package func renew(_ claim: Claim) async throws(StoreError) { try await store.renew(claim) }

    // MARK: Waiting

    private func patiently<Value>(_ body: () async throws(StoreError) -> Value) async throws(StoreError) -> Value {
        var pause = Duration.zero
        while true {
            do throws(StoreError) {
                let value = try await body()
                if pause > .zero { tellThatItGoesOn() }
                return value
            } catch {
                pause = pause == .zero ? Self.firstPause : min(pause * 2, Self.longestPause)
                guard error.mayPass, await wait(pause, because: error) else { throw error }
            }
        }
    }

    /// False where nobody waits any more.
    private func wait(_ duration: Duration, because problem: StoreError) async -> Bool {
        var duration = duration
        if let limit { duration = min(duration, limit - clock.moment.elapsed(since: beginning)) }
        guard duration > .zero, !Task.isCancelled, !state.withLock({ $0.hasGivenUp }) else { return false }
        tell(problem)
        // Its own task, so that it can be ended for one that is not cancelled.
        let pause = Task { [clock] in try await clock.sleep(for: duration) }
        let number = state.withLock { state in
            state.lastPause += 1
            state.pauses[state.lastPause] = pause
            if state.hasGivenUp { pause.cancel() }
            return state.lastPause
        }
        let result = await withTaskCancellationHandler {
            await pause.result
        } onCancel: {
            pause.cancel()
        }
        state.withLock { $0.pauses[number] = nil }
        guard case .success = result else { return false }
        return true
    }

    private func tell(_ problem: StoreError) {
        let isFirst = state.withLock { state in
            defer { state.isWaiting = true }
            return !state.isWaiting
        }
        if isFirst { told(.waits(problem)) }
    }

    private func tellThatItGoesOn() {
        let wasWaiting = state.withLock { state in
            defer { state.isWaiting = false }
            return state.isWaiting
        }
        if wasWaiting { told(.goesOn) }
    }
}

extension StoreError {
    /// Whether it passes when somebody makes room, or lets go.
    package var mayPass: Bool {
        switch self {
        case .full, .busy: true
        case .fenced, .slotTaken, .requestTaken, .readOnly, .unusable, .damaged, .newer, .noHome: false
        }
    }
}
