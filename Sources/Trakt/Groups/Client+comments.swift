extension Client {
    /// Comments and replies, by their ids: the typed side of ``Catalogue/comments``.
    public var comments: Comments { Comments(client: self) }

    /// See ``Client/comments``.
    public struct Comments: Sendable {
        let client: Client
        private let endpoints = Catalogue.comments

        init(client: Client) { self.client = client }
    }
}

extension Client.Comments {
    /// What can be commented on, and by what it is named.
    public enum Subject: Sendable, Hashable {
        case movie(Identifier<Movie>)
        case show(Identifier<Show>)
        case season(Identifier<Season>)
        case episode(Identifier<Episode>)
        case list(Identifier<PersonalList>)

        var named: [String: JSONValue?] {
            switch self {
            case .movie(let id): ["movie": id.item]
            case .show(let id): ["show": id.item]
            case .season(let id): ["season": id.item]
            case .episode(let id): ["episode": id.item]
            case .list(let id): ["list": id.item]
            }
        }
    }

    /// Writes a comment of at least five words, in English; 200 words or more make it a review.
    @discardableResult
    public func add(_ text: String, on subject: Subject, isSpoiler: Bool = false) async throws -> Comment {
        let said: [String: JSONValue?] = ["comment": .string(text), "spoiler": .boolean(isSpoiler)]
        return try await client.value(endpoints.add, Arguments(named: said.merging(subject.named) { own, _ in own }))
    }

    /// One comment or reply.
    public func get(_ id: Int64) async throws -> Comment {
        try await client.value(endpoints.get, Arguments(.integer(id)))
    }

    /// Changes a comment of the user.
    @discardableResult
    public func update(_ id: Int64, _ text: String, isSpoiler: Bool? = nil) async throws -> Comment {
        try await client.value(
            endpoints.update,
            Arguments(
                .integer(id), named: ["comment": .string(text), "spoiler": isSpoiler.map { .boolean($0) }]))
    }

    /// Deletes a comment of the user, within two weeks or while nobody has replied.
    public func delete(_ id: Int64) async throws {
        try await client.perform(endpoints.delete, Arguments(.integer(id)))
    }

    /// The replies to a comment, newest first.
    public func replies(to id: Int64) -> Paged<Comment> {
        client.items(endpoints.replies, Arguments(.integer(id)))
    }

    /// Replies to a comment, in at least five words.
    @discardableResult
    public func reply(_ text: String, to id: Int64, isSpoiler: Bool = false) async throws -> Comment {
        try await client.value(
            endpoints.reply,
            Arguments(.integer(id), named: ["comment": .string(text), "spoiler": .boolean(isSpoiler)]))
    }

    /// Likes a comment.
    public func like(_ id: Int64) async throws {
        try await client.perform(endpoints.like, Arguments(.integer(id)))
    }

    /// Takes the like back.
    public func unlike(_ id: Int64) async throws {
        try await client.perform(endpoints.unlike, Arguments(.integer(id)))
    }
}
