internal import Trakt

/// What names one thing in a body, with what may stand beside its ids.
struct ItemStub {
    let item: Item
    let name: String

    var text: String {
        var lines = ["---@class \(name)", "---@field ids? trakt.Ids", "---@field \(item.subject.rawValue)? table"]
        if item.subject != .season && item.subject != .episode { lines.append("---@field title? string") }
        if item.subject == .movie || item.subject == .show { lines.append("---@field year? integer") }
        if item.isNumbered { lines += ["---@field season? integer", "---@field number? integer"] }
        let taken = Set(["ids", "title", "year"])
        for id in item.subject.idNames {
            lines.append("---@field \(id)? \(id == "slug" || id == "imdb" ? "string" : "integer")")
        }
        for extra in item.extras where !taken.contains(extra.name) { lines.append(field(extra)) }
        if item.nests { lines.append("---@field seasons? \(name).Season[] seasons by their numbers") }
        return ([lines.joined(separator: "\n")] + (item.nests ? [season, episode] : [])).joined(separator: "\n\n")
    }

    private func field(_ field: Field) -> String {
        "---@field \(LuaSource.key(field.name))? \(field.luaType(item: "table")) \(field.summary): \(field.accepts)"
    }

    private var season: String {
        (["---@class \(name).Season", "---@field number integer", "---@field episodes? \(name).Episode[]"]
            + item.extras.map(field)).joined(separator: "\n")
    }

    private var episode: String {
        (["---@class \(name).Episode", "---@field number integer"] + item.extras.map(field)).joined(separator: "\n")
    }
}
