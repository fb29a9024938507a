internal import Foundation
internal import Trakt

/// Everything that a read answers, on whatever pages.
struct Whole: Sendable {
    let entries: [JSONValue]
    let headers: Headers
    /// Items a page where none are asked for; nil where the endpoint has no pages.
    let limit: Int?
}

/// Reads that show what the plan has changed: what Trakt answers, with the changes put into it, cut into pages again.
extension PlannedAccount {
    func read(_ call: Call) async throws -> Answer {
        switch try await shownPart(of: call) {
        case nil: return try await live(call)
        case .unseen?:
            remark("trakt.\(call.endpoint.id) was read after planned changes that it does not show.")
            return try await live(call)
        case .nothing?: throw TraktError(.notFound, endpoint: call.endpoint)
        case .text(let text)?: return try response(to: call, text)
        case .list(let list)?: return try await readList(call, list)
        case .lists?:
            let whole = try await whole(of: call)
            return try paged(call, whole, lists.lists.map { merged($0, whole.entries) })
        case .plays?: return try await readPlays(call)
        case .shelf(let id)?: return try await readShelf(call, id)
        }
    }

    // MARK: Whole answers

    func whole(_ endpoint: String, _ target: String) async throws -> Whole {
        guard let endpoint = Catalogue.endpoint(named: endpoint) else {
            return Whole(entries: [], headers: [:], limit: nil)
        }
        return try await whole(of: Call(endpoint: endpoint, target: target, body: nil))
    }

    /// All pages of a read, asked for once in a plan.
    func whole(of call: Call) async throws -> Whole {
        let call = call.withoutPages
        if let known = wholes[call.target] { return known }
        let first = try await live(call)
        var entries = try first.json().array ?? []
        if let page = first.page, page.itemCount.map({ $0 > page.items }) ?? (page.items == page.limit) {
            entries = try await allPages(of: call)
        }
        let whole = Whole(entries: entries, headers: first.headers, limit: first.page?.limit)
        wholes[call.target] = whole
        return whole
    }

    private func allPages(of call: Call) async throws -> [JSONValue] {
        var entries: [JSONValue] = []
        var walk = PageWalk(of: call, pageSize: client.configuration.pageSize)
        while let page = walk.call(call) {
            let answer = try await live(page)
            entries += try answer.json().array ?? []
            _ = walk.received(answer.page)
        }
        if !walk.isComplete {
            remark("The account changed while trakt.\(call.endpoint.id) was read; plan again to be sure.")
        }
        return entries
    }

    // MARK: Answers

    private func response(
        to call: Call, _ document: JSONValue, headers: [(name: String, value: String)] = []
    ) throws -> Answer {
        var all: Headers = [:]
        for header in headers { all[header.name] = header.value }
        return try Answer(of: call, TransportResponse(status: 200, headers: all, body: document.encoded))
    }

    /// The page that was asked for, with the headers that tell.
    private func paged(_ call: Call, _ whole: Whole, _ entries: [JSONValue]) throws -> Answer {
        var headers = whole.headers.pairs.filter { !$0.name.hasPrefix("x-pagination") && $0.name != "content-length" }
        guard let standard = whole.limit else { return try response(to: call, .array(entries), headers: headers) }
        let limit = max(1, min(call.limit ?? standard, call.largestPage))
        let page = max(1, call.page ?? 1)
        headers += [
            ("X-Pagination-Page", String(page)), ("X-Pagination-Limit", String(limit)),
            ("X-Pagination-Page-Count", String((entries.count + limit - 1) / limit)),
            ("X-Pagination-Item-Count", String(entries.count)),
        ]
        let part = entries.dropFirst((page - 1).multipliedReportingOverflow(by: limit).partialValue).prefix(limit)
        return try response(to: call, .array(Array(part)), headers: headers)
    }

    // MARK: Lists

    /// A list as it will be, with the members that this read has of it beside.
    private func merged(_ list: JSONValue, _ entries: [JSONValue]) -> JSONValue {
        let shown = entries.first { PlannedLists.id($0) == PlannedLists.id(list) }
        return shown?.setting((list.object ?? [:]).filter { $0.key != "user" }) ?? list
    }

    private func readList(_ call: Call, _ list: JSONValue) async throws -> Answer {
        guard let id = PlannedLists.id(list), !PlannedIDs.isOne(id) else { return try response(to: call, list) }
        // A new slug is not known to Trakt yet.
        let name = call.endpoint.id == "lists.get" ? call.path : PlannedLists.path(id)
        let query = call.target.drop { $0 != "?" }
        let live = try await live(Call(endpoint: call.endpoint, target: name + query, body: nil))
        return try response(to: call, merged(list, [try live.json()]), headers: live.headers.pairs)
    }

    // MARK: Shelves

    private func readShelf(_ call: Call, _ id: ShelfID) async throws -> Answer {
        let shelf = try await shelf(id)
        let whole = try await wholeShelf(call, id, shelf)
        let ranks = Dictionary(uniqueKeysWithValues: shelf.order.enumerated().map { ($1, Int64($0 + 1)) })
        var shown: [(thing: Thing, entry: JSONValue)] = whole.entries.compactMap { entry in
            guard let thing = Thing(entry: entry), let kept = shelf.entries[thing], !kept.isPlanned,
                hasAskedRating(kept, call)
            else { return nil }
            return (thing, entry.setting(kept.values.filter { entry[$0.key] != nil }))
        }
        for thing in shelf.order {
            guard let entry = shelf.entries[thing], entry.isPlanned, isAsked(entry, call), hasAskedRating(entry, call)
            else { continue }
            shown.append((thing, try await document(of: entry, call, shelf.rules)))
        }
        if shelf.rules.isRanked {
            shown = shown.map { ($0.thing, $0.entry.setting("rank", ranks[$0.thing].map { .integer($0) } ?? .null)) }
        }
        return try paged(call, whole, ordered(shown, whole.headers, shelf.rules, call))
    }

    /// What Trakt answers of the shelf now: nothing for a list that is only planned.
    private func wholeShelf(_ call: Call, _ id: ShelfID, _ shelf: Shelf) async throws -> Whole {
        guard case .list(let path) = id else { return try await whole(of: call.withoutRating) }
        if lists.isPlanned(path: path) {
            let list = lists.list(at: path)
            let by = call.pathValue("sort_by") ?? list?["sort_by"]?.string ?? "rank"
            let how = call.pathValue("sort_how") ?? list?["sort_how"]?.string ?? "asc"
            let headers: Headers = ["X-Applied-Sort-By": by, "X-Applied-Sort-How": how]
            return Whole(entries: [], headers: headers, limit: 100)
        }
        // By the number, which Trakt knows also where the plan has given another name.
        guard path.hasPrefix("/users/me/"), call.endpoint.id == "users.lists.items" else {
            return try await whole(of: call)
        }
        let parts = call.path.split(separator: "/").dropFirst(4)
        let target =
            ([path] + parts.map(String.init)).joined(separator: "/")
            + String(call.withoutPages.target.drop { $0 != "?" })
        return try await whole(of: Call(endpoint: call.endpoint, target: target, body: nil))
    }

    /// Whether a read that asks for some entries only asks for this one.
    private func isAsked(_ entry: ShelfEntry, _ call: Call) -> Bool {
        let unknown = call.query.map(\.name).filter { !["extended", "type", "page", "limit"].contains($0) }
        if !unknown.isEmpty {
            remark(
                "trakt.\(call.endpoint.id) was read with \(unknown.joined(separator: ", ")), which was not applied to "
                    + "what the plan adds.")
        }
        guard let types = call.pathValue("type") ?? call.value(of: "type"), types != "all" else { return true }
        return types.split(separator: ",").contains { type in
            // Movies and shows of a list; movies and episodes of the collection, which has no shows.
            type == "media"
                ? [.movie, .show, .episode].contains(entry.thing.kind) : Thing.Kind(anyForm: type) == entry.thing.kind
        }
    }

    /// Whether an entry has one of the ratings that a read asks for, which the plan may have changed.
    private func hasAskedRating(_ entry: ShelfEntry, _ call: Call) -> Bool {
        guard let asked = call.pathValue("rating"), let rating = entry.values["rating"]?.integer else { return true }
        return asked.split(separator: ",").contains { Int64($0) == rating }
    }

    /// An entry that the plan adds, as this read would answer it.
    private func document(of entry: ShelfEntry, _ call: Call, _ rules: ShelfRules) async throws -> JSONValue {
        var values = entry.values
        if rules.again == .merges {
            if !call.extendedLevels.contains("metadata") { values["metadata"] = nil }
            if call.extendedLevels.contains("available_on") { values["available_on"] = [] }
        }
        values["type"] = .string(entry.thing.kind.rawValue)
        values.merge(try await members(of: entry.thing, levels: call.extendedLevels)) { _, new in new }
        return .object(values)
    }

    /// The entries in the order that Trakt applied: what the plan adds takes its place among the others.
    private func ordered(
        _ entries: [(thing: Thing, entry: JSONValue)], _ headers: Headers, _ rules: ShelfRules, _ call: Call
    ) -> [JSONValue] {
        guard rules.isRanked else {
            let order = ByDate(name: rules.date, breaksTies: rules.path.hasPrefix("/sync/"))
            return entries.sorted(by: order.isBefore).map(\.entry)
        }
        let by = headers["X-Applied-Sort-By"] ?? "rank"
        let isDescending = headers["X-Applied-Sort-How"] == "desc"
        switch by {
        case "rank", "added": break
        default:
            remark("trakt.\(call.endpoint.id) was read by \(by): what the plan adds stands at the end.")
            return entries.map(\.entry)
        }
        let name = by == "rank" ? "rank" : rules.date
        return entries.enumerated().sorted { one, other in
            let (left, right) = (one.element.entry, other.element.entry)
            switch name == "rank"
                ? Self.compare(left["rank"]?.integer, right["rank"]?.integer)
                : Self.compare(left[name]?.string, right[name]?.string)
            {
            case .orderedSame: return (left["rank"]?.integer ?? 0) < (right["rank"]?.integer ?? 0)
            case let order: return order == (isDescending ? .orderedDescending : .orderedAscending)
            }
        }.map(\.element.entry)
    }

    private static func compare<Value: Comparable>(_ one: Value?, _ other: Value?) -> ComparisonResult {
        guard let one, let other, one != other else { return .orderedSame }
        return one < other ? .orderedAscending : .orderedDescending
    }

    // MARK: Plays

    private func readPlays(_ call: Call) async throws -> Answer {
        let whole = try await whole(of: call)
        var shown: [(play: PlannedPlays.Play, entry: JSONValue)] = whole.entries.compactMap { entry in
            guard let play = PlannedPlays.Play(entry), plays.removed[play.id] == nil else { return nil }
            return (play, entry)
        }
        for play in plays.added where isAsked(play, call) {
            let entry: JSONValue = [
                "id": .integer(play.id), "watched_at": play.watchedAtJSON, "action": "watch",
                "type": .string(play.thing.kind.rawValue),
            ]
            shown.append((play, entry.setting(try await members(of: play.thing, levels: call.extendedLevels))))
        }
        return try paged(call, whole, shown.sorted { $0.play.isBefore($1.play) }.map(\.entry))
    }

    private func isAsked(_ play: PlannedPlays.Play, _ call: Call) -> Bool {
        if let from = Instant.date(call.value(of: "start_at")), play.watchedAt ?? .distantPast < from { return false }
        if let until = Instant.date(call.value(of: "end_at")), play.watchedAt ?? .distantFuture > until { return false }
        guard let type = call.pathValue("type"), type != "all", let kind = Thing.Kind(anyForm: type) else {
            return true
        }
        let id = call.endpoint.id == "users.history" ? call.pathValue("item_id") : call.pathValue("id")
        let place = titles.place(of: play.thing)
        let asked: Thing? =
            switch kind {
            case .show: place?.show
            case .season: place.flatMap { titles.thing(at: .init(show: $0.show, season: $0.season)) }
            default: play.thing.kind == kind ? play.thing : nil
            }
        return asked != nil && (id == nil || asked?.id == id)
    }
}

/// Newest first; of equal dates the lower id where Trakt's own data are sorted that way.
private struct ByDate {
    let name: String
    let breaksTies: Bool

    func isBefore(_ one: (thing: Thing, entry: JSONValue), _ other: (thing: Thing, entry: JSONValue)) -> Bool {
        let (left, right) = (one.entry[name]?.string ?? "", other.entry[name]?.string ?? "")
        guard left == right, breaksTies else { return left > right }
        return (Int64(one.thing.id) ?? 0) < (Int64(other.thing.id) ?? 0)
    }
}

extension Call {
    /// The same read for every rating.
    fileprivate var withoutRating: Call {
        guard pathValue("rating") != nil else { return self }
        let path = path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
        return Call(endpoint: endpoint, target: path + target.drop { $0 != "?" }, body: nil)
    }
}
