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
        let entries = order.sorted(list.items, library: state.library, account: account).filter {
            kinds.contains($0.item.ref.kind)
        }
        let view = state.view(call.extended)
        var answer = Paging(call.query).answer(entries) { entry in
            var json: JSONValue = [
                "rank": .int(entry.rank), "id": .int(entry.item.id), "listed_at": .date(entry.item.listedAt),
                "notes": .optional(entry.item.notes), "type": .string(entry.item.ref.kind.rawValue),
            ]
            json.merge(view.members(of: entry.item.ref))
            return json
        }
        if let listID { answer = answer.with("X-List-ID", String(listID)) }
        answer = answer.with("X-Sort-By", list.sortBy).with("X-Sort-How", list.sortHow)
        return answer.with("X-Applied-Sort-By", order.by).with("X-Applied-Sort-How", order.how)
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
