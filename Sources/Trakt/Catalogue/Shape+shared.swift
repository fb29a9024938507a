/// Answers that several endpoints give.
extension Endpoint.Shape {
    /// Episodes with the moment they air.
    static let airings: Endpoint.Shape = .array("[{first_aired, episode, show}]")

    /// Movies with the day they are released.
    static let releases: Endpoint.Shape = .array("[{released, movie}]")

    /// Both in one feed.
    static let airingsAndReleases: Endpoint.Shape = .array(
        "[{released + movie | first_aired + episode + show}]")

    /// Cast and crew, with the number of episodes each took part in.
    static let castOfEpisodes: Endpoint.Shape = .object(
        """
        {cast: [{characters[], episode_count, person}], crew: {department: [{jobs[], episode_count, \
        person}]}, guest_stars?: [{characters[], episode_count, person}]}
        """)

    /// What people the user follows did.
    static let followed: Endpoint.Shape = .array(
        """
        [{followed_at, user, watched?{plays, minutes_watched, last_watched_at, last_updated_at, rating, \
        comment?}, watchlisted?{listed_at}}]
        """)

    /// What is on a list.
    static let listItems: Endpoint.Shape = .array(
        """
        [{rank, id, listed_at, notes, type, movie | show | show+season | show+episode | person}]
        """)

    /// Recommendations with their reasons.
    static let recommendations: Endpoint.Shape = .array(
        """
        [{movie | show, score, sources: [{id, type: activity|favorite|subgenre, stars, subgenres[], movie | \
        show}]}]
        """)

    /// What comments praise and criticise.
    static let sentiments: Endpoint.Shape = .object(
        """
        {good: [{sentiment, comment_ids}], bad: [{sentiment, comment_ids}], analyzed_at, comment_count}
        """)

    /// How far the user is in each show.
    static let showsInProgress: Endpoint.Shape = .array(
        """
        [{show, progress{aired, completed, last_watched_at, reset_at, next_episode: episode|null, \
        last_episode: episode|null, stats?{play_count, minutes_watched, minutes_left}}}]
        """)

    /// Where something can be watched.
    static let sources: Endpoint.Shape = .object(
        """
        {country: {cable[], free[], cinema[], subscription[], purchase[]}} of {source, link, uhd, currency, \
        prices{rent, purchase}, link_*}
        """)

    /// What a service or an import brought.
    static let syncs: Endpoint.Shape = .array("[\(sync)]")
    static let sync = """
        {id, created_at, kind, source, application, undone, undone_at, items{history, library, ratings, \
        watchlist}, paused_count, skipped_count}
        """

    /// Single things of a sync.
    static let syncItems: Endpoint.Shape = .array(
        """
        [{kind, type, trakt_item, service_id, content_id, profile_id, tmdb_id, tmdb_series_id, watched_at, \
        rated_at, progress, rating_type, rating_value}]
        """)

    /// Smart lists, without their items.
    static let smartLists: Endpoint.Shape = .array("[\(smartList)]")
    static let smartList = """
        {name, privacy, created_at, updated_at, ids{trakt, slug}, images{posters[]}, source, media_type, \
        filters{…}}
        """

    /// One note.
    static let note: Endpoint.Shape = .object("{id, notes, privacy, spoiler, created_at, updated_at, user}")

    /// Comments with what they are about.
    static let commentsOnThings: Endpoint.Shape = .array(
        "[{type, movie | show | season+show | episode+show | list, comment}]")

    /// Where things can be watched, by country.
    static let services: Endpoint.Shape = .array(
        """
        [{country: [{source, name, free, cinema, amazon, color, link_count, images{logo?, channel?}}]}]
        """)

    /// Trailers and the like.
    static let videos: Endpoint.Shape = .array(
        """
        [{title, url, site, type, size, official, published_at, country, language}]
        """)

    /// Plays of movies or shows.
    static let watched: Endpoint.Shape = .either(
        """
        movies: [{plays, last_watched_at, last_updated_at, movie}]; shows: [{plays, last_watched_at, \
        last_updated_at, reset_at, show, seasons}], seasons with extended=progress; by id with extended=min
        """)
}
