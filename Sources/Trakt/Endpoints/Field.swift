/// A named value in the body of a write.
public struct Field: Sendable, Hashable {
    /// What values a field takes.
    public indirect enum Kind: Sendable, Hashable {
        /// Text, at most so many characters long where the server has a limit.
        case text(longest: Int?)
        case boolean
        case integer(ClosedRange<Int64>)
        /// A number that need not be whole.
        case number(ClosedRange<Double>)
        /// Two numbers, the lower one first.
        case span(ClosedRange<Double>)
        case oneOf([String])
        /// An array of these words.
        case words([String])
        /// An array of texts.
        case texts
        /// An array of ids, each text or a whole number.
        case ids
        /// A moment in UTC, ISO 8601, or one of these words.
        case datetime(or: [String])
        /// Whole numbers, in the order given.
        case integers
        /// Things to add, change or remove.
        case items(Item)
        /// One thing.
        case item(Item)
        /// An array of objects with these fields.
        case objects([Field])
        /// An object with these fields.
        case object([Field])
        /// An object or array whose members Trakt does not document.
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
        case list
    }

    public let subject: Subject
    /// What may stand beside the ids: `watched_at`, `rating`, `notes`, …
    public let extras: [Field]
    /// Whether a show may name seasons, and these episodes, by number.
    public let nests: Bool
    /// Whether an episode may be named by its numbers alone, beside its show.
    public let isNumbered: Bool

    init(subject: Subject, extras: [Field] = [], nests: Bool = false, isNumbered: Bool = false) {
        self.subject = subject
        self.extras = extras
        self.nests = nests
        self.isNumbered = isNumbered
    }
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
        case .list: ["trakt", "slug"]
        }
    }

    /// The field of a body that holds several of them.
    public var plural: String {
        self == .person ? "people" : rawValue + "s"
    }
}

extension Item {
    /// What names one, as the end of a sentence.
    var accepts: String {
        let article = subject == .episode ? "an" : "a"
        let numbers = isNumbered ? ", or its season and number beside a show" : ""
        return "\(article) \(subject.rawValue) with its ids\(numbers)"
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
        case .number(let range):
            "a number from \(Filter.text(range.lowerBound, true)) to \(Filter.text(range.upperBound, true))"
        case .span(let range):
            "two numbers between \(Filter.text(range.lowerBound, true)) and \(Filter.text(range.upperBound, true)), "
                + "the lower one first"
        case .oneOf(let words): "one of \(words.joined(separator: ", "))"
        case .words(let words): "an array of some of \(words.joined(separator: ", "))"
        case .texts: "an array of texts"
        case .ids: "an array of ids"
        case .datetime(let words):
            (["a moment as \"YYYY-MM-DDTHH:MM:SSZ\""] + words.map { "\"\($0)\"" }).joined(separator: " or ")
        case .integers: "an array of whole numbers"
        case .items(let item): "an array of \(item.subject.plural) with their ids"
        case .item(let item): item.accepts
        case .objects(let fields): "an array of tables with \(fields.map(\.name).joined(separator: ", "))"
        case .object(let fields): "a table with \(fields.map(\.name).joined(separator: ", "))"
        case .anything: "a table"
        }
    }
}

extension Field {
    /// What it accepts, as the end of a sentence.
    public var accepts: String { kind.accepts }
}
