/// A note, kept by its author.
struct Note: Sendable, Codable {
    /// What a note belongs to; the item stays known when the play or the rating is gone.
    enum Attachment: Sendable, Hashable, Codable {
        /// The title or person itself: such notes are private and never spoil.
        case item
        /// One play, by its history id.
        case play(Int)
        case collection
        case rating
    }

    enum Privacy: String, Sendable, Codable {
        case `private`, friends, `public`
    }

    static let maximumLength = 500

    var id: Int
    var attachment: Attachment
    var subject: MediaRef
    /// As Trakt stores it, with short codes for emoji.
    var text: String
    var privacy: Privacy
    var isSpoiler: Bool
    var createdAt: Timestamp
    var updatedAt: Timestamp

    /// The `attached_to` of a note.
    var attachedTo: JSONValue {
        switch attachment {
        case .item: ["type": .string(subject.kind.rawValue)]
        case .play(let id): ["type": "history", "id": .int(id)]
        case .collection: ["type": "collection"]
        case .rating: ["type": "rating"]
        }
    }

    /// Whether the note is of a type of `/users/{id}/notes/{type}`.
    func isOf(type: String) -> Bool {
        switch attachment {
        case .item: type == subject.kind.plural
        case .play: type == "history"
        case .collection: type == "collection"
        case .rating: type == "ratings"
        }
    }
}
