internal import Foundation
internal import Trakt

/// What the plan makes that has an id of its own.
package struct PlannedObject: Sendable, Hashable, Codable {
    /// As the plan calls it.
    package let id: Int64
    /// As the plan calls it in paths; nil for what has no slug.
    package let slug: String?
}

/// The account's own lists as a plan changes them.
struct PlannedLists: Sendable {
    /// As they were; nil before they were read.
    private(set) var original: [JSONValue]?
    private(set) var lists: [JSONValue] = []
    /// The slugs that lists had before the plan renamed them, which keep working.
    private var formerSlugs: [String: Int64] = [:]
    private(set) var wasChanged = false

    mutating func begin(with lists: [JSONValue]) {
        original = lists
        self.lists = lists
    }

    static func id(_ list: JSONValue) -> Int64? { list["ids"]?["trakt"]?.integer }

    static func path(_ id: Int64) -> String { "/users/me/lists/\(id)" }

    /// The list that a part of a path names: by its number or its slug.
    func find(_ text: String) -> JSONValue? {
        lists.first { Self.id($0).map(String.init) == text || $0["ids"]?["slug"]?.string == text }
            ?? formerSlugs[text].flatMap { id in lists.first { Self.id($0) == id } }
    }

    /// Whether a part of a path names a list that the plan has deleted.
    func isDeleted(_ text: String) -> Bool {
        find(text) == nil
            && (original ?? []).contains { Self.id($0).map(String.init) == text || $0["ids"]?["slug"]?.string == text }
    }

    func list(at path: String) -> JSONValue? { lists.first { Self.id($0).map(Self.path) == path } }

    func isPlanned(path: String) -> Bool { list(at: path).flatMap(Self.id).map(PlannedIDs.isOne) ?? false }

    mutating func append(_ list: JSONValue) {
        lists.append(list)
        wasChanged = true
    }

    mutating func change(at path: String, to values: [String: JSONValue]) {
        guard let index = lists.firstIndex(where: { Self.id($0).map(Self.path) == path }) else { return }
        lists[index] = lists[index].setting(values)
        wasChanged = true
    }

    mutating func remove(_ id: Int64) {
        lists.removeAll { Self.id($0) == id }
        wasChanged = true
    }

    mutating func rename(_ id: Int64, from slug: String) { formerSlugs[slug] = id }

    mutating func reorder(_ ids: [Int64]) -> [Int64] {
        var rest = lists
        var first: [JSONValue] = []
        var skipped: [Int64] = []
        for id in ids {
            if let index = rest.firstIndex(where: { Self.id($0) == id }) {
                first.append(rest.remove(at: index))
            } else {
                skipped.append(id)
            }
        }
        lists = first + rest
        wasChanged = true
        return skipped
    }

    // MARK: What has changed

    private var originalIDs: Set<Int64> { Set((original ?? []).compactMap(Self.id)) }

    var created: [JSONValue] { lists.filter { Self.id($0).map { !originalIDs.contains($0) } ?? false } }

    var deleted: [JSONValue] {
        let present = Set(lists.compactMap(Self.id))
        return (original ?? []).filter { Self.id($0).map { !present.contains($0) } ?? false }
    }

    /// Whether the lists that stayed stand in another order.
    var isReordered: Bool {
        let (before, after) = (kept.compactMap { Self.id($0.before) }, lists.compactMap(Self.id))
        return before != after.filter(originalIDs.contains)
    }

    /// Lists that stayed, as they were and as they will be.
    var kept: [(before: JSONValue, after: JSONValue)] {
        (original ?? []).compactMap { before in
            guard let id = Self.id(before), let after = lists.first(where: { Self.id($0) == id }) else { return nil }
            return (before, after)
        }
    }
}

/// Making, changing and deleting lists.
extension PlannedAccount {
    /// The account's lists, read when they are first needed.
    func loadLists() async throws {
        guard lists.original == nil else { return }
        lists.begin(with: try await whole("users.lists.all", "/users/me/lists").entries)
    }

    /// The shelf of the list that a call is about. Another user's is one that both work on.
    func listShelf(_ call: Call) async throws -> ShelfID {
        guard let user = call.pathValue("id"), let name = call.pathValue("list_id") else {
            return .list(path: call.path)
        }
        guard try await isOwn(user: user) else {
            return .list(path: "/users/\(PercentEncoding.encode(user))/lists/\(PercentEncoding.encode(name))")
        }
        let list = try await ownList(name, call)
        return .list(path: PlannedLists.id(list).map(PlannedLists.path) ?? call.path)
    }

    func ownList(_ name: String, _ call: Call) async throws -> JSONValue {
        try await loadLists()
        if let list = lists.find(name) { return list }
        // A slug from before a renaming is known to Trakt alone.
        guard !lists.isDeleted(name), !PlannedIDs.isOne(name),
            let list = try await found("users.lists.get", "/users/me/lists/\(PercentEncoding.encode(name))"),
            let id = PlannedLists.id(list), let known = lists.find(String(id))
        else { throw TraktError(.notFound, endpoint: call.endpoint) }
        return known
    }

    func createList(_ body: JSONValue) async throws -> (list: JSONValue, made: PlannedObject) {
        try await loadLists()
        let name = body["name"]?.string ?? ""
        let (id, slug, moment) = (ids.next(), freeSlug(for: name), JSONValue.string(Instant.text(now)))
        let standard: JSONValue = [
            "description": "", "privacy": "private", "share_link": .string("https://trakt.tv/lists/\(id)"),
            "type": "personal", "display_numbers": false, "allow_comments": true, "sort_by": "rank", "sort_how": "asc",
            "created_at": moment, "updated_at": moment, "item_count": 0, "comment_count": 0, "likes": 0,
            "ids": ["trakt": .integer(id), "slug": .string(slug)], "user": try await ownUser(),
        ]
        let list = standard.setting((body.object ?? [:]).filter { !$0.value.isNull })
        lists.append(list)
        return (list, PlannedObject(id: id, slug: slug))
    }

    func updateList(_ call: Call, _ body: JSONValue) async throws -> JSONValue {
        let list = try await ownList(call.pathValue("list_id") ?? "", call)
        guard let id = PlannedLists.id(list) else { return list }
        var values = (body.object ?? [:]).filter { !$0.value.isNull }
        values["updated_at"] = .string(Instant.text(now))
        if let name = body["name"]?.string, name != list["name"]?.string, let slug = list["ids"]?["slug"]?.string {
            values["ids"] = ["trakt": .integer(id), "slug": .string(freeSlug(for: name, besides: id))]
            lists.rename(id, from: slug)
        }
        lists.change(at: PlannedLists.path(id), to: values)
        return lists.list(at: PlannedLists.path(id)) ?? list
    }

    /// Gives the list as it was.
    func deleteList(_ call: Call) async throws -> JSONValue {
        let list = try await ownList(call.pathValue("list_id") ?? "", call)
        guard let id = PlannedLists.id(list) else { return list }
        lists.remove(id)
        // What stood on it is gone with it, and is not taken off one by one.
        shelves[.list(path: PlannedLists.path(id))] = nil
        return list
    }

    func reorderLists(_ body: JSONValue) async throws -> JSONValue {
        try await loadLists()
        let wanted = (body["rank"]?.array ?? []).compactMap(\.integer)
        let skipped = lists.reorder(wanted)
        return [
            "updated": .integer(Int64(wanted.count - skipped.count)),
            "skipped_ids": .array(skipped.map { .integer($0) }),
        ]
    }

    /// The name as it stands in addresses, with a number when another list has it.
    private func freeSlug(for name: String, besides id: Int64? = nil) -> String {
        let latin = name.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false) ?? name
        let words = latin.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        let base = words.isEmpty ? "list" : words.joined(separator: "-")
        let others = lists.lists.filter { PlannedLists.id($0) != id }
        let taken = Set(others.compactMap { $0["ids"]?["slug"]?.string })
        guard taken.contains(base) else { return base }
        return (1...).lazy.map { "\(base)-\($0)" }.first { !taken.contains($0) } ?? base
    }
}
