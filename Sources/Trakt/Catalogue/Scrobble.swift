/// Telling Trakt what a player does.
public struct Scrobble: EndpointGroup {
    /// `POST /scrobble/start`: OAuth required.
    public let start: Endpoint = Endpoint(
        "scrobble.start", .post(.sets), "/scrobble/start",
        "Tells Trakt that playing begins or goes on.",
        authorization: .required,
        body: Field.watching + [.progress],
        bodyForm: .exactlyOne(of: ["movie", "episode"]),
        success: [201],
        answer: .object("{id (0 on start), action: start, progress, sharing, movie | episode+show}"),
        example: .of(named: ["movie": ["ids": ["slug": "the-wizard-of-oz-1939"]], "progress": 10])
    )

    /// `POST /scrobble/pause`: OAuth required.
    public let pause: Endpoint = Endpoint(
        "scrobble.pause", .post(.sets), "/scrobble/pause",
        "Tells Trakt that playing is paused, and saves the progress.",
        authorization: .required,
        body: Field.watching + [.progress],
        bodyForm: .exactlyOne(of: ["movie", "episode"]),
        success: [201],
        answer: .object("{id, action: pause, progress, sharing, movie | episode+show}"),
        example: .of(named: ["movie": ["ids": ["slug": "the-wizard-of-oz-1939"]], "progress": 50])
    )

    /// `POST /scrobble/stop`: OAuth required.
    public let stop: Endpoint = Endpoint(
        "scrobble.stop", .post(.guarded), "/scrobble/stop",
        "Tells Trakt that playing ends; above 80 percent it becomes a play, else it is saved as paused.",
        authorization: .required,
        body: Field.watching + [.progress],
        bodyForm: .exactlyOne(of: ["movie", "episode"]),
        success: [201],
        answer: .object("{id, action: scrobble | pause, progress, sharing, movie | episode+show}"),
        errors: [409: "same item scrobbled a moment ago; body {watched_at, expires_at}", 422: "progress below 1%"],
        example: .of(named: ["movie": ["ids": ["slug": "the-wizard-of-oz-1939"]], "progress": 95])
    )

    init() {}
}
