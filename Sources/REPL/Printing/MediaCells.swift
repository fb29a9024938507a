internal import LineEditing

/// The cells of one row, by the names of their columns, and the names of what no cell shows.
struct TableRow {
    var kind: String?
    var cells: [String: CellText] = [:]
    var hidden: [String] = []

    private mutating func set(_ name: String, _ value: LuaValue?) {
        guard cells[name] == nil, let cell = value.flatMap({ CellText($0) }), !cell.text.isEmpty else { return }
        cells[name] = cell
    }

    private mutating func set(_ name: String, text: String?) {
        if let text, !text.isEmpty, cells[name] == nil { cells[name] = CellText(text) }
    }

    /// A row of a thing or an entry.
    init(_ entry: MediaEntry) {
        kind = entry.kind
        set("type", text: entry.kind)
        for fact in entry.facts { setFact(fact) }
        // The older names of the same.
        if cells["characters"] != nil { cells["character"] = nil }
        if cells["jobs"] != nil { cells["job"] = nil }
        setTitles(entry)
        for name in ColumnRule.ofSubject[entry.kind] ?? [] { set(name, entry.subject[name]) }
        setIDs(entry)
        hide(entry)
    }

    /// A row of any table whose members are values with names.
    init?(record table: LuaTable) {
        guard table.itemCount == 0, table.omittedMembers == 0 else { return nil }
        for member in table.members {
            guard let name = member.key.text else { return nil }
            if name == "ids", let ids = member.value.table {
                for id in ids.members { set(id.key.text ?? "", id.value) }
            } else {
                setFact(member)
            }
        }
        guard !cells.isEmpty else { return nil }
    }

    private mutating func setFact(_ member: LuaTable.Member) {
        guard let name = member.key.text else { return }
        if name == "progress", let progress = member.value.table { return setProgress(progress) }
        if name == "note", let note = member.value.table { return set("notes", note["notes"]) }
        if let inner = member.value.table.flatMap({ MediaEntry($0) }) { return set(name, text: inner.title) }
        set(name, member.value)
        if cells[name] == nil, member.value != .nil { hidden.append(name) }
    }

    /// How far a show has been watched, and what comes next.
    private mutating func setProgress(_ progress: LuaTable) {
        if let completed = progress["completed"]?.integer, let aired = progress["aired"]?.integer {
            cells["completed"] = CellText("\(completed) of \(aired)", .number, isWhole: true)
        }
        set("next", text: progress["next_episode"]?.table.flatMap { MediaEntry($0) }?.title)
        hidden.append("progress")
    }

    private mutating func setTitles(_ entry: MediaEntry) {
        let subject = entry.subject
        switch entry.kind {
        case "episode":
            set("title", entry.show?["title"] ?? subject["title"])
            set("year", entry.show?["year"])
            set("episode", text: entry.episodeNumber)
            if entry.show != nil { set("episode title", subject["title"]) }
        case "season":
            set("title", entry.show?["title"] ?? subject["title"])
            set("season", subject["number"])
        case "comment":
            set("comment", subject["comment"])
            set("user", subject["user"]?.table?["username"])
        case "user": set("username", subject["username"])
        case "person": set("name", subject["name"])
        case "list":
            set("name", subject["name"])
            set("user", subject["user"]?.table?["username"])
        default:
            set("title", subject["title"])
            set("year", subject["year"])
        }
    }

    private mutating func setIDs(_ entry: MediaEntry) {
        let ids = entry.subject["ids"]?.table
        for name in ["trakt", "slug", "imdb"] { set(name, ids?[name]) }
        if entry.kind == "comment" { set("id", entry.subject["id"]) }
        // A user's slug is mostly the name again.
        if entry.kind == "user", cells["slug"]?.text == cells["username"]?.text { cells["slug"] = nil }
    }

    private static let told: Set<String> = ["title", "name", "username", "year", "ids", "season", "number", "comment"]

    private mutating func hide(_ entry: MediaEntry) {
        for member in entry.subject.members {
            guard let name = member.key.text, cells[name] == nil, !Self.told.contains(name), name != "user",
                name != "show"
            else { continue }
            hidden.append(name)
        }
        for member in entry.subject["ids"]?.table?.members ?? [] {
            if let name = member.key.text, cells[name] == nil, name != "slug" { hidden.append(name) }
        }
    }
}
