internal import Journal
internal import Trakt

/// A write, looked at for what it did to one thing.
struct ItemWrite {
    private let effect: EffectRecord
    private let endpoint: Endpoint
    private let names: ItemNames
    private let body: JSONValue
    private let question: JSONValue
    private let answer: JSONValue
    private let before: Before?

    init(_ effect: EffectRecord, _ step: StepRecord?, _ endpoint: Endpoint, _ names: ItemNames) {
        self.effect = effect
        self.endpoint = endpoint
        self.names = names
        body = Self.document(effect.effect.request.body)
        question = Self.document(step?.question)
        answer = Self.document(effect.response?.body)
        before = Before(effect.effect.before)
    }

    private static func document(_ bytes: [UInt8]?) -> JSONValue {
        bytes.flatMap { try? JSONValue(parsing: $0) } ?? .null
    }

    /// What it did to the thing; nil where it did nothing to it, as far as the journal knows.
    var change: ItemHistory.Change? {
        guard !isUnknownToTrakt else { return nil }
        let word = endpoint.id.split(separator: ".").last.map(String.init) ?? ""
        switch word {
        case "remove", "delete": return removal
        case _ where endpoint == Catalogue.syncHistory.addHistory: return addedPlay
        case "add", "create", "start", "stop", "checkin": return names.areIn(body) ? addition : nil
        default: return names.areIn(body) ? .changed : nil
        }
    }

    /// Trakt did not find it. Where it misses seasons of a show, it has found the show.
    private var isUnknownToTrakt: Bool {
        let missing = (answer["not_found"]?.object ?? [:]).mapValues { things in
            JSONValue.array((things.array ?? []).filter { $0["seasons"] == nil })
        }
        return names.areIn(.object(missing))
    }

    // MARK: Removals

    private var removal: ItemHistory.Change? {
        if wasThere { return .removed }
        switch Inverse(of: endpoint) {
        case .holding, .removedPlays:
            guard before?.isComplete != true, names.areIn(body) || names.areIn(question) else { return nil }
            return .removedOrAbsent
        default: return names.areIn(body) ? .removed : nil
        }
    }

    private var wasThere: Bool { before?.entries.contains { names.areIn($0.document) } ?? false }

    // MARK: Plays

    /// Plays that were there already were left out of what was sent.
    private var addedPlay: ItemHistory.Change? {
        if let added = count("added", of: nil), added == 0 { return nil }
        if effect.effect.plays.contains(where: names.mean) || names.areIn(body) { return .added }
        // A show is sent as its episodes, which do not name it.
        let asked = names.things(in: question)
        let shows = asked.filter { $0.kind == "show" }
        guard shows.contains(where: names.mean) else { return nil }
        let own = Set(asked.filter { $0.kind == "episode" }.flatMap(\.keys))
        let ofShows = names.things(in: body).filter { $0.kind == "episode" && $0.keys.isDisjoint(with: own) }
        guard !ofShows.isEmpty else { return nil }
        return shows.allSatisfy(names.mean) ? .added : .addedOrExisting
    }

    // MARK: Other additions

    private var addition: ItemHistory.Change? {
        if wasThere {
            switch Inverse(of: endpoint) == .holding ? Surface(changedBy: endpoint) : nil {
            case .ratings, .collection: return .changed
            default: return .existing
            }
        }
        let kinds = Set(names.things(in: body).filter(names.mean).compactMap(\.kind))
        let counts = Counts(self, kinds)
        switch (counts.added > 0, counts.existing > 0 || counts.updated > 0) {
        case (_, false): return .added
        case (true, true): return isKnownToBeNew ? .added : .addedOrExisting
        // What a second sending finds may be what the first has added.
        case (false, true) where effect.sends > 1: return .addedOrExisting
        case (false, true): return counts.existing > 0 ? .existing : .changed
        }
    }

    /// Somebody looked beforehand, at all there was.
    private var isKnownToBeNew: Bool { before?.isComplete == true }

    /// How many things of the kinds an answer counts. Of some kinds it counts what they stand for, such as the episodes of
    /// a show: then all of them together.
    private struct Counts {
        var added: Int64 = 0
        var existing: Int64 = 0
        var updated: Int64 = 0

        init(_ write: ItemWrite, _ kinds: Set<String>) {
            self.init(write, of: kinds)
            if added == 0, existing == 0, updated == 0 { self.init(write, of: nil) }
        }

        private init(_ write: ItemWrite, of kinds: Set<String>?) {
            added = write.count("added", of: kinds) ?? 0
            existing = write.count("existing", of: kinds) ?? 0
            updated = write.count("updated", of: kinds) ?? 0
        }
    }

    /// What an answer counts under a word; nil where it does not.
    private func count(_ word: String, of kinds: Set<String>?) -> Int64? {
        let plurals = kinds.map { kinds in Set(kinds.compactMap { ItemKind(rawValue: $0)?.plural }) }
        let counts = answer[word]?.object?.filter { plurals?.contains($0.key) ?? true }
        return counts?.values.compactMap(\.integer).clampedSum
    }
}
