/// The levels of detail a client asked for with `extended`, comma separated.
struct Extended: OptionSet, Sendable {
    let rawValue: Int

    static let full = Extended(rawValue: 1 << 0)
    static let images = Extended(rawValue: 1 << 1)
    static let metadata = Extended(rawValue: 1 << 2)
    static let noSeasons = Extended(rawValue: 1 << 3)
    static let episodes = Extended(rawValue: 1 << 4)
    static let guestStars = Extended(rawValue: 1 << 5)
    static let subgenres = Extended(rawValue: 1 << 6)
    static let vip = Extended(rawValue: 1 << 7)
    static let progress = Extended(rawValue: 1 << 8)
    static let min = Extended(rawValue: 1 << 9)
    static let all = Extended(rawValue: 1 << 10)
    static let colors = Extended(rawValue: 1 << 11)
    static let streamingIDs = Extended(rawValue: 1 << 12)
    static let availableOn = Extended(rawValue: 1 << 13)
    static let streamingRanks = Extended(rawValue: 1 << 14)
    static let browsing = Extended(rawValue: 1 << 15)
    static let comments = Extended(rawValue: 1 << 16)

    static let levels: [String: Extended] = [
        "full": .full, "images": .images, "metadata": .metadata, "noseasons": .noSeasons, "episodes": .episodes,
        "guest_stars": .guestStars, "subgenres": .subgenres, "vip": .vip, "progress": .progress, "min": .min,
        "all": .all, "colors": .colors, "streaming_ids": .streamingIDs, "available_on": .availableOn,
        "streaming_ranks": .streamingRanks, "browsing": .browsing, "comments": .comments,
    ]

    init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Reads `full,images`; levels that Trakt does not know have no effect.
    init(_ parameter: String?) {
        self = (parameter ?? "").split(separator: ",").reduce(into: []) { levels, name in
            levels.formUnion(Self.levels[String(name)] ?? [])
        }
    }
}
