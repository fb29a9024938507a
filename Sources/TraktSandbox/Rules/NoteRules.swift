/// How notes are written, changed and seen.
extension SandboxState {
    private static let noteKinds: [MediaKind] = [.movie, .episode, .season, .show, .person]

    /// The note with an id, of any user.
    func note(id: Int?) throws(Refusal) -> (author: Int, note: Note) {
        for (author, account) in accounts.enumerated() {
            if let note = account.social.notes.first(where: { $0.id == id }) { return (author, note) }
        }
        throw .notFound
    }

    func mayRead(_ note: Note, of author: Int, reader: Int?) -> Bool {
        if reader == author { return true }
        guard mayRead(user: author, reader: reader) else { return false }
        switch note.privacy {
        case .private: return false
        case .friends: return reader.map { areFriends($0, author) } ?? false
        case .public: return true
        }
    }

    mutating func addNote(_ body: JSONValue, by user: Int) throws(Refusal) -> Note {
        let (attachment, subject) = try attachment(of: body, user: user)
        let limits = limits(of: user)
        guard accounts[user].social.notes.count < limits.notes else {
            throw .limitReached(limits.notes, vip: accounts[user].profile.isVIP)
        }
        var note = Note(
            id: newID(), attachment: attachment, subject: subject, text: try Self.checkedNote(body),
            privacy: .private, isSpoiler: false, createdAt: now, updatedAt: now)
        try Self.apply(body, to: &note)
        accounts[user].social.notes.append(note)
        accounts[user].activities.touch(.notesUpdated, at: now)
        return note
    }

    mutating func updateNote(_ id: Int?, _ body: JSONValue, by user: Int) throws(Refusal) -> Note {
        let index = try ownNote(id, of: user)
        var note = accounts[user].social.notes[index]
        if body["notes"] != nil { note.text = try Self.checkedNote(body) }
        try Self.apply(body, to: &note)
        note.updatedAt = now
        accounts[user].social.notes[index] = note
        accounts[user].activities.touch(.notesUpdated, at: now)
        return note
    }

    mutating func deleteNote(_ id: Int?, by user: Int) throws(Refusal) {
        accounts[user].social.notes.remove(at: try ownNote(id, of: user))
        accounts[user].activities.touch(.notesUpdated, at: now)
    }

    private func ownNote(_ id: Int?, of user: Int) throws(Refusal) -> Int {
        let (author, note) = try note(id: id)
        guard author == user, let index = accounts[user].social.notes.firstIndex(where: { $0.id == note.id }) else {
            throw Refusal(401, "another user wrote this note")
        }
        return index
    }

    /// Privacy and spoiler count for plays, the collection and ratings only.
    private static func apply(_ body: JSONValue, to note: inout Note) throws(Refusal) {
        if let sent = body["privacy"], sent != .null {
            guard let privacy = sent.string.flatMap(Note.Privacy.init) else {
                throw .unprocessable("privacy", "is not included in the list")
            }
            if note.attachment != .item { note.privacy = privacy }
        }
        if let spoiler = body["spoiler"]?.bool, note.attachment != .item { note.isSpoiler = spoiler }
    }

    private static func checkedNote(_ body: JSONValue) throws(Refusal) -> String {
        guard let text = try body.notes(), !text.isEmpty else { throw .unprocessable("notes", "can't be blank") }
        return text
    }

    /// What the body attaches the note to. A play, a collected and a rated item have to be the user's.
    private func attachment(
        of body: JSONValue, user: Int
    ) throws(Refusal) -> (attachment: Note.Attachment, subject: MediaRef) {
        let type = body["attached_to"]?["type"]?.string
        if type == "history" {
            let id = body["attached_to"]?["id"]?.int
            guard let play = accounts[user].plays.first(where: { $0.id == id }) else {
                throw Refusal(404, "no such play in the history")
            }
            return (.play(play.id), play.ref)
        }
        let subject = try noteSubject(of: body)
        switch type {
        case nil, subject.kind.rawValue: return (.item, subject)
        case "collection":
            guard accounts[user].collection.keys.contains(where: { library.includes(subject, $0) }) else {
                throw Refusal(404, "the item is not in the collection")
            }
            return (.collection, subject)
        case "rating":
            guard accounts[user].ratings[subject] != nil else { throw Refusal(404, "the item is not rated") }
            return (.rating, subject)
        default: throw .unprocessable("attached_to", "is not history, collection or rating")
        }
    }

    private func noteSubject(of body: JSONValue) throws(Refusal) -> MediaRef {
        for kind in Self.noteKinds {
            guard let sent = body[kind.rawValue] else { continue }
            guard let ref = Matching(library: library).find(kind, sent) else { throw .notFound }
            return ref
        }
        throw .unprocessable("item", "can't be blank")
    }
}
