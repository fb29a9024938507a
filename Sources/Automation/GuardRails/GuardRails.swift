internal import Journal
internal import Trakt

/// Refuses a run that is about to remove more than it should, before anything of that call is sent.
///
/// Counted is what is really there of the things a call names, over the whole run, for each list and each other part of
/// the account by itself. What the run put there itself counts too.
actor GuardRails {
    private let limits: RemovalLimits
    private let counting: any PlaceCounting
    private let mayRemoveAnything: Bool
    private let countsRefused: Bool
    /// What the rule allows itself; nil where it says nothing.
    private var mostOfRule: Int?
    private var removed: [Place: Set<String>] = [:]
    private var sizes: [Place: Int] = [:]

    /// - Parameters:
    ///   - mayRemoveAnything: somebody said so, for this run.
    ///   - countsRefused: whether what was refused counts as removed: where nothing is, and all of it is to be told.
    ///   - earlier: what the run did before its process died.
    init(
        _ limits: RemovalLimits, counting: any PlaceCounting, mayRemoveAnything: Bool = false,
        countsRefused: Bool = false, earlier: [EffectRecord] = []
    ) {
        self.limits = limits
        self.mayRemoveAnything = mayRemoveAnything
        self.counting = counting
        self.countsRefused = countsRefused
        for effect in earlier.compactMap({ UndoableEffect($0) }) {
            guard let removal = Removal(effect.call, effect.before) else { continue }
            removed[removal.place, default: []].formUnion(removal.things)
        }
    }

    /// Takes note of what a rule says of itself.
    func declare(_ rule: RuleDeclaration) { mostOfRule = rule.mostRemovals }

    /// Throws when a call would remove more than the run may.
    ///
    /// - Parameter before: what was captured for it.
    func check(_ call: Call, _ before: Before?) async throws {
        guard var removal = Removal(call, before), !mayRemoveAnything else { return }
        for reading in removal.uncounted {
            let count = try await counting.count(reading)
            removal.things.formUnion((0..<count).map { "\(reading.path) \($0)" })
        }
        let earlier = removed[removal.place] ?? []
        let all = earlier.union(removal.things)
        if try await isTooMuch(all.count, removal, earlier: earlier.count) {
            if countsRefused { removed[removal.place] = all }
            throw RunError.tooManyRemovals(
                endpoint: call.endpoint.id, place: removal.place.title, count: all.count,
                size: max(sizes[removal.place] ?? 0, all.count), limits: limits, mostOfRule: mostOfRule)
        }
        removed[removal.place] = all
    }

    private func isTooMuch(_ count: Int, _ removal: Removal, earlier: Int) async throws -> Bool {
        if let mostOfRule { return count > mostOfRule }
        guard count > limits.most else { return false }
        if sizes[removal.place] == nil {
            sizes[removal.place] =
                removal.isEverything ? removal.things.count + earlier : try await counting.size(removal, earlier)
        }
        return limits.refuse(count, of: max(sizes[removal.place] ?? 0, count))
    }
}

/// What a call would remove.
struct Removal: Sendable {
    let place: Place
    /// What tells the things apart.
    var things: Set<String>
    /// Readings whose entries would go too.
    var uncounted: [Call] = []
    /// The place goes with all that is there.
    var isEverything = false
    /// What tells how much is there.
    var readings: [Call] = []

    /// Nil for a call that removes nothing, or one thing that is named by its id.
    init?(_ call: Call, _ before: Before?) {
        let captured = before?.entries ?? []
        switch Inverse(of: call.endpoint) {
        case .holding:
            guard let change = Holding.change(by: call), change.direction == .taken else { return nil }
            place = Place(title: change.holding.title)
            let named = before?.isComplete == false ? change.items.count : 0
            things = Self.things(captured.map(\.key), atLeast: named)
            readings = change.holding.readings(of: [])
        case .removedPlays:
            place = Place(title: "history")
            let ids = (call.document["ids"]?.array ?? []).compactMap(\.integer)
            // A movie or an episode counts once, however often it was watched. How often parts of shows were, is asked.
            let items = NamedItem.all(in: call.document)
            things = Set(ids.map { String($0) } + items.filter { !$0.isSeveral }.map { "\($0.kind) \($0.names.ids)" })
            uncounted = items.filter(\.isSeveral).compactMap { PlayReading.call(for: $0) }
            readings = [Call(endpoint: Catalogue.syncHistory.history, target: "/sync/history", body: nil)]
        case .deleted(.list):
            let list = before?.object
            place = Place(title: "list " + (list?["name"]?.string ?? call.path))
            let count = list?["item_count"]?.integer.map { Int($0) } ?? 0
            things = Self.things(captured.map(\.key), atLeast: count)
            isEverything = true
        default: return nil
        }
    }

    /// Things that nobody could read count all the same.
    private static func things(_ known: [String], atLeast count: Int) -> Set<String> {
        var things = Set(known)
        while things.count < count { things.insert("unknown \(things.count)") }
        return things
    }
}

extension NamedItem {
    /// Whether it has plays of several things.
    fileprivate var isSeveral: Bool { kind == .show || kind == .season }
}

/// Where things are removed from: a list, the ratings and so on.
struct Place: Sendable, Hashable {
    let title: String
}
