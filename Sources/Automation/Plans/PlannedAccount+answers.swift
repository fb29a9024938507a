internal import Trakt

/// What Trakt would answer to a write.
extension PlannedAccount {
    /// A change of what the plan follows entry by entry.
    private enum Following {
        case add(ShelfID)
        case remove(ShelfID)
        /// Of what Trakt would recommend.
        case hide(Thing.Kind)
        case reorder(ShelfID)
        case updateItem(ShelfID)
        case addPlays, removePlays
        case createList, updateList, deleteList, reorderLists
        case addText, updateText, deleteText
        /// Everything else, which no read of the plan shows.
        case none
    }

    private func following(_ call: Call) async throws -> Following {
        switch call.endpoint.id {
        case "sync.watchlist.add": .add(.watchlist)
        case "sync.watchlist.remove": .remove(.watchlist)
        case "sync.watchlist.reorder": .reorder(.watchlist)
        case "sync.watchlist.update_item": .updateItem(.watchlist)
        case "sync.favorites.add": .add(.favorites)
        case "sync.favorites.remove": .remove(.favorites)
        case "sync.favorites.reorder": .reorder(.favorites)
        case "sync.favorites.update_item": .updateItem(.favorites)
        case "sync.ratings.add": .add(.ratings)
        case "sync.ratings.remove": .remove(.ratings)
        case "sync.collection.add": .add(.collection)
        case "sync.collection.remove": .remove(.collection)
        case "users.hidden.add": .add(.hidden(section: call.pathValue("section") ?? ""))
        case "users.hidden.remove": .remove(.hidden(section: call.pathValue("section") ?? ""))
        case "recommendations.hide_movie": .hide(.movie)
        case "recommendations.hide_show": .hide(.show)
        case "lists.items.add": .add(try await listShelf(call))
        case "lists.items.remove": .remove(try await listShelf(call))
        case "lists.items.reorder", "lists.items.reorder_short": .reorder(try await listShelf(call))
        case "lists.items.update": .updateItem(try await listShelf(call))
        case "sync.history.add": .addPlays
        case "sync.history.remove": .removePlays
        case "lists.create": .createList
        case "lists.update": .updateList
        case "lists.delete": .deleteList
        case "lists.reorder": .reorderLists
        case "notes.add", "comments.add", "comments.reply": .addText
        case "notes.update", "comments.update": .updateText
        case "notes.delete", "comments.delete": .deleteText
        default: .none
        }
    }

    func answer(to call: Call) async throws -> PlannedAnswer {
        let endpoint = call.endpoint
        let body = try call.body.map { try JSONValue(parsing: $0) } ?? [:]
        switch try await following(call) {
        case .add(let shelf): return PlannedAnswer(endpoint, try await add(body, to: shelf))
        case .remove(let shelf):
            let (answer, removed) = try await remove(body, from: shelf)
            return PlannedAnswer(endpoint, answer, removed: Before(entries: removed.compactMap(\.entry)))
        case .hide(let kind):
            try await hide(kind, call)
            return PlannedAnswer(endpoint, nil)
        case .reorder(let shelf): return PlannedAnswer(endpoint, try await reorder(body, shelf))
        case .updateItem(let shelf):
            try await update(call.pathValue("list_item_id"), body, on: shelf, endpoint)
            return PlannedAnswer(endpoint, nil)
        case .addPlays: return PlannedAnswer(endpoint, try await addPlays(body))
        case .removePlays: return PlannedAnswer(endpoint, try await removePlays(body))
        case .createList:
            let (list, made) = try await createList(body)
            return PlannedAnswer(endpoint, list, made: made)
        case .updateList: return PlannedAnswer(endpoint, try await updateList(call, body))
        case .deleteList:
            var removed = Before()
            removed.object = try await deleteList(call)
            return PlannedAnswer(endpoint, nil, removed: removed)
        case .reorderLists: return PlannedAnswer(endpoint, try await reorderLists(body))
        case .addText: return try await addText(call, body)
        case .updateText:
            let text = try await updateText(call, body)
            note(.changed, "number \(call.pathValue("id") ?? "")" + Self.words(of: body), of: endpoint)
            return PlannedAnswer(endpoint, text)
        case .deleteText:
            note(.removed, "number \(call.pathValue("id") ?? "")", of: endpoint)
            if let id = call.pathValue("id").flatMap(Int64.init) {
                texts[id] = nil
                deletedTexts.insert(id)
            }
            return PlannedAnswer(endpoint, nil)
        case .none:
            let line = "trakt.\(endpoint.id): \(endpoint.method.rawValue) \(call.path)"
            note(.changed, line + Self.words(of: body), of: endpoint)
            return otherwise(endpoint)
        }
    }

    /// Hides what a path names from the recommendations.
    private func hide(_ kind: Thing.Kind, _ call: Call) async throws {
        guard let thing = try await find(kind, named: call.pathValue("id") ?? "") else {
            throw TraktError(.notFound, endpoint: call.endpoint)
        }
        let item: JSONValue = ["ids": ["trakt": Int64(thing.id).map { .integer($0) } ?? .null]]
        _ = try await add(.object([kind.plural: [item]]), to: .hidden(section: "recommendations"))
    }

    /// What a write says, each part cut where it is long: `, notes "Watch again", spoiler true`.
    private static func words(of body: JSONValue) -> String {
        guard let members = body.object else { return ", \(shortened(body))" }
        return members.sorted { $0.key < $1.key }.map { ", \($0.key) \(shortened($0.value))" }.joined()
    }

    private static func shortened(_ value: JSONValue) -> String {
        let text = value.encodedText
        return text.count <= 60 ? text : String(text.prefix(57)) + "..."
    }

    private func otherwise(_ endpoint: Endpoint) -> PlannedAnswer {
        switch endpoint.answer {
        case .nothing: return PlannedAnswer(endpoint, nil)
        case .array:
            remark("What Trakt answers to trakt.\(endpoint.id) is not known beforehand: the script got nothing.")
            return PlannedAnswer(endpoint, [])
        case .object, .either:
            remark("What Trakt answers to trakt.\(endpoint.id) is not known beforehand: the script got nothing.")
            return PlannedAnswer(endpoint, [:])
        }
    }

    // MARK: Notes and comments

    private func addText(_ call: Call, _ body: JSONValue) async throws -> PlannedAnswer {
        let (id, moment) = (ids.next(), JSONValue.string(Instant.text(now)))
        var text: JSONValue = [
            "id": .integer(id), "created_at": moment, "updated_at": moment, "spoiler": body["spoiler"] ?? false,
            "user": try await ownUser(),
        ]
        if call.endpoint.id == "notes.add" {
            text = text.setting(["notes": body["notes"] ?? .null, "privacy": body["privacy"] ?? "private"])
        } else {
            let words = body["comment"]?.string?.split(whereSeparator: \.isWhitespace).count ?? 0
            text = text.setting([
                "comment": body["comment"] ?? .null,
                "parent_id": .integer(call.pathValue("id").flatMap(Int64.init) ?? 0),
                // 200 words and more make a review.
                "review": .boolean(words >= 200), "replies": 0, "likes": 0, "user_rating": .null,
            ])
        }
        texts[id] = text
        let words = (body["notes"] ?? body["comment"])?.string ?? ""
        note(.added, "\"\(words)\"", of: call.endpoint)
        return PlannedAnswer(call.endpoint, text, made: PlannedObject(id: id, slug: nil))
    }

    private func updateText(_ call: Call, _ body: JSONValue) async throws -> JSONValue {
        let kind = call.endpoint.id.hasPrefix("notes.") ? "notes" : "comments"
        let name = call.pathValue("id") ?? ""
        var before = Int64(name).flatMap { texts[$0] }
        if before == nil { before = try await found("\(kind).get", "/\(kind)/\(name)") }
        guard let before else { throw TraktError(.notFound, endpoint: call.endpoint) }
        let after = before.setting((body.object ?? [:]).filter { !$0.value.isNull && $0.key != "attached_to" })
            .setting("updated_at", .string(Instant.text(now)))
        if let id = Int64(name) { texts[id] = after }
        return after
    }
}
