/// Comments and replies.
public struct Comments: EndpointGroup {
    /// `POST /comments`: OAuth required.
    public let add: Endpoint = Endpoint(
        "comments.add", .post(.creates(.comment)), "/comments",
        "Writes a comment on a movie, show, season, episode or list.",
        authorization: .required,
        takesEmoji: true,
        body: Field.one(of: [.movie, .show, .season, .episode, .list]) + [
            .comment, .spoiler, .sharing(["twitter", "tumblr", "medium"]),
        ],
        bodyForm: .exactlyOne(of: ["movie", "show", "season", "episode", "list"]),
        success: [201],
        answer: .object("comment"),
        notes: "At least five words, in English; 200 words or more make it a review.",
        errors: [
            401: "bad user, or user banned from commenting", 404: "item missing or does not allow comments",
            422: "validation errors (array of messages)",
        ],
        example: .of(named: [
            "movie": ["ids": ["slug": "the-wizard-of-oz-1939"]],
            "comment": "The colours still glow after all these years.", "spoiler": false,
        ])
    )

    /// `GET /comments/{id}`.
    public let get: Endpoint = Endpoint(
        "comments.get", .get, "/comments/{id}",
        "One comment or reply.",
        parameters: [.comment],
        takesEmoji: true,
        answer: .object("comment"),
        headers: ["X-Item-ID", "X-Item-Type"],
        example: .of(102)
    )

    /// `PUT /comments/{id}`: OAuth required.
    public let update: Endpoint = Endpoint(
        "comments.update", .put(.sets), "/comments/{id}",
        "Changes a comment or reply of the user.",
        parameters: [.comment],
        authorization: .required,
        takesEmoji: true,
        body: [.optional("comment", .text(longest: nil), "the new text"), .spoiler],
        answer: .object("comment"),
        errors: [401: "not the author", 404: "not found", 422: "validation errors (array of messages)"],
        example: .of(101, named: ["comment": "The colours glow even brighter the second time."])
    )

    /// `DELETE /comments/{id}`: OAuth required.
    public let delete: Endpoint = Endpoint(
        "comments.delete", .delete(.removes), "/comments/{id}",
        "Deletes a comment or reply of the user.",
        parameters: [.comment],
        authorization: .required,
        success: [204],
        answer: .nothing,
        notes: "Only within two weeks, or while nobody has replied.",
        errors: [
            401: "not the author", 404: "not found", 409: "cannot be deleted: two weeks old or more and has replies",
        ],
        example: .of(101)
    )

    /// `GET /comments/{id}/replies`: OAuth optional, pagination.
    public let replies: Endpoint = Endpoint(
        "comments.replies", .get, "/comments/{id}/replies",
        "The replies to a comment, newest first.",
        parameters: [.comment],
        authorization: .optional,
        paging: .required,
        extended2026: ["full", "images", "vip"],
        takesEmoji: true,
        answer: .array("[comment]"),
        example: .of(102)
    )

    /// `POST /comments/{id}/replies`: OAuth required.
    public let reply: Endpoint = Endpoint(
        "comments.reply", .post(.creates(.reply)), "/comments/{id}/replies",
        "Replies to a comment.",
        parameters: [.comment],
        authorization: .required,
        takesEmoji: true,
        body: [.comment, .spoiler],
        success: [201],
        answer: .object("comment"),
        notes: "At least five words, in English. Only comments can be replied to, not replies.",
        errors: [
            401: "bad user, or user banned from commenting", 404: "parent missing, or parent is itself a reply",
            422: "validation errors (array of messages)",
        ],
        example: .of(102, named: ["comment": "I could not agree more with this review."])
    )

    /// `GET /comments/{id}/item`.
    public let item: Endpoint = Endpoint(
        "comments.item", .get, "/comments/{id}/item",
        "What a comment is about.",
        parameters: [.comment],
        extended: ["full", "images"],
        answer: .object("{type, movie | show | season+show | episode+show | list}"),
        example: .of(102)
    )

    /// `GET /comments/{id}/likes`: pagination.
    public let likes: Endpoint = Endpoint(
        "comments.likes", .get, "/comments/{id}/likes",
        "The users who like a comment.",
        parameters: [.comment],
        paging: .required,
        answer: .array("[{liked_at, user}]"),
        example: .of(102)
    )

    /// `POST /comments/{id}/like`: OAuth required.
    public let like: Endpoint = Endpoint(
        "comments.like", .post(.sets), "/comments/{id}/like",
        "Likes a comment.",
        parameters: [.comment],
        authorization: .required,
        success: [204],
        answer: .nothing,
        example: .of(104)
    )

    /// `DELETE /comments/{id}/like`: OAuth required.
    public let unlike: Endpoint = Endpoint(
        "comments.unlike", .delete(.removes), "/comments/{id}/like",
        "Takes a like of a comment back.",
        parameters: [.comment],
        authorization: .required,
        success: [204],
        answer: .nothing,
        example: .of(102)
    )

    /// `GET /comments/trending/{comment_type}/{type}`: pagination.
    public let trending: Endpoint = Endpoint(
        "comments.trending", .get, "/comments/trending/{comment_type}/{type}",
        "Comments with the most likes and replies of the last days.",
        parameters: [.commentType, .commentedType],
        query: [.optional("include_replies", .boolean, "with replies")],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["vip"],
        takesEmoji: true,
        answer: .commentsOnThings,
        example: .of("all", "movies", named: ["include_replies": true])
    )

    /// `GET /comments/recent/{comment_type}/{type}`: pagination.
    public let recent: Endpoint = Endpoint(
        "comments.recent", .get, "/comments/recent/{comment_type}/{type}",
        "Comments written last.",
        parameters: [.commentType, .commentedType],
        query: [.optional("include_replies", .boolean, "with replies")],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["vip"],
        takesEmoji: true,
        answer: .commentsOnThings,
        example: .of("all", "movies", named: ["include_replies": true])
    )

    /// `GET /comments/updates/{comment_type}/{type}`: pagination.
    public let updates: Endpoint = Endpoint(
        "comments.updates", .get, "/comments/updates/{comment_type}/{type}",
        "Comments changed last.",
        parameters: [.commentType, .commentedType],
        query: [.optional("include_replies", .boolean, "with replies")],
        paging: .required,
        extended: ["full", "images"],
        extended2026: ["vip"],
        takesEmoji: true,
        answer: .commentsOnThings,
        example: .of("all", "movies", named: ["include_replies": true])
    )

    /// `POST /comments/{id}/report`: OAuth required, since 2026.
    public let report: Endpoint = Endpoint(
        "comments.report", .post(.setsOnce), "/comments/{id}/report",
        "Reports a comment to Trakt's moderators.",
        parameters: [.comment],
        authorization: .required,
        body: [
            .reportReason([
                "spoilers", "language", "abusive", "spam", "bigotry", "political", "offtopic", "support", "duplicate",
                "too_short", "other",
            ]), .reportMessage,
        ],
        success: [201],
        answer: .nothing,
        errors: [400: "bad input", 409: "a report by this user is already pending"],
        source: .contract2026,
        example: .of(104, named: ["reason": "spoilers"])
    )

    init() {}
}
