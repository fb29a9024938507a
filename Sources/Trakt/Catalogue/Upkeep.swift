/// Asking Trakt to fetch the data of titles and people anew, or to mend them.
public struct Upkeep: EndpointGroup {
    /// `POST /movies/{id}/refresh`: OAuth required, VIP only.
    public let refreshMovie: Endpoint = Endpoint(
        "movies.refresh", .post(.setsOnce), "/movies/{id}/refresh",
        "Asks Trakt to fetch a movie's data anew.",
        parameters: [.movie],
        query: [.optional("images", .boolean, "fetch the pictures anew", source: .contract2026)],
        authorization: .required,
        vip: .only,
        success: [201],
        answer: .nothing,
        errors: [409: "already queued for refresh", 426: "VIP only"],
        example: .of("the-wizard-of-oz-1939")
    )

    /// `POST /movies/{id}/refresh/justwatch`: OAuth required, VIP only, since 2026.
    public let refreshMovieSources: Endpoint = Endpoint(
        "movies.refresh_justwatch", .post(.sets), "/movies/{id}/refresh/justwatch",
        "Asks Trakt to fetch anew where a movie can be watched.",
        parameters: [.movie],
        authorization: .required,
        vip: .only,
        success: [201],
        answer: .nothing,
        errors: [426: "VIP only"],
        source: .contract2026,
        example: .of("the-wizard-of-oz-1939")
    )

    /// `POST /movies/{id}/report`: OAuth required, since 2026.
    public let reportMovie: Endpoint = Endpoint(
        "movies.report", .post(.setsOnce), "/movies/{id}/report",
        "Reports what is wrong with a movie's entry to Trakt's moderators.",
        parameters: [.movie],
        authorization: .required,
        body: [.reportReason(Field.titleReasons), .reportMessage],
        success: [201],
        answer: .nothing,
        errors: [400: "bad input", 409: "a report by this user is already pending"],
        source: .contract2026,
        example: .of("the-wizard-of-oz-1939", named: ["reason": "metadata", "message": "The year is wrong."])
    )

    /// `POST /shows/{id}/refresh`: OAuth required, VIP only.
    public let refreshShow: Endpoint = Endpoint(
        "shows.refresh", .post(.setsOnce), "/shows/{id}/refresh",
        "Asks Trakt to fetch a show's data anew.",
        parameters: [.show],
        query: [.optional("images", .boolean, "fetch the pictures anew", source: .contract2026)],
        authorization: .required,
        vip: .only,
        success: [201],
        answer: .nothing,
        errors: [409: "already queued for refresh", 426: "VIP only"],
        example: .of("breaking-bad")
    )

    /// `POST /shows/{id}/refresh/justwatch`: OAuth required, VIP only, since 2026.
    public let refreshShowSources: Endpoint = Endpoint(
        "shows.refresh_justwatch", .post(.sets), "/shows/{id}/refresh/justwatch",
        "Asks Trakt to fetch anew where a show can be watched.",
        parameters: [.show],
        authorization: .required,
        vip: .only,
        success: [201],
        answer: .nothing,
        errors: [426: "VIP only"],
        source: .contract2026,
        example: .of("breaking-bad")
    )

    /// `POST /shows/{id}/report`: OAuth required, since 2026.
    public let reportShow: Endpoint = Endpoint(
        "shows.report", .post(.setsOnce), "/shows/{id}/report",
        "Reports what is wrong with a show's entry to Trakt's moderators.",
        parameters: [.show],
        authorization: .required,
        body: [.reportReason(Field.titleReasons), .reportMessage],
        success: [201],
        answer: .nothing,
        errors: [400: "bad input", 409: "a report by this user is already pending"],
        source: .contract2026,
        example: .of("breaking-bad", named: ["reason": "metadata", "message": "The year is wrong."])
    )

    /// `POST /people/{id}/refresh`: OAuth required, VIP only.
    public let refreshPerson: Endpoint = Endpoint(
        "people.refresh", .post(.setsOnce), "/people/{id}/refresh",
        "Asks Trakt to fetch a person's data anew.",
        parameters: [.person],
        query: [.optional("images", .boolean, "fetch the pictures anew", source: .contract2026)],
        authorization: .required,
        vip: .only,
        success: [201],
        answer: .nothing,
        errors: [409: "already queued for refresh", 426: "VIP only"],
        example: .of("bryan-cranston")
    )

    /// `POST /people/{id}/report`: OAuth required, since 2026.
    public let reportPerson: Endpoint = Endpoint(
        "people.report", .post(.setsOnce), "/people/{id}/report",
        "Reports what is wrong with a person's entry to Trakt's moderators.",
        parameters: [.person],
        authorization: .required,
        body: [.required("reason", .text(longest: nil), "what is wrong"), .reportMessage],
        success: [201],
        answer: .nothing,
        notes: "Which reasons Trakt takes is in its contract, not in its documentation.",
        errors: [400: "bad input", 409: "a report by this user is already pending"],
        source: .contract2026,
        example: .of("bryan-cranston", named: ["reason": "other", "message": "The name is misspelt."])
    )

    /// `POST /shows/{id}/seasons/{season}/report`: OAuth required, since 2026.
    public let reportSeason: Endpoint = Endpoint(
        "seasons.report", .post(.setsOnce), "/shows/{id}/seasons/{season}/report",
        "Reports what is wrong with a season's entry to Trakt's moderators.",
        parameters: [.show, .season],
        authorization: .required,
        body: [.reportReason(Field.titleReasons), .reportMessage],
        success: [201],
        answer: .nothing,
        errors: [400: "bad input", 409: "a report by this user is already pending"],
        source: .contract2026,
        example: .of("breaking-bad", 1, named: ["reason": "metadata"])
    )

    /// `POST /seasons/{id}/report`: OAuth required, since 2026.
    public let reportSeasonById: Endpoint = Endpoint(
        "seasons.report_by_id", .post(.setsOnce), "/seasons/{id}/report",
        "Reports what is wrong with a season's entry, by the season's own id.",
        parameters: [.mediaID],
        authorization: .required,
        body: [.reportReason(Field.titleReasons), .reportMessage],
        success: [201],
        answer: .nothing,
        errors: [400: "bad input", 409: "a report by this user is already pending"],
        source: .contract2026,
        example: .of(138801, named: ["reason": "metadata"])
    )

    /// `POST /shows/{id}/seasons/{season}/episodes/{episode}/report`: OAuth required, since 2026.
    public let reportEpisode: Endpoint = Endpoint(
        "episodes.report", .post(.setsOnce), "/shows/{id}/seasons/{season}/episodes/{episode}/report",
        "Reports what is wrong with an episode's entry to Trakt's moderators.",
        parameters: [.show, .season, .episode],
        authorization: .required,
        body: [.reportReason(Field.titleReasons), .reportMessage],
        success: [201],
        answer: .nothing,
        errors: [400: "bad input", 409: "a report by this user is already pending"],
        source: .contract2026,
        example: .of("breaking-bad", 1, 1, named: ["reason": "metadata"])
    )

    /// `POST /episodes/{id}/report`: OAuth required, since 2026.
    public let reportEpisodeById: Endpoint = Endpoint(
        "episodes.report_by_id", .post(.setsOnce), "/episodes/{id}/report",
        "Reports what is wrong with an episode's entry, by the episode's own id.",
        parameters: [.mediaID],
        authorization: .required,
        body: [.reportReason(Field.titleReasons), .reportMessage],
        success: [201],
        answer: .nothing,
        errors: [400: "bad input", 409: "a report by this user is already pending"],
        source: .contract2026,
        example: .of(138_801_001, named: ["reason": "metadata"])
    )

    init() {}
}
