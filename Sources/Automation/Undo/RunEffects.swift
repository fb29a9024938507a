internal import Journal
internal import Trakt

/// What a run did to an account, sorted by what it did it to.
struct RunEffects: Sendable {
    /// What the run did to one thing of the user's own: a list, a note and so on.
    struct OwnHistory: Sendable {
        let own: Inverse.Own
        /// The path of its calls.
        var path: String
        var made: UndoableEffect?
        var fields = FieldsUndo()
        var wasChanged = false
        var deleted: UndoableEffect?
    }

    private(set) var holdings: [Holding: HoldingUndo] = [:]
    private(set) var history = HistoryUndo()
    private(set) var own: [String: OwnHistory] = [:]
    /// By the path that reorders.
    private(set) var orders: [String: (call: Call, undo: OrderUndo)] = [:]
    /// What cannot be taken back, by endpoint: how often, and why.
    private(set) var irreversible: [String: (count: Int, reason: String)] = [:]
    /// Whether plays were removed of which nobody knows which they were.
    private(set) var hasUnknownRemovals = false
    /// Whether plays were added although nobody knew what was on the watchlist.
    private(set) var mayHaveEmptiedWatchlist = false
    /// The names that a list has, or had, in paths: by the one that does not change.
    private var listNames: [String: String] = [:]

    /// - Parameter made: tells whether a play of the run is one that it really made.
    init(_ records: [EffectRecord], made: (Journal.Play) -> Bool = { _ in true }) {
        let effects = records.compactMap { UndoableEffect($0) }
        for effect in effects { learnNames(effect) }
        for effect in effects { add(effect) }
        // Only now: what the run removed again is in no ledger any more, and is no play that somebody else has lost.
        history.keep(made)
    }

    private mutating func add(_ effect: UndoableEffect) {
        switch Inverse(of: effect.call.endpoint) {
        case .holding: addHolding(effect)
        case .addedPlays: addPlays(effect)
        case .removedPlays:
            history.remove(effect.before?.entries ?? [])
            if effect.before?.isComplete != true { hasUnknownRemovals = true }
        case .watching: addWatching(effect)
        case .made(let own):
            guard effect.madeID(own) != nil else {
                impossible(effect.call.endpoint, "which one it made is not known, because the answer never came")
                return
            }
            record(own, effect) { $0.made = effect }
        case .changed(let own): addChange(own, effect)
        case .deleted(let own): record(own, effect) { $0.deleted = effect }
        case .order: addOrder(effect)
        case .none(let reason): impossible(effect.call.endpoint, reason)
        }
    }

    private mutating func impossible(_ endpoint: Endpoint, _ reason: String) {
        irreversible[endpoint.id, default: (0, reason)].count += 1
    }

    // MARK: Holdings and plays

    private mutating func addHolding(_ effect: UndoableEffect) {
        guard let change = Holding.change(by: effect.call) else { return }
        add(HoldingEffect(change, effect), to: canonical(change.holding))
    }

    private mutating func add(_ effect: HoldingEffect, to holding: Holding) {
        holdings[holding, default: HoldingUndo(holding: holding, effects: [])].effects.append(effect)
    }

    private mutating func addPlays(_ effect: UndoableEffect) {
        let items = HistoryAddition(body: effect.body).items
        let watched = Dictionary(items.map { ($0.play, $0.watched) }) { first, _ in first }
        let period = effect.period
        for play in effect.record.effect.plays { history.add(AddedPlay(play, watched[play], during: period)) }
        guard let listed = effect.before?.watchlist else {
            mayHaveEmptiedWatchlist = true
            return
        }
        guard !listed.isEmpty else { return }
        add(
            HoldingEffect(
                direction: .taken, items: listed.map { NamedItem(kind: $0.kind, names: $0.names) }, captured: listed,
                period: effect.period), to: .watchlist)
    }

    private mutating func addWatching(_ effect: UndoableEffect) {
        let isPlay = effect.answer["action"]?.string ?? "checkin" != "pause"
        guard isPlay, let id = effect.answer["id"]?.integer, id > 0 else { return }
        history.addPlay(id, around: effect.period)
        mayHaveEmptiedWatchlist = true
    }

    // MARK: The user's own

    private mutating func addChange(_ own: Inverse.Own, _ effect: UndoableEffect) {
        var body = effect.body
        // A comment's mark goes away when it is not said again.
        if own == .comment, body["spoiler"] == nil, var members = body.object {
            members["spoiler"] = false
            body = .object(members)
        }
        let before = own == .entry ? effect.before?.entries.first?.document : effect.before?.object
        record(own, effect) { history in
            history.fields.add(body, before: before)
            history.wasChanged = true
        }
    }

    private mutating func record(_ own: Inverse.Own, _ effect: UndoableEffect, _ change: (inout OwnHistory) -> Void) {
        let path = path(own, effect)
        change(&self.own[path, default: OwnHistory(own: own, path: path)])
    }

    /// Where the thing is read, changed and deleted.
    private func path(_ own: Inverse.Own, _ effect: UndoableEffect) -> String {
        let parts = effect.call.path.split(separator: "/").map(String.init)
        guard case .made = Inverse(of: effect.call.endpoint) else {
            guard own == .list, let name = parts.last else { return effect.call.path }
            return "/" + parts.dropLast().joined(separator: "/") + "/" + (listNames[name] ?? name)
        }
        let id = effect.madeID(own) ?? ""
        switch own {
        case .list, .smartList: return "\(effect.call.path)/\(id)"
        case .comment: return "/comments/\(id)"
        case .note: return "/notes/\(id)"
        case .settings, .entry: return effect.call.path
        }
    }

    /// A list is known by its number, and by every slug it had.
    private mutating func learnNames(_ effect: UndoableEffect) {
        for list in [effect.answer, effect.before?.object ?? .null] {
            guard effect.call.endpoint.id.hasPrefix("lists."), let id = list["ids"]?["trakt"]?.integer,
                let slug = list["ids"]?["slug"]?.string
            else { continue }
            listNames[slug] = String(id)
        }
    }

    private func canonical(_ holding: Holding) -> Holding {
        guard case .list(let path) = holding else { return holding }
        let parts = path.split(separator: "/").map(String.init)
        guard let name = parts.last, let id = listNames[name] else { return holding }
        return .list("/" + parts.dropLast().joined(separator: "/") + "/" + id)
    }

    /// How the order of a list is taken back, if the run changed it.
    func order(ofList path: String) -> OrderUndo? {
        orders.values.first { call, _ in
            canonical(Holding.list(ofListCall: call.path.split(separator: "/").map(String.init))) == .list(path)
        }?.undo
    }

    private mutating func addOrder(_ effect: UndoableEffect) {
        guard let before = effect.before, before.isComplete else {
            impossible(effect.call.endpoint, "the former order is not known")
            return
        }
        let rank = effect.body["rank"]?.array?.compactMap(\.integer) ?? []
        orders[effect.call.path, default: (effect.call, OrderUndo(former: before.order))].undo.putFirst(rank)
    }
}

extension UndoableEffect {
    /// What the answer calls the thing that was made; nil where it does not say.
    fileprivate func madeID(_ own: Inverse.Own) -> String? {
        let listID = answer["ids"]?["trakt"]?.integer.map { String($0) }
        return switch own {
        case .list: listID
        case .smartList: answer["ids"]?["slug"]?.string ?? listID
        case .comment, .note: answer["id"]?.integer.map { String($0) }
        case .settings, .entry: nil
        }
    }
}
