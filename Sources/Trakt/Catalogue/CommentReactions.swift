/// Reactions to comments.
public struct CommentReactions: EndpointGroup {
    /// `GET /comments/{id}/reactions/summary`: since 2026.
    public let summary: Endpoint = Endpoint(
        "comments.reactions.summary", .get, "/comments/{id}/reactions/summary",
        "How many reacted to a comment, and how.",
        parameters: [.comment],
        answer: .object("{reaction_count, user_count, distribution:map<number:int>}"),
        source: .contract2026,
        example: .of(102)
    )

    /// `GET /comments/{id}/reactions`: pagination, since 2026.
    public let list: Endpoint = Endpoint(
        "comments.reactions.list", .get, "/comments/{id}/reactions",
        "The reactions to a comment.",
        parameters: [.comment],
        paging: .required,
        isLimitless: true,
        extended: ["full", "images"],
        answer: .array(
            """
            [{reacted_at, reaction:{type: like|dislike|love|laugh|shocked|bravo|spoiler}, user}]
            """),
        source: .contract2026,
        example: .of(102)
    )

    /// `POST /comments/{id}/reactions/{reaction_type}`: OAuth required, since 2026.
    public let add: Endpoint = Endpoint(
        "comments.reactions.add", .post(.sets), "/comments/{id}/reactions/{reaction_type}",
        "Reacts to a comment.",
        parameters: [.comment, .required("reaction_type", .oneOf(Parameter.reactions), "the reaction")],
        authorization: .required,
        success: [201],
        answer: .nothing,
        source: .contract2026,
        example: .of(102, "love")
    )

    /// `DELETE /comments/{id}/reactions/{reaction_type}`: OAuth required, since 2026.
    public let remove: Endpoint = Endpoint(
        "comments.reactions.remove", .delete(.removes), "/comments/{id}/reactions/{reaction_type}",
        "Takes one reaction to a comment back, or all.",
        parameters: [.comment, .optional("reaction_type", .oneOf(Parameter.reactions), "only this reaction")],
        authorization: .required,
        success: [204],
        answer: .nothing,
        source: .contract2026,
        example: .of(102)
    )

    init() {}
}
