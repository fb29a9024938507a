internal import Foundation
internal import Journal
internal import Trakt

/// Divides the answer to one request among the additions that it was made of, so that each gets what it would have got for
/// itself, one after the other.
struct AdditionShares: Sendable {
    private let additions: [Addition]
    private let answer: JSONValue
    private let kind: ItemKind

    /// - Parameter additions: to the same place, and all of one kind, as those are that join.
    init?(_ additions: [Addition], answer: JSONValue) {
        guard let kind = additions.first?.items.first?.kind else { return nil }
        (self.additions, self.answer, self.kind) = (additions, answer, kind)
    }

    /// The answers, in the order of the additions; nil where it does not come out.
    ///
    /// - Parameter entries: what is on the list now, of their kind; asked for where the counts do not tell whose things were
    ///   new.
    func bodies(entries: () async -> [AccountEntry]?) async -> [JSONValue]? {
        guard let missing = missing(), let added = count("added"), let existing = count("existing"),
            min(added, existing) >= 0
        else { return nil }
        let found = zip(additions, missing).map { $0.items.count - $1.count }
        guard found.allSatisfy({ $0 >= 0 }), added.addingClamped(existing) == found.reduce(0, +),
            let new = await new(added, of: found, entries)
        else { return nil }
        var later = 0
        var bodies: [JSONValue] = []
        for place in additions.indices.reversed() {
            let counts = ["added": new[place], "existing": found[place] - new[place]]
            bodies.append(body(counts, missing[place], addedLater: later))
            later += new[place]
        }
        return bodies.reversed()
    }

    /// The `not_found` of each addition; nil where one names what nobody sent, or more than one did.
    private func missing() -> [[JSONValue]]? {
        var missing = additions.map { _ in [JSONValue]() }
        for (name, value) in answer["not_found"]?.object ?? [:] {
            for item in value.array ?? [] {
                let places = additions.indices.filter { sent(name, by: additions[$0]).contains(item.ids) }
                guard places.count == 1 else { return nil }
                missing[places[0]].append(item)
            }
        }
        return missing
    }

    private func sent(_ name: String, by addition: Addition) -> [[String: JSONValue]] {
        (addition.call.document[name]?.array ?? []).map(\.ids)
    }

    private func count(_ word: String) -> Int? {
        guard let counts = answer[word] else { return nil }
        guard let count = counts[kind.plural]?.integer else { return 0 }
        return Int(exactly: count)
    }

    /// How many of the things that each addition has found were new, of so many in all; nil where it cannot be told.
    private func new(_ count: Int, of found: [Int], _ entries: () async -> [AccountEntry]?) async -> [Int]? {
        let isTold = count == 0 || count == found.reduce(0, +) || found.count(where: { $0 > 0 }) == 1
        if isTold { return found.map { min($0, count) } }
        guard let entries = await entries(), let new = newest(count, of: entries) else { return nil }
        return zip(new, found).allSatisfy { $0 <= $1 } ? new : nil
    }

    /// How many of the newest entries each addition has put there; nil where their times do not tell which are the newest.
    private func newest(_ count: Int, of entries: [AccountEntry]) -> [Int]? {
        let index = EntryIndex(entries.filter { $0.kind == kind })
        var meant: [Placed] = []
        for (place, addition) in additions.enumerated() {
            for entry in index.entries(meant: addition.items, inside: false) {
                guard let moment = addition.holding.moment(of: entry) else { return nil }
                meant.append(Placed(place: place, moment: moment, number: entry["id"]?.integer ?? 0))
            }
        }
        meant.sort { $1 < $0 }
        guard meant.count > count, count > 0, meant[count] < meant[count - 1] else { return nil }
        return additions.indices.map { place in meant.prefix(count).count { $0.place == place } }
    }

    /// When something got there, for whom. Of what came at one moment the later has the higher number.
    private struct Placed: Comparable {
        let place: Int
        let moment: Date
        let number: Int64

        static func < (one: Placed, other: Placed) -> Bool { (one.moment, one.number) < (other.moment, other.number) }
        static func == (one: Placed, other: Placed) -> Bool { !(one < other) && !(other < one) }
    }

    private func body(_ counts: [String: Int], _ missing: [JSONValue], addedLater: Int) -> JSONValue {
        var body = answer.object ?? [:]
        for (word, count) in counts {
            var members = (answer[word]?.object ?? [:]).mapValues { _ in JSONValue.integer(0) }
            if count > 0 || members[kind.plural] != nil { members[kind.plural] = .integer(Int64(count)) }
            body[word] = .object(members)
        }
        if var all = answer["not_found"]?.object?.mapValues({ _ in JSONValue.array([]) }) {
            if all[kind.plural] != nil { all[kind.plural] = .array(missing) }
            body["not_found"] = .object(all)
        }
        if var list = answer["list"]?.object, let count = list["item_count"]?.integer {
            list["item_count"] = .integer(max(0, count.addingClamped(Int64(-addedLater))))
            body["list"] = .object(list)
        }
        return .object(body)
    }
}

extension JSONValue {
    fileprivate var ids: [String: JSONValue] { self["ids"]?.object ?? [:] }
}
