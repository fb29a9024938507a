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

    /// Texts of which a write that is about the thing has one.
    var marks: Set<String> { Set(keys.compactMap { $0.split(separator: ":").last.map(String.init) } + [item.mark]) }

    /// The lists that writes change, and of which no name was learnt.
    func unnamedLists(changedBy effects: [EffectRecord]) -> Set<String> {
        Set(effects.compactMap { Self.listID(changedBy: $0.effect.request) }.filter { lists[$0] == nil })
    }

    mutating func learn(_ answers: [KeptAnswer]) {
        for answer in answers {
            guard let body = (try? JSONValue(parsing: answer.document))?["body"] else { continue }
            let ofLists = answer.name.contains(".lists")
            learn(body, kind: ofLists ? "list" : KnownThing.kind(ofStep: answer.name))
        }
    }

    mutating func learn(_ effects: [EffectRecord]) {
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
        Self.listID(changedBy: request).map { lists[$0] ?? List(name: $0, ids: [$0]) }
    }

    private static func listID(changedBy request: EffectRequest) -> String? {
        let path = request.target.split(separator: "?").first.map { $0.split(separator: "/").map(String.init) } ?? []
        guard let place = path.firstIndex(of: "lists"), place + 1 < path.count else { return nil }
        return path[place + 1].removingPercentEncoding ?? path[place + 1]
    }
}
