internal import Journal
internal import Lua
internal import Trakt

/// Writes that runs of one moment and account make last, held until those that put something on the same list can be one
/// request. Whatever could see that one of them has not been made yet has them made first.
///
/// At any time one of these runs asks, and the others wait here with the last that they ask for, or were answered that.
actor HeldWrites {
    /// A write that could be one of several.
    struct Member: Sendable {
        /// Whose name on this machine it is made by.
        let account: String
        let addition: Addition
        let key: StepKey
        let effects: EffectCarrier
        /// Stops its run. What the run waits for others does not count as its time.
        let stop: StopSwitch
        /// Makes it as a request of its own.
        let alone: @Sendable () async throws -> Trakt.Answer
    }

    /// How a write that was held is made.
    private enum Way: Sendable {
        case alone
        /// It was in a request with others.
        case going(JointSending.Rest)
    }

    private struct Waiting {
        let number: Int
        let member: Member
        let continuation: CheckedContinuation<Way, any Error>
    }

    private let joint: JointAdditions
    private let patience: @Sendable () async throws -> Void
    private var waiting: [Waiting] = []
    private var lastNumber = 0
    /// Those that have not been answered.
    private var unsettled: Set<Int> = []
    /// Who waits until one of them is.
    private var watcher: (number: Int, continuation: CheckedContinuation<Void, Never>)?
    private var releasing: Task<Void, Never>?
    /// The request under way for several.
    private var request: (numbers: Set<Int>, task: Task<[JointSending.Rest?], Never>)?
    private var timer: Task<Void, Never>?

    /// - Parameters:
    ///   - reads: what the same runs share.
    ///   - owner: whose they are, as the journal names it.
    ///   - patience: returns when nothing is to be held any longer.
    init(sharing reads: SharedReads?, of owner: String, patience: @escaping @Sendable () async throws -> Void) {
        joint = JointAdditions(reads: reads, owner: owner)
        self.patience = patience
    }

    // MARK: What runs ask

    /// Makes a write, alone or with those that are held.
    ///
    /// - Parameters:
    ///   - isLast: whether its run asks for nothing more, so that others may go before it.
    ///   - hold: has another run begin that might have something for the same list; false when there is none.
    func make(_ member: Member, isLast: Bool, hold: @escaping @Sendable () async -> Bool) async throws -> Trakt.Answer {
        lastNumber += 1
        let number = lastNumber
        defer { settle(number) }
        switch try await way(of: member, number, isLast, hold) {
        case .alone: return try await member.alone()
        case .going(let rest): return try await joint.finish(rest)
        }
    }

    private func joins(_ member: Member) -> Bool {
        waiting.allSatisfy { $0.member.account == member.account }
            && member.addition.joins(waiting.map(\.member.addition))
    }

    /// Waits until it is known how a write is made.
    private func way(
        of member: Member, _ number: Int, _ isLast: Bool, _ hold: @escaping @Sendable () async -> Bool
    ) async throws -> Way {
        member.stop.suspendDeadline()
        defer { member.stop.resumeDeadline() }
        while releasing != nil || !joins(member) { await release() }
        guard isLast || !waiting.isEmpty else { return .alone }
        unsettled.insert(number)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                waiting.append(Waiting(number: number, member: member, continuation: continuation))
                Task {
                    if isLast, await hold() { beginPatience() } else { await release() }
                }
            }
        } onCancel: {
            Task { await giveUp(number) }
        }
    }

    /// Has held writes made that a read might show, and waits until they are.
    func prepare(for read: Call, wantsOnlyNames: Bool, stop: StopSwitch) async {
        let mayShow = waiting.contains { $0.member.addition.mayShow(in: read, wantsOnlyNames: wantsOnlyNames) }
        if mayShow || releasing != nil { await release(for: stop) }
    }

    /// The same before what may show, or touch, anything.
    func release(for stop: StopSwitch) async {
        stop.suspendDeadline()
        defer { stop.resumeDeadline() }
        await release()
    }

    // MARK: Making them

    /// Makes what is held, and returns when that is over.
    func release() async {
        while let releasing { await releasing.value }
        guard !waiting.isEmpty else { return }
        // Nobody's own: it goes on for the others when one of their runs is stopped.
        let task = Task {
            await makeWaiting()
            releasing = nil
        }
        releasing = task
        await task.value
    }

    private func makeWaiting() async {
        timer?.cancel()
        timer = nil
        let group = waiting
        waiting = []
        let rests = await rests(of: group)
        let areDone = rests.allSatisfy { $0?.isDone == true }
        for (waiting, rest) in zip(group, rests) {
            waiting.continuation.resume(returning: rest.map(Way.going) ?? .alone)
            // What is sent alone is sent in this order.
            if !areDone { await untilSettled(waiting.number) }
        }
        for waiting in group { await untilSettled(waiting.number) }
    }

    private func rests(of group: [Waiting]) async -> [JointSending.Rest?] {
        guard group.count > 1 else { return group.map { _ in nil } }
        let members = group.map(\.member)
        let task = Task { [joint] in await joint.send(members) }
        request = (Set(group.map(\.number)), task)
        let rests = await task.value
        request = nil
        return rests
    }

    private func beginPatience() {
        guard timer == nil, !waiting.isEmpty else { return }
        timer = Task { [patience] in
            guard (try? await patience()) != nil, !Task.isCancelled else { return }
            await release()
        }
    }

    /// A run is to end: what is only held is not made. A request under way is broken off when that is so for all.
    private func giveUp(_ number: Int) {
        request?.numbers.remove(number)
        if let request, request.numbers.isEmpty { request.task.cancel() }
        guard let place = waiting.firstIndex(where: { $0.number == number }) else { return }
        let left = waiting.remove(at: place)
        left.continuation.resume(throwing: TraktError(.cancelled, endpoint: left.member.addition.call.endpoint))
    }

    private func settle(_ number: Int) {
        unsettled.remove(number)
        guard watcher?.number == number else { return }
        watcher?.continuation.resume()
        watcher = nil
    }

    private func untilSettled(_ number: Int) async {
        guard unsettled.contains(number) else { return }
        await withCheckedContinuation { watcher = (number, $0) }
    }
}
