extension Client {
    /// Reactions to comments: the typed side of ``Catalogue/commentReactions``.
    public struct Reactions: Sendable {
        let client: Client
        private let endpoints = Catalogue.commentReactions

        init(client: Client) { self.client = client }
    }
}

extension Client.Comments {
    /// Reactions to comments.
    public var reactions: Client.Reactions { Client.Reactions(client: client) }
}

extension Client.Reactions {
    /// How many reacted to a comment, and how.
    public func summary(of comment: Int64) async throws -> ReactionSummary {
        try await client.value(endpoints.summary, Arguments(.integer(comment)))
    }

    /// The reactions to a comment, and whose they are.
    public func all(to comment: Int64, extended: Extended = []) -> Paged<CommentReaction> {
        client.items(endpoints.list, Arguments(.integer(comment), extended: extended))
    }

    /// Reacts to a comment. Several reactions of one user may stand side by side.
    public func add(_ reaction: Reaction, to comment: Int64) async throws {
        try await client.perform(endpoints.add, Arguments(.integer(comment), reaction.json))
    }

    /// Takes one reaction to a comment back, or all.
    public func remove(_ reaction: Reaction? = nil, from comment: Int64) async throws {
        try await client.perform(endpoints.remove, Arguments(.integer(comment), reaction.json))
    }

    /// The signed-in user's reactions, with the comments.
    public func mine(extended: Extended = []) -> Paged<OwnReaction> {
        client.items(Catalogue.userComments.reactions, Arguments(extended: extended))
    }
}
