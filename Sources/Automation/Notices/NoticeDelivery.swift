package import Foundation
package import Journal
internal import Trakt

/// Delivers what runs have queued, apart from them: it never keeps a run waiting.
///
/// What a channel did not take is sent again, after pauses that double; what nobody knows of is not, because each notice is
/// to arrive once. One process at a time has a notice.
package struct NoticeDelivery: Sendable {
    private let store: any NoticeStore
    private let channels: [Channel]
    private let sending: NoticeSending
    private let clock: any SteadyClock
    private let now: @Sendable () -> Date
    /// From 0 up to 1.
    private let random: @Sendable () -> Double
    /// Told what became of each sending; for a log.
    private let told: @Sendable (NoticeRecord, NoticeOutcome) -> Void
    private let bells = NoticeBells()

    private static let firstPause = Duration.seconds(10)
    private static let longestPause = Duration.seconds(3600)
    private static let patience: TimeInterval = 86_400
    /// How long after it was queued by another process a notice is found at the latest.
    private static let lookEvery = Duration.seconds(60)
    private static let journalPause = Duration.seconds(5)
    /// How long a sending under way may take when the delivery ends: less than a process has to end.
    private static let grace = Duration.seconds(5)
    /// How often what became of a notice is tried to be noted, with pauses that double: twelve seconds together.
    private static let settlings = 7

    package init(
        of store: any NoticeStore, to channels: [Channel], through sending: NoticeSending,
        clock: any SteadyClock = SystemClock(), now: @escaping @Sendable () -> Date = { Date() },
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        told: @escaping @Sendable (NoticeRecord, NoticeOutcome) -> Void = { _, _ in }
    ) {
        self.store = store
        self.channels = channels
        self.sending = sending
        self.clock = clock
        self.now = now
        self.random = random
        self.told = told
    }

    /// Has every channel looked at now: a run may have queued something.
    package func wake() { bells.ring() }

    /// Delivers until its task is cancelled; a sending that was begun is ended.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            // Each by itself, so that one that hangs keeps no other waiting.
            for channel in channels { group.addTask { await serve(channel) } }
            group.addTask { await giveUpNowAndThen() }
        }
    }

    /// Delivers what is due, and what becomes due soon enough, for so long at most; a sending that was begun is ended. Answers
    /// whether nothing is left to be delivered later.
    package func deliver(within limit: Duration) async throws -> Bool {
        let begun = clock.moment
        try await giveUpUnreachable()
        let results = await withTaskGroup(of: Result<Bool, any Error>.self) { group in
            for channel in channels {
                group.addTask {
                    do { return .success(try await deliver(to: channel, within: limit, since: begun)) } catch {
                        return .failure(error)
                    }
                }
            }
            // What goes wrong with one is no reason to end the others.
            return await group.reduce(into: []) { $0.append($1) }
        }
        return try results.map { try $0.get() }.allSatisfy { $0 }
    }

    // MARK: One channel

    private func serve(_ channel: Channel) async {
        let bell = bells.add()
        var alarm: Task<Void, Never>?
        defer { alarm?.cancel() }
        for await _ in bell.rings {
            alarm?.cancel()
            let pause = await pause(afterDeliveringTo: channel)
            alarm = Task { [clock] in if (try? await clock.sleep(for: pause)) != nil { bell.ring() } }
        }
    }

    private func pause(afterDeliveringTo channel: Channel) async -> Duration {
        do {
            try await deliverDue(to: channel)
            return pause(until: try await store.nextNotice(for: [channel.name]))
        } catch {
            // A journal that cannot be used now can be later.
            return Self.journalPause
        }
    }

    private func deliver(to channel: Channel, within limit: Duration, since begun: Moment) async throws -> Bool {
        while true {
            try await deliverDue(to: channel) { clock.moment.elapsed(since: begun) < limit }
            guard let next = try await store.nextNotice(for: [channel.name]) else { return true }
            let pause = pause(until: next)
            guard clock.moment.elapsed(since: begun) + pause < limit else { return false }
            try await clock.sleep(for: pause)
        }
    }

    private func pause(until moment: Date?) -> Duration {
        guard let moment else { return Self.lookEvery }
        return min(max(.seconds(moment.timeIntervalSince(now())), .milliseconds(100)), Self.lookEvery)
    }

    private func deliverDue(to channel: Channel, while goesOn: () -> Bool = { true }) async throws {
        while goesOn(), !Task.isCancelled, let notice = try await store.takeNotice(for: channel.name) {
            try await deliver(notice, to: channel)
        }
    }

    /// Sends a notice and commits what became of it, also when this task is cancelled in the middle: a sending that is cut off
    /// may have arrived or not, and nobody would send it again. Only when no answer comes for a while it is cut off.
    private func deliver(_ notice: NoticeRecord, to channel: Channel) async throws {
        let sent = Task { await sending.send(notice, to: channel) }
        let settled = Task {
            let outcome = outcome(of: await sent.value, notice)
            try await settle(notice, outcome)
            told(notice, outcome)
        }
        try await withTaskCancellationHandler {
            try await settled.value
        } onCancel: {
            Task { [clock] in
                try? await clock.sleep(for: Self.grace)
                sent.cancel()
            }
        }
    }

    /// What is known of a notice is known here alone, so a journal that is busy is asked more than once.
    private func settle(_ notice: NoticeRecord, _ outcome: NoticeOutcome) async throws {
        for attempt in 0..<Self.settlings {
            do { return try await store.settle(notice, outcome) } catch {
                try await clock.sleep(for: .milliseconds(100) * (1 << attempt))
            }
        }
        try await store.settle(notice, outcome)
    }

    // MARK: Giving up

    private func giveUpNowAndThen() async {
        repeat { try? await giveUpUnreachable() } while (try? await clock.sleep(for: Self.longestPause)) != nil
    }

    /// What is for a channel that there is no more. What is for one that there is, is tried first, however late.
    private func giveUpUnreachable() async throws {
        try await store.giveUpNotices(
            queuedBefore: now().addingTimeInterval(-Self.patience), notFor: channels.map(\.name))
    }

    private func outcome(of result: NoticeSending.Result, _ notice: NoticeRecord) -> NoticeOutcome {
        switch result {
        case .delivered: return .delivered
        case .refused(let reason): return .givenUp(reason: reason)
        case .unknown(let reason): return .unknown(reason: reason)
        case .notTaken(let reason, let wait):
            let doubled = min(Self.firstPause * (1 << min(notice.attempts - 1, 16)), Self.longestPause)
            let pause = max(doubled / 2 + doubled / 2 * random(), wait ?? .zero)
            let moment = now().addingTimeInterval(pause / .seconds(1))
            let isTooLate = moment.timeIntervalSince(notice.queuedAt) > Self.patience
            return isTooLate ? .givenUp(reason: reason) : .again(at: moment, reason: reason)
        }
    }
}
