internal import Foundation
internal import Trakt

/// What a plan's changes come to.
extension PlannedAccount {
    func diff() async -> PlanDiff {
        var groups: [PlanDiff.Group] = listGroups()
        let named: [(ShelfID, String)] = [
            (.watchlist, "watchlist"), (.collection, "collection"), (.ratings, "ratings"), (.favorites, "favorites"),
        ]
        groups += named.map { PlanDiff.Group(title: $1, lines: lines(of: $0)) }
        groups.append(PlanDiff.Group(title: "history", lines: playLines()))
        for case .hidden(let section) in shelves.keys.sorted(by: { "\($0)" < "\($1)" }) {
            groups.append(PlanDiff.Group(title: "hidden from \(section)", lines: lines(of: .hidden(section: section))))
        }
        for (surface, lines) in others {
            if let index = groups.firstIndex(where: { $0.title == surface }) {
                groups[index].lines += lines
            } else {
                groups.append(PlanDiff.Group(title: surface, lines: lines))
            }
        }
        let calls = changes.changes.count
        let limit = RateLimits.Settings().writes
        let seconds = (Double(calls) * Double(limit.period.components.seconds) / Double(limit.calls)).rounded(.up)
        return PlanDiff(
            groups: groups.filter { !$0.lines.isEmpty }, calls: calls, seconds: Int(seconds),
            refusals: refusals + (await rails.refusals(adding: plays.added)), remarks: remarks)
    }

    // MARK: Lists

    private func listGroups() -> [PlanDiff.Group] {
        var groups: [PlanDiff.Group] = []
        for list in lists.deleted {
            let count = list["item_count"]?.integer ?? 0
            let text = "the list itself, with \(count) item\(count == 1 ? "" : "s")"
            groups.append(PlanDiff.Group(title: Self.title(list), lines: [.init(sign: .removed, text: text)]))
        }
        for (before, after) in lists.kept {
            groups.append(PlanDiff.Group(title: Self.title(after), lines: Self.lines(before, after) + items(of: after)))
        }
        for list in lists.created {
            let made = PlanDiff.Line(sign: .added, text: "the list itself, \(list["privacy"]?.string ?? "private")")
            groups.append(PlanDiff.Group(title: Self.title(list), lines: [made] + items(of: list)))
        }
        let others = shelves.keys.compactMap { id -> String? in
            guard case .list(let path) = id, lists.list(at: path) == nil else { return nil }
            return path
        }
        groups += others.sorted().map { path in
            let parts = path.split(separator: "/").map(String.init)
            return PlanDiff.Group(
                title: "list \(parts.last ?? "") of \(parts.dropFirst().first ?? "")",
                lines: lines(of: .list(path: path)))
        }
        if lists.isReordered {
            groups.append(.init(title: "lists", lines: [.init(sign: .changed, text: "their order")]))
        }
        return groups
    }

    private static func title(_ list: JSONValue) -> String { "list \"\(list["name"]?.string ?? "")\"" }

    private func items(of list: JSONValue) -> [PlanDiff.Line] {
        PlannedLists.id(list).map { lines(of: .list(path: PlannedLists.path($0))) } ?? []
    }

    private static func lines(_ before: JSONValue, _ after: JSONValue) -> [PlanDiff.Line] {
        let names = ["name", "description", "privacy", "display_numbers", "allow_comments", "sort_by", "sort_how"]
        return names.filter { before[$0] != after[$0] }.map { name in
            .init(sign: .changed, text: "\(name): \(text(before[name])) -> \(text(after[name]))")
        }
    }

    private static func text(_ value: JSONValue?) -> String {
        guard let value, !value.isNull else { return "nothing" }
        return value.encodedText
    }

    // MARK: Shelves

    private func lines(of id: ShelfID) -> [PlanDiff.Line] {
        guard let shelf = shelves[id] else { return [] }
        var lines = gathered(.added, shelf.added.map { ($0.thing, details(of: $0)) })
        lines += gathered(.removed, shelf.removed.map { ($0.thing, "") })
        lines += shelf.updated.map { before, after in
            .init(sign: .changed, text: titles.label(after.thing) + ": " + Self.changes(before, after, shelf.rules))
        }
        if shelf.isReordered { lines.append(.init(sign: .changed, text: "the order of the items")) }
        return lines
    }

    private func details(of entry: ShelfEntry) -> String {
        let rating = entry.values["rating"]?.integer.map { ", \($0)" } ?? ""
        let notes = entry.values["notes"]?.string.map { ", \"\($0)\"" } ?? ""
        return rating + notes
    }

    /// What is said of a thing before and after; since when, only where nothing else differs.
    private static func changes(_ before: ShelfEntry, _ after: ShelfEntry, _ rules: ShelfRules) -> String {
        let (old, new) = (flat(before.values), flat(after.values))
        let names = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] && $0 != "updated_at" && $0 != "id" }
        let telling = names.filter { $0 != rules.date }
        return (telling.isEmpty ? names : telling).sorted().map { "\($0) \(text(old[$0])) -> \(text(new[$0]))" }.joined(
            separator: ", ")
    }

    private static func flat(_ values: [String: JSONValue]) -> [String: JSONValue] {
        values.filter { $0.key != "metadata" }.merging(values["metadata"]?.object ?? [:]) { outer, _ in outer }
    }

    // MARK: Plays

    private func playLines() -> [PlanDiff.Line] {
        gathered(.added, plays.added.map { ($0.thing, Self.moment($0)) })
            + gathered(.removed, plays.removed.values.sorted { $0.isBefore($1) }.map { ($0.thing, Self.moment($0)) })
    }

    private static func moment(_ play: PlannedPlays.Play) -> String {
        guard let date = play.watchedAt else { return ", at an unknown time" }
        return ", watched \(Instant.text(date).prefix(16).replacing("T", with: " "))"
    }

    /// One line for each title; the episodes of one show of which the same is said share one.
    private func gathered(_ sign: PlanDiff.Sign, _ things: [(thing: Thing, details: String)]) -> [PlanDiff.Line] {
        var lines: [PlanDiff.Line] = []
        var shared: [String: (index: Int, places: [Titles.Place])] = [:]
        for (thing, details) in things {
            guard let place = titles.place(of: thing), place.number != nil else {
                lines.append(.init(sign: sign, text: titles.label(thing) + details))
                continue
            }
            let key = place.show.key + details
            var line = shared[key] ?? (lines.count, [])
            line.places.append(place)
            let text = "\(titles.label(place.show)) \(Self.episodes(line.places))\(details)"
            let whole = PlanDiff.Line(sign: sign, text: text, count: line.places.count)
            if line.index < lines.count { lines[line.index] = whole } else { lines.append(whole) }
            shared[key] = line
        }
        return lines
    }

    /// Episodes by their numbers, those that follow each other as a range: "1x01, 2x03-2x07".
    private static func episodes(_ places: [Titles.Place]) -> String {
        var runs: [[Titles.Place]] = []
        for place in places.sorted(by: { ($0.season, $0.number ?? 0) < ($1.season, $1.number ?? 0) }) {
            if let last = runs.last?.last, last.season == place.season, (last.number ?? 0) + 1 == place.number {
                runs[runs.count - 1].append(place)
            } else {
                runs.append([place])
            }
        }
        return runs.map { run in
            guard run.count > 2, let first = run.first, let last = run.last else {
                return run.map(Titles.label).joined(separator: ", ")
            }
            return "\(Titles.label(first))-\(Titles.label(last))"
        }.joined(separator: ", ")
    }
}
