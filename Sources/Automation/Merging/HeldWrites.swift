internal import Journal
internal import Synchronization
internal import Trakt

/// Writes that runs of one moment and account make last, held until those that put something on the same list can be one
/// request. Whatever could see that one of them has not been made yet has them made first.
package actor HeldWrites {
    /// A write that could be one of several.
    struct Member: Sendable {
        let addition: Addition
        let key: StepKey
        let effects: EffectCarrier
        /// Makes it as a request of its own.
        let alone: @Sendable () async throws -> Answer
    }

    private struct Waiting {
        let number: Int
        let member: Member
        let continuation: CheckedContinuation<Answer, any Error>
    }

    private let reads: SharedReads?
    private let account: String
    private let patience: @Sendable () async throws -> Void
    private var waiting: [Waiting] = []
    private var lastNumber = 0
    private var sending: Task<Void, Never>?
    private var timer: Task<Void, Never>?

    /// - Parameters:
    ///   - reads: what the same runs share.
    ///   - account: whose they are, as the journal names it.
    ///   - patience: returns when nothing is to be held any longer.
    init(sharing reads: SharedReads?, of account: String, patience: @escaping @Sendable () async throws -> Void) {
        self.reads = reads
        self.account = account
        self.patience = patience
    }

    /// Whether nothing is held.
    var isEmpty: Bool { waiting.isEmpty }

    /// Makes a write, alone or with those that are held.
    ///
    /// - Parameters:
    ///   - isLast: whether its run asks for nothing more, so that others may go before it.
    ///   - hold: has another run begin that might have something for the same list; false when there is none.
    func make(_ member: Member, isLast: Bool, hold: @escaping @Sendable () async -> Bool) async throws -> Answer {
        while !member.addition.joins(waiting.map(\.member.addition)) { await release() }
        lastNumber += 1
        let number = lastNumber
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                waiting.append(Waiting(number: number, member: member, continuation: continuation))
                Task { await settle(isLast, hold) }
            }
        } onCancel: {
            Task { await giveUp(number) }
        }
    }

    private func settle(_ isLast: Bool, _ hold: @Sendable () async -> Bool) async {
        guard isLast, await hold() else { return await release() }
        guard timer == nil, !waiting.isEmpty else { return }
        timer = Task { [patience] in
            guard (try? await patience()) != nil, !Task.isCancelled else { return }
            await release()
        }
    }

    /// Has held writes made that a read might show, and waits until they are.
    func prepare(for read: Call, wantsOnlyNames: Bool) async {
        let mayShow = waiting.contains { $0.member.addition.mayShow(in: read, wantsOnlyNames: wantsOnlyNames) }
        if mayShow || sending != nil { await release() }
    }

    /// Makes what is held, and returns when that is over.
    package func release() async {
        while let sending { await sending.value }
        timer?.cancel()
        timer = nil
        guard !waiting.isEmpty else { return }
        let group = waiting
        waiting = []
        // Nobody's own: it has to go on for the others when one of their runs is stopped.
        let task = Task {
            let results = await send(group.map(\.member))
            for (waiting, result) in zip(group, results) { waiting.continuation.resume(with: result) }
            sending = nil
        }
        sending = task
        await task.value
    }

    /// What is being sent is sent; what is only held is not.
    private func giveUp(_ number: Int) {
        guard let place = waiting.firstIndex(where: { $0.number == number }) else { return }
        let left = waiting.remove(at: place)
        left.continuation.resume(throwing: TraktError(.cancelled, endpoint: left.member.addition.call.endpoint))
    }

    // MARK: Sending

    private func send(_ members: [Member]) async -> [Result<Answer, any Error>] {
        guard members.count > 1 else {
            var results: [Result<Answer, any Error>] = []
            for member in members { results.append(await Result.of(member.alone)) }
            return results
        }
        guard let reads else { return await sendTogether(members) }
        var results: [Result<Answer, any Error>] = []
        do {
            try await reads.write(of: account) {
                results = await sendTogether(members)
                for case .failure(let error) in results { throw error }
            }
        } catch {
            // Each of them has its own.
        }
        return results
    }

    private func sendTogether(_ members: [Member]) async -> [Result<Answer, any Error>] {
        var results: [Int: Result<Answer, any Error>] = [:]
        var parts: [(place: Int, part: JointSending.Part)] = []
        for (place, member) in members.enumerated() {
            let call = member.addition.call
            do {
                let before = try await member.effects.before(call, member.key)
                parts.append(
                    (
                        place,
                        JointSending.Part(
                            sender: member.effects.sender, call: call, key: member.key, before: before)
                    ))
                member.effects.safeguards.seen.forget(changedBy: call)
            } catch { results[place] = .failure(error) }
        }
        let client = members[0].effects.client
        let sending = JointSending(
            together: { Addition.together($0.compactMap { Addition($0) }) },
            divided: { await Self.divided($0, among: $1, client) })
        for (place, result) in zip(parts.map(\.place), await sending.perform(parts.map(\.part))) {
            results[place] = result
            members[place].effects.safeguards.seen.forget(changedBy: members[place].addition.call)
        }
        return members.indices.compactMap { results[$0] }
    }

    /// Looks at the list where the counts alone do not tell whose was new.
    private static func divided(_ answer: Answer, among calls: [Call], _ client: Client) async -> [JSONValue]? {
        guard let document = try? answer.json() else { return nil }
        let shares = AdditionShares(additions: calls.compactMap { Addition($0) }, answer: document)
        let undecided = shares.undecided
        guard !undecided.isEmpty, let holding = shares.additions.first?.holding else {
            return shares.bodies(entries: [])
        }
        let whole = try? await AccountReader(client: client).whole(holding.readings(of: undecided))
        guard let whole, whole.isComplete else { return nil }
        return shares.bodies(entries: whole.entries)
    }
}

extension Result where Success: Sendable, Failure == any Error {
    fileprivate static func of(_ body: @Sendable () async throws -> Success) async -> Self {
        do { return .success(try await body()) } catch { return .failure(error) }
    }
}
