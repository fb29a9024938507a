/// Notes on titles, people, plays, collected things and ratings.
public struct Notes: EndpointGroup {
    /// `POST /notes`: OAuth required, VIP enhanced.
    public let add: Endpoint = Endpoint(
        "notes.add", .post(.creates(.note)), "/notes",
        "Writes a note on a title or a person, or on a play, collected thing or rating.",
        authorization: .required,
        vip: .enhanced,
        takesEmoji: true,
        body: Field.one(of: [.movie, .show, .season, .episode, .person]) + [
            .attachedTo, .required("notes", .text(longest: 500), "the note"), .spoiler, .notePrivacy,
        ],
        bodyForm: .exactlyOne(
            of: ["movie", "show", "season", "episode", "person"], unless: .init(field: "attached_to", type: "history")),
        success: [201],
        answer: .note,
        notes: "Notes on titles and people are always private and never spoilers.",
        errors: [
            401: "bad user", 404: "item missing or does not allow notes", 420: "note limit reached",
            422: "validation errors",
        ],
        example: .of(named: ["show": ["ids": ["slug": "breaking-bad"]], "notes": "Watch this one with the lights off."])
    )

    /// `GET /notes/{id}`: OAuth required.
    public let get: Endpoint = Endpoint(
        "notes.get", .get, "/notes/{id}",
        "One note of the user.",
        parameters: [.note],
        authorization: .required,
        takesEmoji: true,
        answer: .note,
        errors: [401: "bad user", 404: "not found"],
        headers: ["X-Item-ID", "X-Item-Type"],
        example: .of(201)
    )

    /// `PUT /notes/{id}`: OAuth required.
    public let update: Endpoint = Endpoint(
        "notes.update", .put(.sets), "/notes/{id}",
        "Changes a note of the user.",
        parameters: [.note],
        authorization: .required,
        takesEmoji: true,
        body: [.optional("notes", .text(longest: 500), "the new text"), .spoiler, .notePrivacy],
        answer: .note,
        errors: [401: "not the author", 404: "not found", 422: "validation errors"],
        example: .of(201, named: ["notes": "Even better on a large screen."])
    )

    /// `DELETE /notes/{id}`: OAuth required.
    public let delete: Endpoint = Endpoint(
        "notes.delete", .delete(.removes), "/notes/{id}",
        "Deletes a note of the user.",
        parameters: [.note],
        authorization: .required,
        success: [204],
        answer: .nothing,
        errors: [401: "not the author", 404: "not found", 409: "cannot be deleted"],
        example: .of(201)
    )

    /// `GET /notes/{id}/item`.
    public let item: Endpoint = Endpoint(
        "notes.item", .get, "/notes/{id}/item",
        "What a note is about.",
        parameters: [.note],
        extended: ["full", "images"],
        answer: .object(
            """
            {attached_to: {type, id (history only)}, type, movie | show | season | episode | person}
            """),
        notes: "The 2026 contract answers this to signed-in users only.",
        example: .of(201)
    )

    init() {}
}
