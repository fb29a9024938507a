internal import Foundation
internal import Journal
internal import Trakt

/// What a thing is called in the calls of a journal, and what its lists are.
struct ItemNames: Sendable {
    /// A list, by all it is called.
    struct List: Sendable {
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

    /// Whether something is the thing, or an episode of it.
    func mean(_ thing: KnownThing) -> Bool { item.names(thing) || !thing.keys.isDisjoint(with: keys) }

    /// Whether a play of the ledger is one of the thing, or of an episode of it.
    func mean(_ play: Journal.Play) -> Bool { keys.contains(play.item) }

    /// Whether a document tells of the thing.
    func areIn(_ document: JSONValue) -> Bool { things(in: document).contains(where: mean) }

    /// Everything that a document names, each as often as it does.
    func things(in document: JSONValue) -> [KnownThing] {
        var things: [KnownThing] = []
        KnownThing.each(in: document, kind: nil) { thing, _ in things.append(thing) }
        return things
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
