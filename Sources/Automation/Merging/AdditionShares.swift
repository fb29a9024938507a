internal import Foundation
internal import Journal
internal import Trakt

/// Divides the answer to one request among the additions that it was made of, so that each gets what it would have got for
/// itself, one after the other.
struct AdditionShares: Sendable {
    /// Not empty, and all to the same place.
    let additions: [Addition]
    let answer: JSONValue

    /// How many things of a kind an addition put there, and how many were there.
    private struct Counts {
        var added = 0
        var existing = 0
    }

    /// The kinds of which some were new and some were there, so that the counts do not tell which.
    var undecided: Set<ItemKind> {
        Set(ItemKind.allCases.filter { counts(of: $0, entries: nil) == nil && isCounted($0) })
    }

    /// The answers, in the order of the additions; nil where it does not come out.
    ///
    /// - Parameter entries: what is on the list now, of the kinds that the counts do not tell.
    func bodies(entries: [AccountEntry]) -> [JSONValue]? {
        guard let missing = missing() else { return nil }
        var shares = additions.map { _ in [ItemKind: Counts]() }
        for kind in ItemKind.allCases where isCounted(kind) {
            guard let counts = counts(of: kind, entries: entries) else { return nil }
            for place in shares.indices { shares[place][kind] = counts[place] }
        }
        var later = 0
        var bodies: [JSONValue] = []
        for place in additions.indices.reversed() {
            bodies.append(body(shares[place], missing[place], addedLater: later))
            later += shares[place].values.reduce(0) { $0 + $1.added }
        }
        return bodies.reversed()
    }

    // MARK: What was not found

    /// The `not_found` of each addition; nil where one names what nobody sent, or more than one did.
    private func missing() -> [[String: [JSONValue]]]? {
        var missing = additions.map { _ in [String: [JSONValue]]() }
        for (name, value) in answer["not_found"]?.object ?? [:] {
            for item in value.array ?? [] {
                let places = additions.indices.filter { sent(name, by: additions[$0]).contains(item.ids) }
                guard places.count == 1 else { return nil }
                missing[places[0]][name, default: []].append(item)
            }
        }
        return missing
    }

    private func sent(_ name: String, by addition: Addition) -> [[String: JSONValue]] {
        (addition.call.document[name]?.array ?? []).map(\.ids)
    }

    // MARK: Counts

    private func isCounted(_ kind: ItemKind) -> Bool { additions.contains { asked($0, kind) > 0 } }

    private func asked(_ addition: Addition, _ kind: ItemKind) -> Int { addition.items.count { $0.kind == kind } }

    /// Of a kind, for each addition; nil where it cannot be told.
    private func counts(of kind: ItemKind, entries: [AccountEntry]?) -> [Counts]? {
        guard let missing = missing() else { return nil }
        let known = additions.indices.map { place in
            asked(additions[place], kind) - (missing[place][kind.plural]?.count ?? 0)
        }
        guard let added = count("added", kind), let existing = count("existing", kind),
            min(added, existing) >= 0, added.addingClamped(existing) == known.reduce(0, +),
            known.allSatisfy({ $0 >= 0 })
        else { return nil }
        if existing == 0 { return known.map { Counts(added: $0) } }
        if added == 0 { return known.map { Counts(existing: $0) } }
        if known.count(where: { $0 > 0 }) == 1 {
            return known.map { $0 > 0 ? Counts(added: added, existing: existing) : Counts() }
        }
        guard let entries, let new = new(of: kind, count: added, entries), zip(new, known).allSatisfy({ $0 <= $1 })
        else { return nil }
        return zip(new, known).map { Counts(added: $0, existing: $1 - $0) }
    }

    /// How many of the newest entries each addition has put there; nil where their times do not tell which are the newest.
    private func new(of kind: ItemKind, count: Int, _ entries: [AccountEntry]) -> [Int]? {
        let index = EntryIndex(entries.filter { $0.kind == kind })
        var meant: [Placed] = []
        for place in additions.indices {
            let items = additions[place].items.filter { $0.kind == kind }
            for entry in index.entries(meant: items, inside: false) {
                guard let moment = additions[place].holding.moment(of: entry) else { return nil }
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

    private func count(_ word: String, _ kind: ItemKind) -> Int? {
        guard let counts = answer[word] else { return nil }
        guard let count = counts[kind.plural]?.integer else { return 0 }
        return Int(exactly: count)
    }

    // MARK: Answers

    private func body(
        _ counts: [ItemKind: Counts], _ missing: [String: [JSONValue]], addedLater: Int
    ) -> JSONValue {
        var body = answer.object ?? [:]
        for (word, number) in [("added", \Counts.added), ("existing", \Counts.existing)] {
            var members = answer[word]?.object ?? [:]
            for name in members.keys { members[name] = .integer(0) }
            for (kind, count) in counts where count[keyPath: number] > 0 || members[kind.plural] != nil {
                members[kind.plural] = .integer(Int64(count[keyPath: number]))
            }
            body[word] = .object(members)
        }
        if let all = answer["not_found"]?.object {
            body["not_found"] = .object(
                Dictionary(uniqueKeysWithValues: all.keys.map { ($0, .array(missing[$0] ?? [])) }))
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
