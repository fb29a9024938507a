internal import Foundation
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
        var query = RunQuery()
        query.account = account
        var runs: [(RunRecord, [StepRecord], [EffectRecord])] = []
        for run in try await journal.runs(query) {
            let effects = try await journal.effects(of: run.id)
            guard !effects.isEmpty else { continue }
            runs.append((run, try await journal.steps(of: run.id), effects))
        }
        var names = ItemNames(item)
        for (_, steps, effects) in runs { names.learn(steps, effects) }
        entries = runs.reversed().flatMap { run, steps, effects in
            effects.compactMap { effect in
                Self.entry(run, effect, steps.first { $0.key == effect.effect.key }, names, place)
            }
        }
        title = names.title
    }

    private static func entry(
        _ run: RunRecord, _ effect: EffectRecord, _ step: StepRecord?, _ names: ItemNames, _ wanted: String?
    ) -> Entry? {
        guard effect.state == .done || effect.state == .unknown || effect.state == .review,
            let endpoint = Catalogue.endpoint(named: effect.effect.request.endpoint),
            let surface = Surface(changedBy: endpoint), names.isMeant(by: effect, step)
        else { return nil }
        let list = names.list(changedBy: effect.effect.request)
        if let wanted, !(list?.isCalled(wanted) ?? (surface.rawValue == wanted.lowercased())) { return nil }
        return Entry(
            run: run, effect: effect, step: step, place: list?.name ?? surface.rawValue,
            change: Change(effect, endpoint))
    }

    /// Whether it is there now, as far as the journal knows: by the last write to each place.
    package var last: [String: Entry] { Dictionary(entries.map { ($0.place, $0) }) { _, last in last } }
}

extension ItemHistory.Change {
    fileprivate init(_ effect: EffectRecord, _ endpoint: Endpoint) {
        let words = endpoint.id.split(separator: ".").last.map(String.init) ?? ""
        guard words != "remove" && words != "delete" else {
            self = .removed
            return
        }
        let isAddition = ["add", "create", "start", "stop", "checkin"].contains(words)
        let answer = effect.response.flatMap { try? JSONValue(parsing: $0.body) }
        let added = answer?["added"]?.object?.values.compactMap(\.integer).reduce(0, +)
        let existing = answer?["existing"]?.object?.values.compactMap(\.integer).reduce(0, +) ?? 0
        self = !isAddition ? .changed : added == 0 && existing > 0 ? .existing : .added
    }
}

/// What a thing is called in the calls of a journal, and what its lists are.
private struct ItemNames {
    /// A list, by all it is called.
    struct List {
        var name: String
        var ids: Set<String>

        func isCalled(_ text: String) -> Bool { name.lowercased() == text.lowercased() || ids.contains(text) }
    }

    private let item: WantedItem
    private(set) var title: String?
    private var keys: Set<String> = []
    private var lists: [String: List] = [:]

    init(_ item: WantedItem) {
        self.item = item
    }

    mutating func learn(_ steps: [StepRecord], _ effects: [EffectRecord]) {
        for step in steps {
            guard case .document(let bytes) = step.result, let answer = try? JSONValue(parsing: bytes),
                let body = answer["body"]
            else { continue }
            let ofLists = step.name.contains(".lists")
            learn(body, kind: ofLists ? "list" : KnownThing.kind(ofStep: step.name))
        }
        for effect in effects {
            if let body = effect.effect.request.body, let document = try? JSONValue(parsing: body) {
                learn(document, kind: nil)
            }
        }
    }

    private mutating func learn(_ document: JSONValue, kind: String?) {
        KnownThing.each(in: document, kind: kind) { thing, show in
            if thing.kind == "list", let name = thing.title {
                for id in thing.ids.values { lists[id] = List(name: name, ids: Set(thing.ids.values)) }
            }
            // The episodes of a show are found by the show.
            guard item.names(thing) || show.map(item.names) == true else { return }
            if item.names(thing) { title = title ?? thing.title } else { title = title ?? show?.title }
            keys.formUnion(thing.keys)
            if let show, item.names(show) { keys.formUnion(show.keys) }
        }
    }

    /// Whether a write is about the thing, by what was sent or by what the script asked.
    func isMeant(by effect: EffectRecord, _ step: StepRecord?) -> Bool {
        let documents = [effect.effect.request.body, step?.question].compactMap { $0 }
        return documents.contains { bytes in
            guard let document = try? JSONValue(parsing: bytes) else { return false }
            var isMeant = false
            KnownThing.each(in: document, kind: nil) { thing, _ in
                isMeant = isMeant || item.names(thing) || !thing.keys.isDisjoint(with: keys)
            }
            return isMeant
        }
    }

    /// The list whose items, or which itself, a request changes.
    func list(changedBy request: EffectRequest) -> List? {
        let path = request.target.split(separator: "?").first.map { $0.split(separator: "/").map(String.init) } ?? []
        guard let place = path.firstIndex(of: "lists"), place + 1 < path.count else { return nil }
        let id = path[place + 1].removingPercentEncoding ?? path[place + 1]
        return lists[id] ?? List(name: id, ids: [id])
    }
}
