/// What names a movie, show, season, episode, person, user or list in a call.
///
/// A whole number is a Trakt id, text that looks like one of IMDb's is that, and other text is a slug:
///
/// ```swift
/// try await client.movies.get(507)
/// try await client.movies.get("tt0032138")
/// try await client.movies.get("the-wizard-of-oz-1939")
/// ```
///
/// The `Subject` keeps a show's id from being taken for a movie's.
public enum Identifier<Subject>: Sendable, Hashable {
    case trakt(Int64)
    case slug(String)
    case imdb(String)
    /// TMDB's number: taken in what is sent (history, lists, …), not in paths.
    case tmdb(Int64)
    /// TVDB's number: taken in what is sent, not in paths.
    case tvdb(Int64)

    /// An id as somebody wrote it.
    public init(_ text: String) {
        if let number = Moment.digits(text) {
            self = .trakt(Int64(number))
        } else if text.hasPrefix("tt") || text.hasPrefix("nm"), Moment.digits(text.dropFirst(2)) != nil {
            self = .imdb(text)
        } else {
            self = .slug(text)
        }
    }

    /// `{"trakt": 507}`: what bodies take, and paths where it is a kind of id they know.
    var members: [String: JSONValue] {
        switch self {
        case .trakt(let number): ["trakt": .integer(number)]
        case .slug(let text): ["slug": .string(text)]
        case .imdb(let text): ["imdb": .string(text)]
        case .tmdb(let number): ["tmdb": .integer(number)]
        case .tvdb(let number): ["tvdb": .integer(number)]
        }
    }

    /// The value for a path's parameter. What a path does not take is refused there, with its name.
    var argument: JSONValue {
        switch self {
        case .trakt(let number): .integer(number)
        case .slug(let text), .imdb(let text): .string(text)
        case .tmdb, .tvdb: .object(members)
        }
    }
}

extension Identifier: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    public init(stringLiteral value: String) { self.init(value) }

    public init(integerLiteral value: Int64) { self = .trakt(value) }
}

extension Identifier where Subject == User {
    /// The user who is signed in.
    public static var me: Identifier { .slug("me") }
}

/// The ids of one thing on Trakt and elsewhere. Of all but Trakt's own any may be missing.
public struct IDs<Subject>: Codable, Sendable, Hashable {
    public let trakt: Int64
    public let slug: String?
    public let imdb: String?
    public let tmdb: Int64?
    public let tvdb: Int64?

    /// What names this thing in calls.
    public var identifier: Identifier<Subject> { .trakt(trakt) }
}

/// The ids of a user.
public struct UserIDs: Codable, Sendable, Hashable {
    public let slug: String
    public let trakt: Int64?
    /// In the settings of the signed-in user only.
    public let uuid: String?
}
