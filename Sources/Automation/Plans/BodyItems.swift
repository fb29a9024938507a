internal import Foundation
internal import Trakt

/// One thing of a sync body, with what goes with it at whatever depth it stood.
struct BodyItem: Sendable {
    let thing: Thing
    let values: [String: JSONValue]
    /// What a body names by itself, where that is a season, and this one of its episodes.
    var season: Thing?
}

/// The things of a sync body, and those that Trakt would not find.
struct BodyItems: Sendable {
    /// What a bare show or season stands for (Sync, bodies).
    enum Meaning: Sendable {
        case itself
        case airedEpisodes
        case allEpisodes
    }

    var found: [BodyItem] = []
    /// As they were sent, by the name of their array.
    var missing: [String: [JSONValue]] = [:]
    /// Seasons that stand for their episodes, where nothing tells which these are.
    var unplaced: [Thing] = []

    /// The `not_found` of an answer.
    func notFound(_ kinds: [Thing.Kind]) -> [String: JSONValue] {
        Dictionary(uniqueKeysWithValues: kinds.map { ($0.plural, .array(missing[$0.plural] ?? [])) })
    }
}

/// How many things of each kind.
struct KindCounts: Sendable {
    private var counts: [Thing.Kind: Int64] = [:]

    mutating func count(_ kind: Thing.Kind, _ number: Int = 1) { counts[kind, default: 0] += Int64(number) }

    var total: Int64 { counts.values.reduce(0, +) }

    func document(_ kinds: [Thing.Kind]) -> JSONValue {
        .object(Dictionary(uniqueKeysWithValues: kinds.map { ($0.plural, .integer(counts[$0] ?? 0)) }))
    }
}

extension PlannedAccount {
    /// Reads the arrays of a body, of which some may be taken.
    func items(
        of body: JSONValue, kinds: [Thing.Kind], taking taken: [Thing.Kind], meaning: BodyItems.Meaning
    ) async throws -> BodyItems {
        var items = BodyItems()
        for kind in kinds {
            for item in body[kind.plural]?.array ?? [] {
                let seasons = kind == .show ? item["seasons"]?.array : nil
                guard let thing = try await find(kind, item), taken.contains(kind) || seasons != nil else {
                    items.missing[kind.plural, default: []].append(item)
                    continue
                }
                let values = Self.values(of: item, over: [:])
                if let seasons {
                    try await add(seasons, of: thing, sent: item, values, taken, meaning, to: &items)
                } else if thing.kind == .season {
                    try await add(season: thing, values, meaning, to: &items)
                } else {
                    items.found += try await expanded(thing, meaning).map { BodyItem(thing: $0, values: values) }
                }
            }
        }
        return items
    }

    private static let names: Set<String> = ["ids", "title", "year", "name", "seasons", "episodes", "number", "season"]

    private static func values(of item: JSONValue, over outer: [String: JSONValue]) -> [String: JSONValue] {
        outer.merging((item.object ?? [:]).filter { !names.contains($0.key) }) { _, inner in inner }
    }

    /// A show or a season as the episodes it stands for.
    private func expanded(_ thing: Thing, _ meaning: BodyItems.Meaning) async throws -> [Thing] {
        guard meaning != .itself else { return [thing] }
        switch thing.kind {
        case .show: return try await episodes(of: thing).filter { isMeant($0, meaning) }.map(\.thing)
        case .season:
            guard let place = titles.place(of: thing) else { return [] }
            return try await episodes(of: place.show).filter { episode in
                episode.place.season == place.season && hasAired(episode, meaning)
            }.map(\.thing)
        default: return [thing]
        }
    }

    /// A show stands for its regular episodes where it is added, and for all where it is removed.
    private func isMeant(_ episode: AiredEpisode, _ meaning: BodyItems.Meaning) -> Bool {
        (episode.place.season > 0 || meaning == .allEpisodes) && hasAired(episode, meaning)
    }

    private func hasAired(_ episode: AiredEpisode, _ meaning: BodyItems.Meaning) -> Bool {
        guard meaning == .airedEpisodes else { return true }
        return episode.airedAt.map { $0 <= now } ?? false
    }

    /// A season that is named by itself, which says nothing of its show.
    private func add(
        season: Thing, _ values: [String: JSONValue], _ meaning: BodyItems.Meaning, to items: inout BodyItems
    ) async throws {
        let place = try await place(of: season, searching: meaning != .itself)
        if place == nil, meaning != .itself { items.unplaced.append(season) }
        items.found += try await expanded(season, meaning).map {
            BodyItem(thing: $0, values: values, season: season)
        }
    }

    /// Seasons and episodes by their numbers; what does not exist is echoed inside its show.
    private func add(
        _ seasons: [JSONValue], of show: Thing, sent item: JSONValue, _ outer: [String: JSONValue],
        _ taken: [Thing.Kind],
        _ meaning: BodyItems.Meaning, to items: inout BodyItems
    ) async throws {
        let takesParts = meaning != .itself || taken.contains(.episode)
        let known = try await episodes(of: show)
        var missing: [JSONValue] = []
        for sent in seasons {
            guard let number = sent["number"]?.integer, let season = titles.thing(at: .init(show: show, season: number))
            else {
                missing.append(sent)
                continue
            }
            let values = Self.values(of: sent, over: outer)
            guard let episodes = sent["episodes"]?.array else {
                guard meaning != .itself || taken.contains(.season) else {
                    missing.append(sent)
                    continue
                }
                items.found += try await expanded(season, meaning).map { BodyItem(thing: $0, values: values) }
                continue
            }
            var missingEpisodes: [JSONValue] = []
            for episode in episodes {
                let found = known.first { $0.place.season == number && $0.place.number == episode["number"]?.integer }
                guard takesParts, let found else {
                    missingEpisodes.append(episode)
                    continue
                }
                items.found.append(BodyItem(thing: found.thing, values: Self.values(of: episode, over: values)))
            }
            if !missingEpisodes.isEmpty { missing.append(sent.setting("episodes", .array(missingEpisodes))) }
        }
        guard !missing.isEmpty else { return }
        items.missing[Thing.Kind.show.plural, default: []].append(item.setting("seasons", .array(missing)))
    }
}

extension JSONValue {
    /// The object with one member set.
    func setting(_ name: String, _ value: JSONValue) -> JSONValue {
        var members = object ?? [:]
        members[name] = value
        return .object(members)
    }

    /// The object with another's members on top.
    func setting(_ values: [String: JSONValue]) -> JSONValue {
        .object((object ?? [:]).merging(values) { _, new in new })
    }
}
