/// Reading the items of a list: type, order, page and the headers that tell the order.
struct ListItemsAnswer {
    let state: SandboxState
    let call: Call

    func answer(_ target: ListTarget, listID: Int? = nil) throws(Refusal) -> Answer {
        let list = state[target]
        let account = state.accounts[target.user]
        let kinds = try kinds(in: call.parameters["type"], allowed: target.kinds)
        let askedBy = call.parameters["sort_by"]
        let readerIsVIP = call.user.map { state.accounts[$0].profile.isVIP } ?? false
        let order = ListOrder(
            by: askedBy ?? list.sortBy, how: call.parameters["sort_how"] ?? (askedBy == nil ? list.sortHow : nil),
            vip: readerIsVIP)
        let shown = shown(list.items, kinds)
        let entries = order.sorted(list.items, library: state.library, account: account).filter {
            shown.contains($0.item.id)
        }
        let view = state.view(call.extended)
        var answer = Paging(call.query).answer(entries) { entry in
            var json: JSONValue = [
                "rank": .int(entry.rank), "id": .int(entry.item.id), "listed_at": .date(entry.item.listedAt),
                "notes": entry.item.notes.map(JSONValue.text) ?? .null, "type": .string(entry.item.ref.kind.rawValue),
            ]
            json.merge(view.members(of: entry.item.ref))
            return json
        }
        answer = answer.with("X-List-ID", String(listID ?? Self.id(of: target)))
        answer = answer.with("X-Sort-By", list.sortBy).with("X-Sort-How", list.sortHow)
        return answer.with("X-Applied-Sort-By", order.by).with("X-Applied-Sort-How", order.how)
    }

    /// Watchlist and favorites have an id too; in the sandbox it follows from the account.
    private static func id(of target: ListTarget) -> Int {
        switch target {
        case .watchlist(let user): 20_000_001 + user * 2
        case .favorites(let user): 20_000_002 + user * 2
        case .personal: 0
        }
    }

    /// The ids of the items of some kinds that the filters by state and by services let through.
    private func shown(_ items: [MediaList.Item], _ kinds: [MediaKind]) -> Set<Int> {
        let filter = state.stateFilter(call)
        let hidden = Set((call.query["hide"] ?? "").split(separator: ",").map(String.init))
        return Set(
            items.filter { item in
                guard kinds.contains(item.ref.kind), !hidden.contains(item.notes == nil ? "nonotes" : "notes") else {
                    return false
                }
                if item.ref.kind == .movie { return state.library.movie(item.ref.id).map(filter.matches) ?? true }
                return state.library.showID(of: item.ref).flatMap(state.library.show).map(filter.matches) ?? true
            }.map(\.id))
    }

    private func kinds(in text: String?, allowed: [MediaKind]) throws(Refusal) -> [MediaKind] {
        guard let text, text != "all" else { return allowed }
        let kinds = text.split(separator: ",").flatMap { part in
            part == "media" ? [.movie, .show] : [MediaKind(anyForm: part)].compactMap(\.self)
        }
        guard !kinds.isEmpty else { throw Refusal(404, "\(text) is not a type of list item") }
        return kinds
    }
}
