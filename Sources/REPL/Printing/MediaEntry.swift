/// A table of Trakt's that is about a movie, a show, a season, an episode, a person, a user, a list or a comment: the
/// thing itself, or an entry of a list, a history, a calendar or the like that has it as a member.
struct MediaEntry {
    let kind: String
    /// What it is about.
    let subject: LuaTable
    /// The show around a season or an episode.
    let show: LuaTable?
    /// What the entry says beside that: `watched_at`, `rating`, `rank`.
    let facts: [LuaTable.Member]

    /// Nil where the table is nothing of this.
    init?(_ table: LuaTable) {
        guard table.itemCount == 0 else { return nil }
        show = table["show"]?.table
        if let kind = Self.kindOfItself(table) {
            self.kind = kind
            subject = table
            facts = []
        } else if let member = Self.wrapped(table), let inner = table[member]?.table, Self.isSomething(inner) {
            kind = member
            subject = inner
            facts = table.members.filter { ![member, "show", "type"].contains($0.key.text) }
        } else if let kind = Self.kindByFields(table) {
            self.kind = kind
            subject = table
            facts = []
        } else {
            return nil
        }
    }

    /// What has a user, a list or the like as a member and is still about itself.
    private static func kindOfItself(_ table: LuaTable) -> String? {
        if table["comment"]?.text != nil, table["id"] != nil { return "comment" }
        if table["privacy"] != nil, table["ids"] != nil { return "list" }
        return table["username"]?.text == nil ? nil : "user"
    }

    private static let order = ["episode", "season", "movie", "show", "person", "list", "comment", "user"]

    private static func wrapped(_ table: LuaTable) -> String? {
        if let type = table["type"]?.text, table[type]?.table != nil { return type }
        return order.first { member in
            guard table[member]?.table != nil else { return false }
            // A show with a season's number says where an episode is; a note has its writer.
            return switch member {
            case "show": table["season"]?.integer == nil
            case "user": table["notes"] == nil || table["id"] == nil
            default: true
            }
        }
    }

    /// Whether a table says what it is: other tables have members called `list` or `user` too.
    private static func isSomething(_ table: LuaTable) -> Bool {
        table["ids"]?.table != nil || ["title", "name", "username", "comment"].contains { table[$0]?.text != nil }
    }

    private static func kindByFields(_ table: LuaTable) -> String? {
        let hasIDs = table["ids"]?.table != nil
        if table["season"]?.integer != nil, table["number"]?.integer != nil { return "episode" }
        if table["number"]?.integer != nil, hasIDs { return "season" }
        if table["title"]?.text != nil, hasIDs { return table.kind ?? "title" }
        // Networks and studios have a name and ids too, and a country.
        let isPerson = table["name"]?.text != nil && hasIDs && table["country"] == nil
        return isPerson ? "person" : nil
    }

    /// What it is called, for a place where it stands within another: `Heat (1995)`.
    var title: String {
        let own =
            subject["title"]?.text ?? subject["name"]?.text ?? subject["username"]?.text ?? subject["comment"]?.text
        switch kind {
        case "episode":
            return [show?["title"]?.text, episodeNumber, own].compactMap(\.self).joined(separator: " ")
        case "season":
            return [show?["title"]?.text, subject["number"]?.integer.map { "season \($0)" }].compactMap(\.self)
                .joined(separator: " ")
        default: return (own ?? kind) + (subject["year"]?.integer.map { " (\($0))" } ?? "")
        }
    }

    /// `S01E02`
    var episodeNumber: String? {
        guard let season = subject["season"]?.integer, let number = subject["number"]?.integer else { return nil }
        func padded(_ number: Int64) -> String { (number >= 0 && number < 10 ? "0" : "") + String(number) }
        return "S\(padded(season))E\(padded(number))"
    }
}
