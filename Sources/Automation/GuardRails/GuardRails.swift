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
    /// One call after the other: what two calls remove at once has to be counted together.
    private let turns = Turns()
    /// What the rule allows itself; nil where it says nothing.
    private var mostOfRule: Int?
    /// What the run did before its process died, as far as it is not counted yet.
    private var earlier: [Removal]
    /// By the key of the place.
    private var removed: [String: Gone] = [:]
    private var sizes: [String: Int] = [:]
    /// The keys of lists, by their paths with a name.
    private var listKeys: [String: String] = [:]

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
        self.earlier = []
        for record in earlier where record.mayHaveHappened {
            guard let call = record.effect.request.call, let before = Before(record.effect.before),
                let removal = Removal(call, before)
            else { continue }
            self.earlier.append(removal)
            // A list that is gone tells its number no more.
            if let id = before.object?["ids"]?["trakt"]?.integer {
                listKeys[call.path] = Place.key(ofList: String(id))
            }
        }
    }

    /// Takes note of what a rule says of itself.
    func declare(_ rule: RuleDeclaration) { mostOfRule = rule.mostRemovals }

    /// Throws when a call would remove more than the run may.
    ///
    /// - Parameter before: what was captured for it.
    func check(_ call: Call, _ before: Before?) async throws {
        guard !mayRemoveAnything, let removal = Removal(call, before) else { return }
        try await turns.take { try await self.check(removal, of: call.endpoint) }
    }

    private func check(_ removal: Removal, of endpoint: Endpoint) async throws {
        while let first = earlier.first {
            let key = try await key(of: first.place)
            removed[key] = (removed[key] ?? Gone()).adding(first)
            earlier.removeFirst()
        }
        var removal = removal
        try await count(&removal)
        let key = try await key(of: removal.place)
        let before = removed[key] ?? Gone()
        let all = before.adding(removal)
        if try await isTooMuch(all.count, removal, key, earlier: before.count) {
            if countsRefused { removed[key] = all }
            throw RunError.tooManyRemovals(
                endpoint: endpoint.id, place: removal.place.title, count: all.count,
                size: max(sizes[key] ?? 0, all.count), limits: limits, mostOfRule: mostOfRule)
        }
        removed[key] = all
    }

    /// Finds out how many plays the shows and seasons of a removal have.
    private func count(_ removal: inout Removal) async throws {
        guard let call = removal.uncounted else { return }
        let found = try await counting.plays(of: call)
        removal.things.formUnion(found.entries.map { Removal.play($0.id) })
        for (plural, strangers) in found.strangers {
            let subject = Identity.Subject.allCases.first { $0.rawValue + "s" == plural } ?? .show
            for stranger in strangers {
                let identity = Identity(subject, stranger)
                // Trakt may know what cannot be looked for.
                guard !identity.ids.isEmpty || identity.title != nil && identity.year != nil else {
                    throw RunError.uncountable(endpoint: call.endpoint.id, name: identity.title ?? stranger.encodedText)
                }
                removal.unnamed += 1
            }
        }
    }

    private func key(of place: Place) async throws -> String {
        guard let path = place.path else { return place.key }
        if let known = listKeys[path] { return known }
        let key = try await counting.list(at: path).map { Place.key(ofList: String($0)) } ?? place.key
        listKeys[path] = key
        return key
    }

    private func isTooMuch(_ count: Int, _ removal: Removal, _ key: String, earlier: Int) async throws -> Bool {
        if let mostOfRule { return count > mostOfRule }
        guard count > limits.most else { return false }
        if sizes[key] == nil {
            let everything = Gone().adding(removal).count + earlier
            sizes[key] = removal.isEverything ? everything : try await counting.size(removal, earlier)
        }
        return limits.refuse(count, of: max(sizes[key] ?? 0, count))
    }
}

extension EffectRecord {
    /// Whether Trakt made the change, or may have, or may yet.
    fileprivate var mayHaveHappened: Bool {
        switch state {
        case .intent, .done, .unknown, .review: true
        // It is checked anew before it is sent again.
        case .rejected, .retry: false
        }
    }
}

extension EffectRequest {
    /// The request as a call; nil when the catalogue does not know its endpoint any more.
    var call: Call? {
        Catalogue.endpoint(named: endpoint).map { Call(endpoint: $0, target: target, body: body) }
    }
}
