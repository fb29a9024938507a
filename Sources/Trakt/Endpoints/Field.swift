/// A named value in the body of a write.
public struct Field: Sendable, Hashable {
    /// What values a field takes.
    public indirect enum Kind: Sendable, Hashable {
        /// Text, at most so many characters long where the server has a limit.
        case text(longest: Int?)
        case boolean
        case integer(ClosedRange<Int64>)
        case oneOf([String])
        /// A moment in UTC, ISO 8601, or one of these words.
        case datetime(or: [String])
        /// Whole numbers, in the order given.
        case integers
        /// Things to add, change or remove.
        case items(Item)
        /// An object with these fields.
        case object([Field])
        /// An object whose members Trakt does not document.
        case anything
    }

    public let name: String
    public let kind: Kind
    public let isRequired: Bool
    /// What it means, in one phrase.
    public let summary: String

    static func required(_ name: String, _ kind: Kind, _ summary: String) -> Field {
        Field(name: name, kind: kind, isRequired: true, summary: summary)
    }

    static func optional(_ name: String, _ kind: Kind, _ summary: String) -> Field {
        Field(name: name, kind: kind, isRequired: false, summary: summary)
    }
}

/// What one element of `movies`, `shows`, … looks like.
public struct Item: Sendable, Hashable {
    /// What is named.
    public enum Subject: String, Sendable, Hashable {
        case movie
        case show
        case season
        case episode
        case person
        case user
    }

    public let subject: Subject
    /// What may stand beside the ids: `watched_at`, `rating`, `notes`, …
    public let extras: [Field]
    /// Whether a show may name seasons, and these episodes, by number.
    public let nests: Bool
}

extension Item.Subject {
    /// The ids Trakt knows for it, best first.
    public var idNames: [String] {
        switch self {
        case .movie: ["trakt", "slug", "imdb", "tmdb"]
        case .show: ["trakt", "slug", "imdb", "tmdb", "tvdb"]
        case .season: ["trakt", "tmdb", "tvdb"]
        case .episode: ["trakt", "imdb", "tmdb", "tvdb"]
        case .person: ["trakt", "slug", "imdb", "tmdb"]
        case .user: ["slug", "trakt"]
        }
    }

    /// The field of a body that holds several of them.
    public var plural: String {
        self == .person ? "people" : rawValue + "s"
    }
}

extension Field.Kind {
    /// What it accepts, as the end of a sentence.
    public var accepts: String {
        switch self {
        case .text(let longest): longest.map { "text of at most \($0) characters" } ?? "text"
        case .boolean: "true or false"
        case .integer(let range):
            range.upperBound < .max
                ? "a whole number from \(range.lowerBound) to \(range.upperBound)" : "a whole number"
        case .oneOf(let words): "one of \(words.joined(separator: ", "))"
        case .datetime(let words):
            (["a moment as \"YYYY-MM-DDTHH:MM:SSZ\""] + words.map { "\"\($0)\"" }).joined(separator: " or ")
        case .integers: "an array of whole numbers"
        case .items(let item): "an array of \(item.subject.plural) with their ids"
        case .object(let fields): "a table with \(fields.map(\.name).joined(separator: ", "))"
        case .anything: "a table"
        }
    }
}

extension Field {
    /// What it accepts, as the end of a sentence.
    public var accepts: String { kind.accepts }
}
