/// How much of each thing an answer tells. Without any, titles come with their year and ids only.
///
/// `extended: .full`, or several: `extended: [.full, .images]`. An endpoint refuses a level it does not have before
/// anything is sent.
public struct Extended: Sendable, Hashable, ExpressibleByArrayLiteral {
    /// The levels as Trakt writes them, each once.
    public let levels: [String]

    /// One level by its name in Trakt's documentation.
    public init(_ level: String) { levels = [level] }

    public init(arrayLiteral elements: Extended...) {
        levels = elements.flatMap(\.levels).reduce(into: []) { levels, level in
            if !levels.contains(level) { levels.append(level) }
        }
    }

    /// Everything about a thing.
    public static let full = Extended("full")
    /// Its pictures.
    public static let images = Extended("images")
    /// The medium, picture and sound of what is collected.
    public static let metadata = Extended("metadata")
    /// The episodes of each season.
    public static let episodes = Extended("episodes")
    /// The guest stars beside the cast.
    public static let guestStars = Extended("guest_stars")
    /// The seasons and episodes of watched shows. Pages have 100 items at most with it.
    public static let progress = Extended("progress")
    /// What concerns a user's membership.
    public static let vip = Extended("vip")
    /// The colours of pictures.
    public static let colors = Extended("colors")
    /// Ids at streaming services.
    public static let streamingIDs = Extended("streaming_ids")

    var argument: JSONValue? {
        levels.isEmpty ? nil : .array(levels.map { .string($0) })
    }
}
