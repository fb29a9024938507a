/// `/notes`: what users write down for themselves.
enum NoteRoutes {
    static let routes: [Route] = [
        .post("/notes") { call, state in
            let user = try call.requireUser()
            return .created(state.json(note: try state.addNote(call.json, by: user), of: user, reader: user))
        },
        .get("/notes/{id}", .required) { call, state in
            let user = try call.requireUser()
            let (author, note) = try state.note(id: call.number("id"))
            guard state.mayRead(note, of: author, reader: user) else {
                throw Refusal(401, "this note is not for you")
            }
            return Answer.ok(state.json(note: note, of: author, reader: user)).naming(note.subject)
        },
        .put("/notes/{id}") { call, state in
            let user = try call.requireUser()
            let note = try state.updateNote(call.number("id"), call.json, by: user)
            return .ok(state.json(note: note, of: user, reader: user))
        },
        .delete("/notes/{id}") { call, state in
            try state.deleteNote(call.number("id"), by: call.requireUser())
            return .noContent
        },
        // Tells the item only, and needs no token: the text of the note stays closed.
        .get("/notes/{id}/item") { call, state in
            .ok(item(try state.note(id: call.number("id")).note, call, state))
        },
        .get("/users/{id}/notes/{type?}", .optional) { call, state in
            let owner = try state.readableOwner(call)
            let type = call.parameters["type"] ?? "all"
            guard types.contains(type) else { throw Refusal(404, "\(type) is not a type of note") }
            let notes = state.accounts[owner].social.notes.filter { note in
                (type == "all" || note.isOf(type: type)) && state.mayRead(note, of: owner, reader: call.user)
            }.sorted { ($0.updatedAt, $0.id) > ($1.updatedAt, $1.id) }
            return Paging(call.query, default: 10).answer(notes) { note in
                var json = item(note, call, state)
                json["note"] = state.json(note: note, of: owner, reader: call.user)
                return json
            }
        },
    ]

    private static let types: Set<String> = [
        "all", "movies", "shows", "seasons", "episodes", "people", "history", "collection", "ratings",
    ]

    private static func item(_ note: Note, _ call: Call, _ state: SandboxState) -> JSONValue {
        var json: JSONValue = ["attached_to": note.attachedTo]
        json.merge(state.itemMembers(of: note.subject, call.extended, reader: call.user))
        return json
    }
}

extension SandboxState {
    fileprivate func json(note: Note, of author: Int, reader: Int?) -> JSONValue {
        [
            "id": .int(note.id), "notes": .text(note.text), "privacy": .string(note.privacy.rawValue),
            "spoiler": .bool(note.isSpoiler), "created_at": .date(note.createdAt),
            "updated_at": .date(note.updatedAt), "user": json(user: author, extended: [], reader: reader),
        ]
    }
}
