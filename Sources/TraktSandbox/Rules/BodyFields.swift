/// What members of bodies mean, wherever they stand.
extension JSONValue {
    /// The date of a member; `nil` when it is missing or `null`.
    func date(_ name: String) throws(Refusal) -> Timestamp? {
        guard let value = self[name], value != .null else { return nil }
        guard let moment = value.string.flatMap({ Timestamp($0) }) else { throw .unprocessable(name, "is not a date") }
        return moment
    }

    /// A text that somebody wrote, as it is stored.
    func text(_ name: String) -> String? { self[name]?.string.map(Emoji.stored) }

    /// The notes on something, as they are stored; `nil` when they are missing or `null`.
    func notes() throws(Refusal) -> String? {
        guard let notes = self["notes"]?.string else { return nil }
        guard notes.count <= Note.maximumLength else {
            throw .unprocessable("notes", "is too long (maximum is \(Note.maximumLength) characters)")
        }
        return Emoji.stored(notes)
    }

    /// A stored text as it is answered.
    static func text(_ stored: String) -> JSONValue { .string(Emoji.shown(stored)) }
}
