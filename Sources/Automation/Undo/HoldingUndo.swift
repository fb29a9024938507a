internal import Foundation
internal import Trakt

/// What takes a run's changes to one holding back.
struct HoldingUndo: Sendable {
    let holding: Holding
    /// The run's changes to it, in their order.
    var effects: [HoldingEffect]

    struct Result: Sendable {
        var taken: [AccountEntry] = []
        var put: [AccountEntry] = []
        var left: [(entry: AccountEntry, reason: Restoration.Reason)] = []
    }

    /// The kinds of things that were changed.
    var kinds: Set<ItemKind> { Set(effects.flatMap { $0.items.map(\.kind) }) }

    /// - Parameter now: the holding's entries of these kinds, as they are.
    func result(now: [AccountEntry]) -> Result {
        var result = Result()
        let present = Dictionary(now.map { ($0.key, $0) }) { first, _ in first }
        for (thing, touches) in touched(now) {
            let current = present[thing.key]
            let restoration = Restoration(
                on: holding, former: former(thing, touches, current), left: left(touches), now: current)
            switch restoration {
            case .nothing: break
            case .takeOff: result.taken.append(thing)
            case .putBack(let entry): result.put.append(entry)
            case .replace(let entry):
                result.taken.append(thing)
                result.put.append(entry)
            case .leave(let reason): result.left.append((thing, reason))
            }
        }
        return result
    }

    /// What stood on a list that the run deleted, in its order, without what the run had done to it before.
    ///
    /// - Parameter deleted: what stood there when it was deleted.
    func former(_ deleted: [AccountEntry]) -> [AccountEntry] {
        let result = result(now: deleted)
        let gone = Set(result.taken.map(\.key))
        var entries = Self.byRank(deleted.filter { !gone.contains($0.key) })
        // Each to where it stood: what is before it there is back by then.
        for entry in Self.byRank(result.put) {
            let place = entry.rank.map { Int(clamping: max(1, $0)) - 1 } ?? .max
            entries.insert(entry, at: min(place, entries.count))
        }
        return entries
    }

    private static func byRank(_ entries: [AccountEntry]) -> [AccountEntry] {
        entries.enumerated().sorted { ($0.element.rank ?? .max, $0.offset) < ($1.element.rank ?? .max, $1.offset) }
            .map(\.element)
    }

    private typealias Touch = (effect: HoldingEffect, fields: [String: JSONValue])

    /// Each thing that the effects name and that is, or was, there, with what touched it.
    private func touched(_ now: [AccountEntry]) -> [(thing: AccountEntry, touches: [Touch])] {
        var known: Set<String> = []
        let all = (effects.flatMap { $0.captured ?? [] } + now).filter { known.insert($0.key).inserted }
        let index = EntryIndex(all)
        var touches: [String: [Touch]] = [:]
        for var effect in effects {
            let meant = effect.items.map { ($0, index.entries(meant: $0, inside: holding.expands)) }
            effect.noteEarlier(meant.flatMap(\.1), on: holding)
            for (item, entries) in meant {
                for entry in entries { touches[entry.key, default: []].append((effect, item.fields)) }
            }
        }
        return all.compactMap { entry in touches[entry.key].map { (entry, $0) } }
    }

    private func left(_ touches: [Touch]) -> Restoration.Left {
        guard let last = touches.last, last.effect.direction == .put else { return .absent }
        return .present(last.fields, last.effect.period)
    }

    private func former(_ thing: AccountEntry, _ touches: [Touch], _ now: AccountEntry?) -> Restoration.Former {
        guard let first = touches.first?.effect else { return .unknown }
        if let captured = first.captured {
            if let entry = captured.first(where: { $0.key == thing.key }) { return .present(entry) }
            return first.isComplete ? .absent : .unknown
        }
        guard first.direction == .put else { return .unknown }
        // Nothing was looked at beforehand: when it got there tells whether the run put it there.
        let seen = touches.dropFirst().lazy.compactMap { touch in
            touch.effect.captured?.first { $0.key == thing.key }
        }.first
        guard let entry = seen ?? now else { return .absent }
        return first.former(of: entry, on: holding)
    }
}

/// A change to a holding, with what is known of it.
struct HoldingEffect: Sendable {
    var direction: Holding.Change.Direction
    var items: [NamedItem]
    /// What was there of the things named; nil when nobody looked.
    var captured: [AccountEntry]?
    var isComplete = true
    var period: Period
    /// The kinds of which Trakt said that none was new.
    var noneNew: Set<ItemKind> = []
    /// The kinds of which things that were there were changed.
    var updated: Set<ItemKind> = []
    /// How many things of each kind were new, or changed, where Trakt said so.
    var new: [ItemKind: Int] = [:]
    /// The things that got there about the same time, and were there already.
    private var earlier: Set<String> = []

    init(direction: Holding.Change.Direction, items: [NamedItem], captured: [AccountEntry]?, period: Period) {
        self.direction = direction
        self.items = items
        self.captured = captured
        self.period = period
    }

    init(_ change: Holding.Change, _ effect: UndoableEffect) {
        self.init(
            direction: change.direction, items: change.items, captured: effect.before?.entries, period: effect.period)
        isComplete = effect.before?.isComplete ?? true
        for kind in ItemKind.allCases {
            if effect.count("added", kind) == 0 { noneNew.insert(kind) }
            if let count = effect.count("updated", kind), count > 0 { updated.insert(kind) }
            new[kind] = effect.count("added", kind).map { added in
                Int(clamping: max(0, added.addingClamped(effect.count("updated", kind) ?? 0)))
            }
        }
    }

    /// Finds what another run, or the user, put there so shortly before that its time does not tell: where there is more
    /// than Trakt counted as new, the oldest of it.
    mutating func noteEarlier(_ entries: [AccountEntry], on holding: Holding) {
        for (kind, count) in new {
            var moments: [String: Date] = [:]
            for entry in entries where entry.kind == kind {
                guard let moment = holding.moment(of: entry), period.relation(of: moment) == .within else { continue }
                moments[entry.key] = moment
            }
            let oldest = moments.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            earlier.formUnion(oldest.prefix(max(0, oldest.count - count)).map(\.key))
        }
    }

    /// How an entry was before this put it there, by the time that Trakt tells.
    func former(of entry: AccountEntry, on holding: Holding) -> Restoration.Former {
        if noneNew.contains(entry.kind), !updated.contains(entry.kind) { return .present(entry) }
        guard let moment = holding.moment(of: entry) else { return .unknown }
        switch period.relation(of: moment) {
        case .before: return .present(entry)
        case .within where earlier.contains(entry.key): return .present(entry)
        // What was changed and what was added have the same time then.
        case .within: return updated.contains(entry.kind) ? .unknown : .absent
        // It came, or was changed, later than this; whatever it was, it is not what the run left.
        case .after: return .absent
        }
    }
}
