package import Foundation
package import Trakt

/// The episodes that a show in the body of `POST /sync/history` stands for: a bare show for its aired episodes without the
/// specials, a season of it for those that aired, an episode for itself.
package struct ShowExpansion: Sendable {
    package private(set) var episodes: [HistoryAddition.Item] = []
    /// The show with the seasons and episodes that do not exist, as it was named; nil where all exist.
    package private(set) var stranger: JSONValue?

    private let now: Date

    /// - Parameter seasons: the show's seasons, as Trakt answers them with their episodes.
    package init(_ show: JSONValue, seasons: [JSONValue], now: Date) {
        self.now = now
        let time = show["watched_at"]?.string
        guard let wanted = show["seasons"]?.array else {
            for season in seasons where season["number"]?.integer != 0 { addAired(of: season, time) }
            return
        }
        let missing = wanted.compactMap { add(season: $0, of: seasons, time) }
        guard !missing.isEmpty else { return }
        var members = show.object ?? [:]
        members["seasons"] = .array(missing)
        stranger = .object(members)
    }

    /// Adds a season or some of its episodes; gives what does not exist.
    private mutating func add(season wanted: JSONValue, of seasons: [JSONValue], _ outer: String?) -> JSONValue? {
        let time = wanted["watched_at"]?.string ?? outer
        let number = wanted["number"]?.integer
        guard let season = seasons.first(where: { $0["number"]?.integer == number }) else { return wanted }
        guard let names = wanted["episodes"]?.array else {
            addAired(of: season, time)
            return nil
        }
        let known = season["episodes"]?.array ?? []
        var missing: [JSONValue] = []
        for name in names {
            let number = name["number"]?.integer
            guard let episode = known.first(where: { $0["number"]?.integer == number }) else {
                missing.append(name)
                continue
            }
            add(episode, name["watched_at"]?.string ?? time)
        }
        guard !missing.isEmpty else { return nil }
        var members = wanted.object ?? [:]
        members["episodes"] = .array(missing)
        return .object(members)
    }

    private mutating func addAired(of season: JSONValue, _ time: String?) {
        for episode in season["episodes"]?.array ?? [] where hasAired(episode) { add(episode, time) }
    }

    private mutating func add(_ episode: JSONValue, _ time: String?) {
        let identity = Identity(.episode, episode)
        guard let id = episode["ids"]?["trakt"] else { return }
        episodes.append(
            HistoryAddition.Item(
                identity, HistoryAddition.Watched(time, now: now), ["ids": .object(["trakt": id])]))
    }

    private func hasAired(_ episode: JSONValue) -> Bool {
        guard let first = episode["first_aired"]?.string.flatMap({ WholeMinute($0) }) else { return false }
        return first.sinceEpoch <= WholeMinute(of: now).sinceEpoch
    }
}
