internal import Foundation
internal import Trakt

/// What a plan read of the account itself, and found there: when this still holds, so does the plan.
struct Basis: Sendable, Hashable {
    /// One read, with the pages of it that were asked for.
    struct Reading: Sendable, Hashable {
        /// Without a page.
        let call: Call
        private(set) var pages: [Page] = []
        /// By what they are about.
        private(set) var entries: [String: Entry] = [:]
        /// The names of the entries as they came; nil where the order may be another tomorrow.
        var order: [String]? = []
        /// How many there were on all pages, if Trakt said so.
        var itemCount: Int?

        init(_ call: Call) { self.call = call }

        init(_ call: Call, pages: [Page], entries: [String: Entry], order: [String]?, itemCount: Int?) {
            self.init(call)
            (self.pages, self.entries, self.order, self.itemCount) = (pages, entries, order, itemCount)
        }

        /// Takes what one page has.
        mutating func add(_ found: [(key: String, entry: Entry)], on page: Page) {
            pages.append(page)
            for (key, entry) in found where entries[key] == nil {
                entries[key] = entry
                order?.append(key)
            }
        }
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
        return isProgress(of: id) || id.hasPrefix("sync.") || id.hasPrefix("notes.")
            || ["lists.get", "lists.items.get"].contains(id) || call.endpoint.path.hasPrefix("/users/")
    }

    /// Computed from what others do or from the time, or too coarse to say what moved.
    private static let passing = [
        "sync.last_activities", "sync.updates", "sync.updated_ids", "users.activities", "users.stats",
        "users.leaderboard", "users.follows_leaderboard", "users.profile", "users.watching", "users.settings",
        "users.month_in_review", "users.year_in_review",
    ]

    /// - Parameter document: what was answered; an empty array where there is no such thing.
    mutating func note(_ document: JSONValue, of call: Call, page: Trakt.Page?, titles: Titles) {
        let counts = call.endpoint.countsItems && !Self.isProgressList(call.endpoint.id)
        let itemCount = counts ? page?.itemCount : nil
        let page = page == nil ? Page() : Page(number: call.page, limit: call.limit)
        let known = readings.firstIndex { $0.call == call.withoutPages }
        let index = known ?? readings.endIndex
        if known == nil {
            readings.append(Reading(call.withoutPages))
            readings[index].itemCount = itemCount
        }
        guard !readings[index].pages.contains(page) else { return }
        readings[index].add(Self.entries(of: document, call, titles), on: page)
    }

    /// - Parameter document: what a call answered.
    static func entries(
        of document: JSONValue, _ call: Call, _ titles: Titles
    ) -> [(key: String, entry: Entry)] {
        if isProgress(of: call.endpoint.id) { return progress(document, call, titles) }
        return (document.array ?? [document]).enumerated().map { position, entry in
            let (key, title) = name(of: entry, titles) ?? ("#\(position)", "entry \(position + 1)")
            return (key, Entry(title: title, value: lasting(entry, isOuter: true).encodedText))
        }
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
