extension Client {
    /// Notes that users write for themselves or for others: the typed side of ``Catalogue/notes``.
    public var notes: NoteGroup { NoteGroup(client: self) }

    /// See ``Client/notes``.
    public struct NoteGroup: Sendable {
        let client: Client
        private let endpoints = Catalogue.notes

        init(client: Client) { self.client = client }
    }
}

extension Client.NoteGroup {
    /// What a note can be on, and by what it is named.
    public enum Subject: Sendable, Hashable {
        case movie(Identifier<Movie>)
        case show(Identifier<Show>)
        case season(Identifier<Season>)
        case episode(Identifier<Episode>)
        case person(Identifier<Person>)

        var named: [String: JSONValue] {
            switch self {
            case .movie(let id): ["movie": id.item]
            case .show(let id): ["show": id.item]
            case .season(let id): ["season": id.item]
            case .episode(let id): ["episode": id.item]
            case .person(let id): ["person": id.item]
            }
        }
    }

    /// Writes a note of at most 500 characters on a title or a person. Nobody else can read it.
    ///
    /// An account has a limit of notes, which is higher for VIPs
    /// (``TraktError/Failure/accountLimit(limit:upgradeURL:isVIP:)``).
    @discardableResult
    public func add(_ text: String, on subject: Subject) async throws -> Note {
        try await add(text, subject.named)
    }

    /// Writes a note on a play, by its ``Play/id``.
    @discardableResult
    public func add(
        _ text: String, toPlay id: Int64, privacy: Note.Privacy? = nil, isSpoiler: Bool? = nil
    ) async throws -> Note {
        try await add(text, ["attached_to": ["type": "history", "id": .integer(id)]], privacy, isSpoiler)
    }

    /// Writes a note on something the user collected.
    @discardableResult
    public func add(
        _ text: String, toCollected subject: Subject, privacy: Note.Privacy? = nil, isSpoiler: Bool? = nil
    ) async throws -> Note {
        try await add(text, subject.named.merging(["attached_to": ["type": "collection"]]) { $1 }, privacy, isSpoiler)
    }

    /// Writes a note on the user's rating of something.
    @discardableResult
    public func add(
        _ text: String, toRatingOf subject: Subject, privacy: Note.Privacy? = nil, isSpoiler: Bool? = nil
    ) async throws -> Note {
        try await add(text, subject.named.merging(["attached_to": ["type": "rating"]]) { $1 }, privacy, isSpoiler)
    }

    private func add(
        _ text: String, _ subject: [String: JSONValue], _ privacy: Note.Privacy? = nil, _ isSpoiler: Bool? = nil
    ) async throws -> Note {
        let said = settings(text, privacy, isSpoiler)
        return try await client.value(endpoints.add, Arguments(named: said.merging(subject) { $1 }))
    }

    private func settings(
        _ text: String?, _ privacy: Note.Privacy?, _ isSpoiler: Bool?
    ) -> [String: JSONValue?] {
        ["notes": text.json, "privacy": privacy.json, "spoiler": isSpoiler.map { .boolean($0) }]
    }

    /// One note.
    public func get(_ id: Int64) async throws -> Note {
        try await client.value(endpoints.get, Arguments(.integer(id)))
    }

    /// Changes a note of the user. What is nil stays; notes on titles and people stay private and no spoilers.
    @discardableResult
    public func update(
        _ id: Int64, _ text: String? = nil, privacy: Note.Privacy? = nil, isSpoiler: Bool? = nil
    ) async throws -> Note {
        try await client.value(
            endpoints.update, Arguments(.integer(id), named: settings(text, privacy, isSpoiler)))
    }

    /// Deletes a note of the user.
    public func delete(_ id: Int64) async throws {
        try await client.perform(endpoints.delete, Arguments(.integer(id)))
    }

    /// What a note is on.
    public func item(of id: Int64, extended: Extended = []) async throws -> NoteSubject {
        try await client.value(endpoints.item, Arguments(.integer(id), extended: extended))
    }

    /// A user's notes with what they are on, latest change first: all, or one kind.
    public func all(
        of user: Identifier<User> = .me, _ kind: Note.Kind? = nil, extended: Extended = []
    ) -> Paged<NotedItem> {
        client.items(Catalogue.userComments.notes, Arguments(user.argument, kind.json, extended: extended))
    }
}
