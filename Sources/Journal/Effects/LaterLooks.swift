internal import Trakt

/// The look, 15 minutes later, at what was sent a second time: what the account has twice is removed.
package struct LaterLooks: Sendable {
    private let store: any JournalStore
    private let owns: @Sendable (RunRecord) -> Bool
    private let sender: @Sendable (Claim, RunRecord) async -> EffectSender?

    /// - Parameters:
    ///   - owns: whose runs these are. The looks of other accounts stay due until one of these is at hand.
    ///   - sender: who writes for a run that was taken over.
    package init(
        store: any JournalStore, of owns: @escaping @Sendable (RunRecord) -> Bool = { _ in true },
        sender: @escaping @Sendable (Claim, RunRecord) async -> EffectSender?
    ) {
        self.store = store
        self.owns = owns
        self.sender = sender
    }

    /// Looks at everything that is due, and gives how many plays were removed.
    package func perform() async throws -> Int {
        var removed = 0
        var problem: (any Error)?
        for effect in try await store.dueLooks() {
            guard let run = try await store.run(effect.run), owns(run) else { continue }
            do {
                removed +=
                    try await EndedRun(store, run).take(by: sender) { sender in
                        // By the clock on the wall it is due, but that may have been set.
                        try await sender.isLate(effect) ? sender.removeSurplus(of: effect) : 0
                    } ?? 0
            } catch {
                // It stays due, and the others are none the worse for it.
                problem = error
            }
        }
        if let problem { throw problem }
        return removed
    }
}

extension EffectSender {
    /// Whether so much time has passed since a write was sent that a later look tells everything.
    fileprivate func isLate(_ record: EffectRecord) -> Bool {
        clock.moment.elapsed(since: record.effect.moment) >= timing.look
    }

    /// Whether the look comes so soon that nobody but the write is likely to have added plays like its own.
    private func isPrompt(_ record: EffectRecord) -> Bool {
        clock.moment.mostElapsed(since: record.effect.moment).map { $0 < .seconds(86_400) } ?? false
    }

    /// Removes the plays that a write added more than once, the newest first, and gives how many. One without a date of its
    /// own is in no minute in which only this write can have added it, so those are left alone when so much time has passed
    /// that a person may well have added another.
    package func removeSurplus(of record: EffectRecord) async throws -> Int {
        let body = record.effect.request.body.flatMap { try? JSONValue(parsing: $0) } ?? .null
        let addition = HistoryAddition(body: body)
        var entries = try await HistoryReader(client).plays(of: addition, client).entries
        if !isPrompt(record) { entries = entries.filter { $0.key.minute != nil } }
        let surplus = Surplus(entries.values.map { $0 }, sends: record.sends)
        if !surplus.ids.isEmpty {
            let call = try Catalogue.syncHistory.removeHistory.call(
                Arguments(named: ["ids": .array(surplus.ids.map { .integer($0) })]))
            _ = try await perform(call, key: try await key(ofLookAt: record, surplus))
        }
        let (store, claim) = (store, claim)
        try await journal { () async throws(StoreError) in try await store.finishLook(record.id, claim) }
        return surplus.ids.count
    }
}

extension EffectSender {
    /// A removal that Trakt refused, because the account was locked for example, is tried anew as another one.
    private func key(ofLookAt record: EffectRecord, _ surplus: Surplus) async throws -> StepKey {
        let text = "look \(record.id) \(surplus.ids)"
        let content = SHA256.hexadecimal(of: Array(text.utf8))
        var key = StepKey(content: content, occurrence: 1)
        while try await known(key)?.state == .rejected {
            key = StepKey(content: content, occurrence: key.occurrence + 1)
        }
        return key
    }
}

/// Which of the plays in the same minute are too many.
package struct Surplus: Sendable, Hashable {
    package let ids: [Int64]

    /// - Parameters:
    ///   - plays: for each play asked for, the entries that are it.
    ///   - sends: how often they were sent: nobody else's plays are taken for ours beyond that.
    package init(_ plays: [[HistoryEntry]], sends: Int) {
        ids = plays.flatMap { entries -> [Int64] in
            // A whole season has several episodes, and plays at other times are others.
            let same = Dictionary(grouping: entries) { Play(item: $0.item.key, minute: $0.minute?.sinceEpoch) }.values
            return same.flatMap { entries in
                entries.map(\.id).sorted(by: >).prefix(min(entries.count - 1, max(0, sends - 1)))
            }
        }.sorted()
    }
}
