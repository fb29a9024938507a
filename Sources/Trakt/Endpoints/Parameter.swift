/// A named value in the path or the query of an endpoint.
public struct Parameter: Sendable, Hashable {
    /// What values a parameter takes.
    public enum Kind: Sendable, Hashable {
        case integer(ClosedRange<Int64>)
        case boolean
        /// `YYYY-MM-DD`, a day in UTC.
        case date
        /// A moment in UTC, ISO 8601.
        case datetime
        /// A moment in UTC, cut to the hour.
        case hour
        /// One of these words.
        case oneOf([String])
        /// One or several of these words, joined with commas.
        case list([String])
        /// One or several whole numbers, joined with commas.
        case integers(ClosedRange<Int64>)
        case text
        /// A two-letter code of a country or a language, and these words beside it.
        case code(or: [String])
        /// The id of something: text, a number, or an object that has it.
        case id(Subject)
    }

    /// What an id is the id of.
    public enum Subject: String, Sendable, Hashable {
        case movie
        case show
        /// A season's number within its show.
        case season
        /// An episode's number within its season.
        case episode
        case user
        /// A list of a user, by number or slug.
        case list
        /// A list by its number alone.
        case publicList = "public list"
        case person
        /// A comment or reply.
        case comment
        case note
        /// The Trakt number of a movie, show, season or episode.
        case media
        /// The number of an entry in a list, or of a paused thing, a request, a sync; not the Trakt id of what it holds.
        case entry
    }

    public let name: String
    public let kind: Kind
    public let isRequired: Bool
    /// What the server assumes, or what we send, when it is left out; in words where it is no value.
    public let defaultValue: String?
    /// What it means, in one phrase.
    public let summary: String
    public let source: Endpoint.Source

    /// A parameter that must be given.
    static func required(_ name: String, _ kind: Kind, _ summary: String) -> Parameter {
        Parameter(
            name: name, kind: kind, isRequired: true, defaultValue: nil, summary: summary, source: .classic)
    }

    /// A parameter that may be left out.
    static func optional(
        _ name: String, _ kind: Kind, default defaultValue: String? = nil, _ summary: String,
        source: Endpoint.Source = .classic
    ) -> Parameter {
        Parameter(
            name: name, kind: kind, isRequired: false, defaultValue: defaultValue, summary: summary, source: source)
    }
}

extension Parameter {
    /// What it accepts, as the end of a sentence: "a whole number from 1 to 33".
    public var accepts: String { kind.accepts }
}

extension Parameter.Kind {
    /// What it accepts, as the end of a sentence: "a whole number from 1 to 33".
    public var accepts: String {
        switch self {
        case .integer(let range): "a whole number\(Self.bounds(of: range))"
        case .boolean: "true or false"
        case .date: "a day as \"YYYY-MM-DD\""
        case .datetime, .hour: "a moment as \"YYYY-MM-DDTHH:MM:SSZ\", or a day as \"YYYY-MM-DD\""
        case .oneOf(let words): "one of \(words.joined(separator: ", "))"
        case .list(let words): "one or several of \(words.joined(separator: ", "))"
        case .integers(let range): "one or several whole numbers\(Self.bounds(of: range))"
        case .text: "text"
        case .code(let words): (["a two-letter code"] + words).joined(separator: " or ")
        case .id(let subject): subject.accepts
        }
    }

    private static func bounds(of range: ClosedRange<Int64>) -> String {
        if range.upperBound < .max { return " from \(range.lowerBound) to \(range.upperBound)" }
        return range.lowerBound > .min ? " of at least \(range.lowerBound)" : ""
    }
}

extension Parameter.Subject {
    /// What is taken as the id, as the end of a sentence.
    public var accepts: String {
        switch self {
        case .movie: "a movie's Trakt id, slug or IMDb id, or a movie"
        case .show: "a show's Trakt id, slug or IMDb id, or a show"
        case .season: "a season's number (0 for specials), or a season"
        case .episode: "an episode's number, or an episode"
        case .user: "a user's slug, \"me\", or a user"
        case .list: "a list's Trakt id or slug, or a list"
        case .publicList: "a list's Trakt id (a whole number), or a list"
        case .person: "a person's Trakt id, slug or IMDb id, or a person"
        case .comment: "a comment's id (a whole number), or the comment"
        case .note: "a note's id (a whole number), or the note"
        case .entry: "an entry's id (a whole number), or the entry"
        case .media: "the Trakt id of a movie, show, season or episode, or one of these"
        }
    }
}
