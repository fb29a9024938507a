internal import Trakt

/// What values take, as Lua's annotations write it.
enum AcceptedTypes {
    /// `"asc"|"desc"`
    static func literals(_ words: [String]) -> String {
        words.map { "\"\($0)\"" }.joined(separator: "|")
    }

    /// One of some words, several in a table, or a text in which they are joined: an editor proposes the words.
    static func several(_ words: [String]) -> String {
        words.isEmpty ? "string|string[]" : "\(literals(words))|string|(\(literals(words)))[]"
    }
}

extension Parameter {
    /// The annotation of what it takes.
    var luaType: String {
        switch kind {
        case .integer: "integer"
        case .boolean: "boolean"
        case .date, .datetime, .hour: "trakt.Moment"
        case .oneOf(let words): AcceptedTypes.literals(words)
        case .list(let words): AcceptedTypes.several(words)
        case .integers: "integer|string|integer[]"
        case .text: "string"
        case .code(let words): words.isEmpty ? "string" : "string|" + AcceptedTypes.literals(words)
        case .id(let subject): subject.luaType
        }
    }
}

extension Parameter.Subject {
    fileprivate var luaType: String {
        switch self {
        case .movie: "trakt.MovieId"
        case .show: "trakt.ShowId"
        case .season: "trakt.SeasonNumber"
        case .episode: "trakt.EpisodeNumber"
        case .user: "trakt.UserId"
        case .list, .publicList: "trakt.ListId"
        case .person: "trakt.PersonId"
        case .comment, .note, .entry: "trakt.EntryId"
        case .media: "trakt.MediaId"
        }
    }
}

extension Filter {
    /// The annotation of what it takes.
    var luaType: String {
        switch kind {
        case .text: "string"
        case .range: "trakt.Range"
        case .years: "integer|trakt.Range"
        case .slugs, .names, .codes: "string|string[]"
        case .numbers: "integer|string|integer[]"
        case .words(let words, _): AcceptedTypes.several(words)
        case .oneOf(let words): AcceptedTypes.literals(words)
        case .boolean: "boolean"
        }
    }
}

extension Field {
    /// The annotation of what it takes.
    /// - Parameter item: the class of what an item of this field is.
    func luaType(item: String) -> String {
        switch kind {
        case .text: "string"
        case .boolean: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .span: "number[]"
        case .oneOf(let words): AcceptedTypes.literals(words)
        case .words(let words): "(\(AcceptedTypes.literals(words)))[]"
        case .texts: "string[]"
        case .ids: "(integer|string)[]"
        case .datetime(let words): (["trakt.Moment"] + words.map { "\"\($0)\"" }).joined(separator: "|")
        case .integers: "integer[]"
        case .items(let inner): "(\(inner.luaType)|\(item))[]"
        case .item(let inner): "\(inner.luaType)|\(item)"
        case .objects(let fields): Self.table(fields, item) + "[]"
        case .object(let fields): Self.table(fields, item)
        case .anything: "table"
        }
    }

    private static func table(_ fields: [Field], _ item: String) -> String {
        let members = fields.map { field in
            "\(LuaSource.key(field.name))\(field.isRequired ? "" : "?"): \(field.luaType(item: item))"
        }
        return "{ \(members.joined(separator: ", ")) }"
    }

    /// What a body says one thing with: of its own class where something may stand beside the ids.
    var item: Item? {
        switch kind {
        case .items(let item), .item(let item): item
        default: nil
        }
    }
}

extension Item {
    fileprivate var luaType: String {
        switch subject {
        case .movie: "trakt.MovieId"
        case .show: "trakt.ShowId"
        case .season: "trakt.SeasonId"
        case .episode: "trakt.EpisodeId"
        case .person: "trakt.PersonId"
        case .user: "trakt.UserId"
        case .list: "trakt.ListId"
        }
    }
}
