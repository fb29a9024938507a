package import Journal
internal import Trakt

/// Which runs put a thing where it is, or took it away.
package struct ItemHistory: Sendable {
    /// One write that was about it.
    package struct Entry: Sendable {
        package let run: RunRecord
        package let effect: EffectRecord
        /// The call of the script.
        package let step: StepRecord?
        /// What was changed: "watchlist", "history", or a list's name.
        package let place: String
        package let change: Change
    }

    package enum Change: String, Sendable, Hashable {
        case added, removed, changed
        /// It was to be added, and was there.
        case existing
        /// One of the two: of several things, some were there.
        case addedOrExisting = "added_or_existing"
        /// It was to be removed, and nobody knows whether it was there.
        case removedOrAbsent = "removed_or_absent"
    }

    /// What the thing is called, where the journal knows a title.
    package let title: String?
    /// The oldest first.
    package let entries: [Entry]

    /// Looks through a journal.
    ///
    /// - Parameters:
    ///   - place: a surface, or a list's name, slug or id; nil for everywhere.
    ///   - account: only the runs of this account.
    package init(
        of item: WantedItem, in place: String? = nil, account: String? = nil, journal: any JournalStore
    ) async throws {
        // Of a journal of years, only what has the name in it is read.
        var names = ItemNames(item)
        names.learn(try await journal.answers(mentioning: [item.mark]))
        names.learn(try await journal.effects(mentioning: [item.mark]))
        let effects = try await journal.effects(mentioning: names.marks)
        names.learn(try await journal.answers(mentioning: names.unnamedLists(changedBy: effects)))
        var runs: [RunID: RunRecord] = [:]
        var entries: [Entry] = []
        for effect in effects {
            if runs[effect.run] == nil { runs[effect.run] = try await journal.run(effect.run) }
            guard let run = runs[effect.run], account == nil || run.run.account == account else { continue }
            let step = try await journal.step(effect.effect.key, of: effect.run)
            if let entry = Self.entry(run, effect, step, names, place) { entries.append(entry) }
        }
        self.entries = entries
        title = names.title
    }

    private static func entry(
        _ run: RunRecord, _ effect: EffectRecord, _ step: StepRecord?, _ names: ItemNames, _ wanted: String?
    ) -> Entry? {
        guard effect.state == .done || effect.state == .unknown || effect.state == .review,
            let endpoint = Catalogue.endpoint(named: effect.effect.request.endpoint),
            let surface = Surface(changedBy: endpoint), let change = ItemWrite(effect, step, endpoint, names).change
        else { return nil }
        let list = names.list(changedBy: effect.effect.request)
        if let wanted, !(list?.isCalled(wanted) ?? (surface.rawValue == wanted.lowercased())) { return nil }
        return Entry(
            run: run, effect: effect, step: step, place: list?.name ?? surface.rawValue, change: change)
    }

    /// Whether it is there now, as far as the journal knows: by the last write to each place.
    package var last: [String: Entry] { Dictionary(entries.map { ($0.place, $0) }) { _, last in last } }
}
