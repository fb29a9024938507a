/// What airs and is released when. All times are UTC; the days are shifted locally by who reads them.
public struct Calendars: EndpointGroup {
    /// `GET /calendars/my/shows/{start_date}/{days}`: OAuth required, filters.
    public let myShows: Endpoint = Endpoint(
        "calendars.my_shows", .get, "/calendars/my/shows/{start_date}/{days}",
        "Episodes of the user's shows that air in these days.",
        parameters: [.startDate, .days],
        query: [.group],
        authorization: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.episode, .watchnow, .ignore],
        answer: .airings,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/my/shows/new/{start_date}/{days}`: OAuth required, filters.
    public let myNewShows: Endpoint = Endpoint(
        "calendars.my_new_shows", .get, "/calendars/my/shows/new/{start_date}/{days}",
        "Series premieres among the user's shows.",
        parameters: [.startDate, .days],
        authorization: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.episode, .watchnow, .ignore],
        answer: .airings,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/my/shows/premieres/{start_date}/{days}`: OAuth required, filters.
    public let mySeasonPremieres: Endpoint = Endpoint(
        "calendars.my_season_premieres", .get, "/calendars/my/shows/premieres/{start_date}/{days}",
        "Premieres of series, seasons and mid-seasons among the user's shows.",
        parameters: [.startDate, .days],
        authorization: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.episode, .watchnow, .ignore],
        answer: .airings,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/my/shows/finales/{start_date}/{days}`: OAuth required, filters.
    public let myFinales: Endpoint = Endpoint(
        "calendars.my_finales", .get, "/calendars/my/shows/finales/{start_date}/{days}",
        "Finales of mid-seasons, seasons and series among the user's shows.",
        parameters: [.startDate, .days],
        authorization: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.episode, .watchnow, .ignore],
        answer: .airings,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/my/movies/{start_date}/{days}`: OAuth required, filters.
    public let myMovies: Endpoint = Endpoint(
        "calendars.my_movies", .get, "/calendars/my/movies/{start_date}/{days}",
        "The user's movies that are released in these days.",
        parameters: [.startDate, .days],
        authorization: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.watchnow, .ignore],
        answer: .releases,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/my/streaming/{start_date}/{days}`: OAuth required, filters.
    public let myStreaming: Endpoint = Endpoint(
        "calendars.my_streaming", .get, "/calendars/my/streaming/{start_date}/{days}",
        "The user's movies that can be streamed from these days on (US dates).",
        parameters: [.startDate, .days],
        authorization: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.watchnow, .ignore],
        answer: .releases,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/my/dvd/{start_date}/{days}`: OAuth required, filters.
    public let myDvd: Endpoint = Endpoint(
        "calendars.my_dvd", .get, "/calendars/my/dvd/{start_date}/{days}",
        "The user's movies that come out on disc in these days (US dates).",
        parameters: [.startDate, .days],
        authorization: .required,
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.watchnow, .ignore],
        answer: .releases,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/all/shows/{start_date}/{days}`: filters.
    public let allShows: Endpoint = Endpoint(
        "calendars.all_shows", .get, "/calendars/all/shows/{start_date}/{days}",
        "Every episode that airs in these days.",
        parameters: [.startDate, .days],
        query: [.group],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.episode, .watchnow, .ignore],
        answer: .airings,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/all/shows/new/{start_date}/{days}`: filters.
    public let allNewShows: Endpoint = Endpoint(
        "calendars.all_new_shows", .get, "/calendars/all/shows/new/{start_date}/{days}",
        "Every series premiere in these days.",
        parameters: [.startDate, .days],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.episode, .watchnow, .ignore],
        answer: .airings,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/all/shows/premieres/{start_date}/{days}`: filters.
    public let allSeasonPremieres: Endpoint = Endpoint(
        "calendars.all_season_premieres", .get, "/calendars/all/shows/premieres/{start_date}/{days}",
        "Every premiere of a series, season or mid-season in these days.",
        parameters: [.startDate, .days],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.episode, .watchnow, .ignore],
        answer: .airings,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/all/shows/finales/{start_date}/{days}`: filters.
    public let allFinales: Endpoint = Endpoint(
        "calendars.all_finales", .get, "/calendars/all/shows/finales/{start_date}/{days}",
        "Every finale of a mid-season, season or series in these days.",
        parameters: [.startDate, .days],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .show],
        filters2026: [.episode, .watchnow, .ignore],
        answer: .airings,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/all/movies/{start_date}/{days}`: filters.
    public let allMovies: Endpoint = Endpoint(
        "calendars.all_movies", .get, "/calendars/all/movies/{start_date}/{days}",
        "Every movie that is released in these days.",
        parameters: [.startDate, .days],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.watchnow, .ignore],
        answer: .releases,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/all/streaming/{start_date}/{days}`: filters.
    public let allStreaming: Endpoint = Endpoint(
        "calendars.all_streaming", .get, "/calendars/all/streaming/{start_date}/{days}",
        "Every movie that can be streamed from these days on (US dates).",
        parameters: [.startDate, .days],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.watchnow, .ignore],
        answer: .releases,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/all/dvd/{start_date}/{days}`: filters.
    public let allDvd: Endpoint = Endpoint(
        "calendars.all_dvd", .get, "/calendars/all/dvd/{start_date}/{days}",
        "Every movie that comes out on disc in these days (US dates).",
        parameters: [.startDate, .days],
        extended: ["full", "images"],
        extended2026: ["colors", "streaming_ids"],
        filters: [.common, .ratings, .movie],
        filters2026: [.watchnow, .ignore],
        answer: .releases,
        headers: Endpoint.calendarHeaders,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/my/media/{start_date}/{days}`: OAuth required, filters, since 2026.
    public let myMedia: Endpoint = Endpoint(
        "calendars.my_media", .get, "/calendars/my/media/{start_date}/{days}",
        "The user's episodes and movies of these days in one feed.",
        parameters: [.startDate, .days],
        query: [.movieOrShow, .group],
        authorization: .required,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow],
        answer: .airingsAndReleases,
        source: .contract2026,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/all/media/{start_date}/{days}`: filters, since 2026.
    public let allMedia: Endpoint = Endpoint(
        "calendars.all_media", .get, "/calendars/all/media/{start_date}/{days}",
        "All episodes and movies of these days in one feed.",
        parameters: [.startDate, .days],
        query: [.movieOrShow, .group],
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow],
        answer: .airingsAndReleases,
        source: .contract2026,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/releases/hot/{start_date}/{days}`: OAuth optional, filters, since 2026.
    public let hotReleases: Endpoint = Endpoint(
        "calendars.hot_releases", .get, "/calendars/releases/hot/{start_date}/{days}",
        "The episodes and movies of these days that are talked about most.",
        parameters: [.startDate, .days],
        query: [.movieOrShow, .group],
        authorization: .optional,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow],
        answer: .airingsAndReleases,
        source: .contract2026,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/releases/hot/premieres/{start_date}/{days}`: OAuth optional, filters, since 2026.
    public let hotPremieres: Endpoint = Endpoint(
        "calendars.hot_premieres", .get, "/calendars/releases/hot/premieres/{start_date}/{days}",
        "The season premieres of these days that are talked about most.",
        parameters: [.startDate, .days],
        authorization: .optional,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow],
        answer: .airings,
        source: .contract2026,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/releases/hot/finales/{start_date}/{days}`: OAuth optional, filters, since 2026.
    public let hotFinales: Endpoint = Endpoint(
        "calendars.hot_finales", .get, "/calendars/releases/hot/finales/{start_date}/{days}",
        "The finales of these days that are talked about most.",
        parameters: [.startDate, .days],
        authorization: .optional,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow],
        answer: .airings,
        source: .contract2026,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/releases/hot/new/{start_date}/{days}`: OAuth optional, filters, since 2026.
    public let hotNew: Endpoint = Endpoint(
        "calendars.hot_new", .get, "/calendars/releases/hot/new/{start_date}/{days}",
        "The new shows of these days that are talked about most.",
        parameters: [.startDate, .days],
        authorization: .optional,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow],
        answer: .airings,
        source: .contract2026,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/movies/{start_date}/{days}`: OAuth optional, filters, unmerged branch of the 2026 contract.
    public let movies: Endpoint = Endpoint(
        "calendars.movies", .get, "/calendars/movies/{start_date}/{days}",
        "Movies of these days: the user's with a token, all without.",
        parameters: [.startDate, .days],
        authorization: .optional,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow],
        answer: .releases,
        notes: "The user's own calendar with an account, everybody's without.",
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/shows/{start_date}/{days}`: OAuth optional, filters, unmerged branch of the 2026 contract.
    public let shows: Endpoint = Endpoint(
        "calendars.shows", .get, "/calendars/shows/{start_date}/{days}",
        "Episodes of these days: of the user's shows with a token, all without.",
        parameters: [.startDate, .days],
        query: [.group],
        authorization: .optional,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow],
        answer: .array("[{first_aired, released|null, episode, show}]"),
        notes: "The user's own calendar with an account, everybody's without.",
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/media/{start_date}/{days}`: OAuth optional, filters, unmerged branch of the 2026 contract.
    public let media: Endpoint = Endpoint(
        "calendars.media", .get, "/calendars/media/{start_date}/{days}",
        "Episodes and movies of these days: the user's with a token, all without.",
        parameters: [.startDate, .days],
        query: [.movieOrShow, .group],
        authorization: .optional,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow],
        answer: .airingsAndReleases,
        notes: "The user's own calendar with an account, everybody's without.",
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/shows/new/{start_date}/{days}`: OAuth optional, filters, unmerged branch of the 2026 contract.
    public let newShows: Endpoint = Endpoint(
        "calendars.new_shows", .get, "/calendars/shows/new/{start_date}/{days}",
        "Series premieres of these days: the user's with a token, all without.",
        parameters: [.startDate, .days],
        query: [.group],
        authorization: .optional,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow],
        answer: .array("[{first_aired, released|null, episode, show}]"),
        notes: "The user's own calendar with an account, everybody's without.",
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("2026-11-16", 7)
    )

    /// `GET /calendars/shows/premieres/{start_date}/{days}`:
    /// OAuth optional, filters, unmerged branch of the 2026 contract.
    public let seasonPremieres: Endpoint = Endpoint(
        "calendars.season_premieres", .get, "/calendars/shows/premieres/{start_date}/{days}",
        "Season premieres of these days: the user's with a token, all without.",
        parameters: [.startDate, .days],
        query: [.group],
        authorization: .optional,
        extended: ["full", "images", "colors", "streaming_ids"],
        filters: [.common, .ratings, .movie, .show],
        filters2026: [.watchnow],
        answer: .array("[{first_aired, released|null, episode, show}]"),
        notes: "The user's own calendar with an account, everybody's without.",
        source: .contract2026,
        status: .unmergedBranch,
        example: .of("2026-11-16", 7)
    )

    init() {}
}
