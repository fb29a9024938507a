/// What a second sending of the same write does. It decides what becomes of a write whose answer never came.
public enum Repetition: Sendable, Hashable {
    /// Nothing more: the account is then as one sending leaves it. To the second, these statuses say that the first did it.
    case harmless(doneBefore: [Int])
    /// It adds its plays again.
    case addsPlays
    /// By things, it removes plays that were added meanwhile too; by the plays' ids, nothing more.
    case removesPlays
    /// For a while it is refused with 409.
    case guarded
    /// It is refused with 409 while one of its kind is under way, which may be this one or another one.
    case exclusive
    /// It makes another one. Whether the first was made is to be found among the user's own.
    case creates(Creation)
    /// A code or token is used up. Never part of what a script's run is remembered by.
    case signsIn
}

extension Repetition {
    /// Sets something, which may be as wanted already.
    static let sets = Repetition.harmless(doneBefore: [])
    /// Sets something, and is refused where it is so already.
    static let setsOnce = Repetition.harmless(doneBefore: [409])
    /// Takes something away, which then is not found any more.
    static let removes = Repetition.harmless(doneBefore: [404])
}

extension Repetition {
    /// What a second sending does, in words.
    package var sentence: String {
        switch self {
        case .harmless(let statuses) where statuses.isEmpty: "Harmless: it changes nothing more."
        case .harmless(let statuses):
            "Harmless: it changes nothing more, and may be answered with "
                + "\(statuses.map(String.init).joined(separator: " or "))."
        case .addsPlays: "Adds the plays again; Moonreel looks before it sends anything again."
        case .removesPlays: "By item, it removes plays added meanwhile too; Moonreel sends the plays' ids."
        case .guarded: "Refused with 409 for a while, which then means that the first sending was carried out."
        case .exclusive:
            "Refused with 409 while one is under way; Moonreel looks which one it is."
        case .creates(let creation): "Makes \(creation.what) again; Moonreel looks before it sends anything again."
        case .signsIn: "Refused: a code or token works once."
        }
    }
}

/// How something that a call made is found again among the user's own: by what the call said of it.
public struct Creation: Sendable, Hashable {
    /// What is made, with its article.
    public let what: String
    /// The endpoint that answers the user's own, by its name in the catalogue.
    public let readBack: String
    /// The values in its path, and by name.
    package let path: [JSONValue]
    package let query: [String: JSONValue]
    /// The member of an entry that holds the thing itself; nil where it is the entry.
    package let member: String?
    /// What must be the same in the call's body and in the thing. Nothing that Trakt may decide otherwise.
    package let fields: [String]
    /// Whether it is about a movie, show, … that must be the same.
    package let isAboutSomething: Bool
    /// Whether the number in the call's path is that of its parent.
    package let hasParent: Bool

    init(
        _ what: String, readBack: String, path: [JSONValue] = [], query: [String: JSONValue] = [:],
        member: String? = nil, fields: [String], isAboutSomething: Bool = false, hasParent: Bool = false
    ) {
        self.what = what
        self.readBack = readBack
        self.path = path
        self.query = query
        self.member = member
        self.fields = fields
        self.isAboutSomething = isAboutSomething
        self.hasParent = hasParent
    }
}

extension Creation {
    static let list = Creation(
        "a list", readBack: "users.lists.all", path: ["me"],
        fields: ["name", "description", "privacy", "display_numbers", "allow_comments", "sort_by", "sort_how"])
    static let smartList = Creation(
        "a smart list", readBack: "users.smart_lists.all", path: ["me"], fields: ["name", "source", "media_type"])
    static let comment = Creation(
        "a comment", readBack: "users.comments", path: ["me", "all", "all"], member: "comment",
        fields: ["comment"], isAboutSomething: true)
    static let reply = Creation(
        "a reply", readBack: "users.comments", path: ["me", "all", "all"], query: ["include_replies": "only"],
        member: "comment", fields: ["comment"], hasParent: true)
    static let note = Creation(
        "a note", readBack: "users.notes", path: ["me"], member: "note", fields: ["notes"],
        isAboutSomething: true)
}

/// A method, with what a second sending does where it changes something. A writing endpoint cannot be written down
/// without it.
struct Verb: Sendable {
    let method: Endpoint.Method
    let repetition: Repetition?

    static let get = Verb(method: .get, repetition: nil)

    static func post(_ repetition: Repetition) -> Verb { Verb(method: .post, repetition: repetition) }
    static func put(_ repetition: Repetition) -> Verb { Verb(method: .put, repetition: repetition) }
    static func delete(_ repetition: Repetition) -> Verb { Verb(method: .delete, repetition: repetition) }
}
