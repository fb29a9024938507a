internal import Foundation
internal import Trakt

/// What a plan read of the account itself, and found there: when this still holds, so does the plan.
struct Basis: Sendable, Hashable {
    /// One read, with the pages of it that were asked for.
    struct Reading: Sendable, Hashable {
        let endpoint: String
        /// Path and query without the page.
        let target: String
        var pages: [Page]
        /// By what they are about, in no order: their order may be another tomorrow.
        var entries: [String: Entry]
        /// How many there were on all pages, if Trakt said so.
        var itemCount: Int?
    }

    struct Page: Sendable, Hashable {
        var number: Int?
        var limit: Int?
    }

    struct Entry: Sendable, Hashable {
        /// What a person calls it.
        let title: String
        /// What is said of it, as JSON: dates, ratings, notes. Nothing that others change.
        let value: String
    }

    private(set) var readings: [Reading] = []

    init(_ readings: [Reading] = []) {
        self.readings = readings
    }

    // MARK: Noting

    /// Whether a read may be of the account's own data. What others do, and what time does, moves no plan.
    static func mayBeOwn(_ call: Call) -> Bool {
        let id = call.endpoint.id
        if passing.contains(where: id.hasPrefix) { return false }
        return id.hasPrefix("sync.") || id.hasPrefix("notes.") || call.endpoint.path.hasPrefix("/users/")
    }

    /// Computed from what others do or from the time, or too coarse to say what moved.
    private static let passing = [
        "sync.last_activities", "sync.progress", "sync.updates", "sync.updated_ids", "users.up_next",
        "users.activities",
        "users.stats", "users.leaderboard", "users.follows_leaderboard", "users.profile", "users.watching",
        "users.settings", "users.month_in_review", "users.year_in_review",
    ]

    mutating func note(_ document: JSONValue, of call: Call, page: Trakt.Page?, titles: Titles) {
        let target = call.withoutPages.target
        let itemCount = call.endpoint.countsItems ? page?.itemCount : nil
        let page = page == nil ? Page() : Page(number: call.page, limit: call.limit)
        let entries = Self.entries(of: document, titles)
        guard let index = readings.firstIndex(where: { $0.endpoint == call.endpoint.id && $0.target == target }) else {
            readings.append(
                Reading(
                    endpoint: call.endpoint.id, target: target, pages: [page], entries: entries,
                    itemCount: itemCount))
            return
        }
        guard !readings[index].pages.contains(page) else { return }
        readings[index].pages.append(page)
        readings[index].entries.merge(entries) { first, _ in first }
    }

    static func entries(of document: JSONValue, _ titles: Titles) -> [String: Entry] {
        var entries: [String: Entry] = [:]
        for (position, entry) in (document.array ?? [document]).enumerated() {
            let (key, title) = name(of: entry, titles) ?? ("#\(position)", "entry \(position + 1)")
            entries[key] = Entry(title: title, value: lasting(entry, isOuter: true).encodedText)
        }
        return entries
    }

    private static func name(of entry: JSONValue, _ titles: Titles) -> (key: String, title: String)? {
        let id = entry["id"]?.integer
        if entry["privacy"] != nil, entry["ids"] != nil, let list = PlannedLists.id(entry) {
            return ("list:\(list)", "list \"\(entry["name"]?.string ?? "")\"")
        }
        guard let thing = Thing(entry: entry) else {
            return id.map { ("id:\($0)", entry["notes"]?.string ?? entry["comment"]?.string ?? "number \($0)") }
        }
        guard let id, entry["action"] != nil else { return (thing.key, titles.label(thing)) }
        let moment = entry["watched_at"]?.string.map { ", watched \($0.prefix(16).replacing("T", with: " "))" } ?? ""
        return ("play:\(id)", titles.label(thing) + moment)
    }

    // MARK: What lasts

    /// Changes with what others do, or when Trakt looks after its own data.
    private static let volatile: Set<String> = [
        "updated_at", "last_updated_at", "likes", "like_count", "comment_count", "reply_count", "replies", "item_count",
        "votes", "score", "rank", "images", "colors", "available_on", "share_link", "user_stats", "aired", "completed",
    ]

    /// A value without what may differ tomorrow although the account is the same. Titles are their ids alone.
    private static func lasting(_ value: JSONValue, isOuter: Bool = false) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map { lasting($0) })
        case .object(let members):
            if !isOuter, let ids = members["ids"] { return ids["trakt"] ?? ids["slug"] ?? ids }
            return .object(members.filter { !volatile.contains($0.key) }.mapValues { lasting($0) })
        default: return value
        }
    }
}

/// One way in which the account is no longer what a plan was based on.
struct Movement: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable {
        case came = "+"
        case went = "-"
        case changed = "~"
    }

    let kind: Kind
    let title: String
    let endpoint: String
}

extension Basis.Reading {
    /// What differs in the same read now.
    func movements(to now: [String: Basis.Entry], count: Int?) -> [Movement] {
        let came = now.filter { entries[$0.key] == nil }.map {
            Movement(kind: .came, title: $0.value.title, endpoint: endpoint)
        }
        let went = entries.filter { now[$0.key] == nil }.map {
            Movement(kind: .went, title: $0.value.title, endpoint: endpoint)
        }
        let changed = entries.filter { key, entry in now[key].map { $0.value != entry.value } ?? false }
            .map { Movement(kind: .changed, title: $0.value.title, endpoint: endpoint) }
        let found = came + went + changed
        // What moved may stand on a page that the plan did not read.
        if found.isEmpty, let itemCount, let count, itemCount != count {
            return [Movement(kind: .changed, title: "\(itemCount) entries became \(count)", endpoint: endpoint)]
        }
        return found.sorted { ($0.title, $0.kind.rawValue) < ($1.title, $1.kind.rawValue) }
    }
}

extension Basis {
    /// Reads again what the plan read; what differs.
    func movements(_ client: Client) async throws -> [Movement] {
        var titles = Titles()
        var movements: [Movement] = []
        for reading in readings {
            guard let endpoint = Catalogue.endpoint(named: reading.endpoint) else { continue }
            var now: [String: Entry] = [:]
            var itemCount: Int?
            for page in reading.pages {
                var call = Call(endpoint: endpoint, target: reading.target, body: nil)
                call.page = page.number
                call.limit = page.limit
                let document = try await Self.document(call, client)
                titles.note(document.json, from: endpoint)
                now.merge(Self.entries(of: document.json, titles)) { first, _ in first }
                itemCount = document.itemCount ?? itemCount
            }
            movements += reading.movements(to: now, count: endpoint.countsItems ? itemCount : nil)
        }
        var seen: Set<String> = []
        return movements.filter { seen.insert($0.kind.rawValue + $0.title).inserted }
    }

    /// What a read answers now, and how many entries there are on all pages; nothing where there is no such thing.
    private static func document(
        _ call: Call, _ client: Client
    ) async throws(TraktError) -> (json: JSONValue, itemCount: Int?) {
        do {
            let answer = try await client.send(call)
            return (try answer.json(), answer.page?.itemCount)
        } catch  where error.failure == .notFound {
            return ([], nil)
        }
    }
}
