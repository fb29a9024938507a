/// What every endpoint answers, as the API's documentation has it, in the notation of ``AnswerShape``.
enum ExpectedAnswers {
    /// What the documentation names once and uses everywhere: a name, its shape.
    static let shapes = """
        movie {title, year?, ids{trakt, slug, imdb?, tmdb?}}
        show {title, year?, ids{trakt, slug, tvdb?, imdb?, tmdb?}}
        season {number, ids{trakt, tvdb?, tmdb?}}
        episode {season: int, number, title?, ids{trakt, tvdb?, imdb?, tmdb?}}
        person {name, ids{trakt, slug, imdb?, tmdb?}}
        user {username, private, deleted?, name?, vip?, vip_ep?, director?, ids{slug, trakt?}}
        list {name, description?, privacy, share_link?, type, display_numbers, allow_comments, sort_by, sort_how, \
        created_at, updated_at, item_count, comment_count, likes, ids{trakt, slug}, user}
        numbered_list {name, description?, privacy, share_link?, type, display_numbers, allow_comments, sort_by, \
        sort_how, created_at, updated_at, item_count, comment_count, likes, ids{trakt, slug}, user, total_count}
        own_list {name, description?, privacy, share_link?, type, display_numbers?, allow_comments?, sort_by, \
        sort_how, created_at, updated_at, item_count, comment_count, likes, ids?: any, user}
        comment {id, parent_id, created_at, updated_at, comment: text, spoiler, review, replies, likes, language?, \
        user_rating?, user_stats{rating?, play_count?, completed_count?}, user}
        note {id, notes, privacy, spoiler, created_at, updated_at, user}
        smart_list {name, privacy, created_at, updated_at, ids{trakt, slug}, images?: any, source, media_type, \
        filters: any}
        sync {id, created_at, kind, source?: any, application?: any, undone, undone_at?, items: any, paused_count, \
        skipped_count}
        sync_item {kind, type, trakt_item?: any, service_id?, content_id?, profile_id?, tmdb_id?, tmdb_series_id?, \
        watched_at?, rated_at?, progress?, rating_type?, rating_value?}
        sharing {twitter, mastodon, tumblr}
        media {movie} | {episode, show}
        dated_movie {released: day, movie}
        dated_episode {first_aired: moment, episode, show}
        released_episode {first_aired: moment, released?: any, episode, show}
        dated_media {released: day, movie} | {first_aired: moment, episode, show}
        play {id: int, watched_at?, action, type, movie} | {id: int, watched_at?, action, type, episode, show}
        paused {progress, paused_at, id, type, movie} | {progress, paused_at, id, type, episode, show}
        rated {rated_at, rating, type, movie} | {rated_at, rating, type, show} | {rated_at, rating, type, season, show} \
        | {rated_at, rating, type, episode, show}
        listed {rank, id, listed_at, notes?, type, movie} | {rank, id, listed_at, notes?, type, show} \
        | {rank, id, listed_at, notes?, type, season, show} | {rank, id, listed_at, notes?, type, episode, show} \
        | {rank, id, listed_at, notes?, type, person}
        hidden {hidden_at, type, movie} | {hidden_at, type, show} | {hidden_at, type, season, show} \
        | {hidden_at, type, user}
        hit {type, score?, movie} | {type, score?, show} | {type, score?, episode, show} | {type, score?, person} \
        | {type, score?, list}
        commented {type, movie, comment} | {type, show, comment} | {type, season, show, comment} \
        | {type, episode, show, comment} | {type, list, comment}
        four {movies, shows, seasons, episodes}
        four_missing {movies: [any]*, shows: [any]*, seasons: [any]*, episodes: [any]*}
        five {movies, shows, seasons, episodes, people}
        five_missing {movies: [any]*, shows: [any]*, seasons: [any]*, episodes: [any]*, people: [any]*}
        show_progress {aired, completed, last_watched_at?, reset_at?, next_episode?: episode, last_episode?: episode, \
        stats?{play_count, minutes_watched, minutes_left}}
        in_progress {show, progress: show_progress}
        sources map<{cable: [any]*, free: [any]*, cinema: [any]*, subscription: [any]*, purchase: [any]*}>
        sentiments {good: [opinion]*, bad: [opinion]*, analyzed_at, comment_count}
        opinion {sentiment, comment_ids?: [int]*}
        translation {title?, overview?, tagline?, language, country}
        video {title, url, site, type, size, official, published_at, country, language}
        studio {name, country?, ids{trakt, slug, tmdb?}}
        distribution {rating, votes, distribution: map<int>}
        recommended {movie, score, sources: [any]*} | {show, score, sources: [any]*}
        social {followed_at, user, watched?: any, watchlisted?{listed_at}}
        source_entry {source, name, free, cinema, amazon, color, link_count?, images: any}
        reaction {reacted_at, reaction{type}, user}
        """

    /// One a line: the endpoint and its answer. Those of signing in take turns that no single call shows.
    static let answers = """
        calendars.my_shows [dated_episode]
        calendars.my_new_shows [dated_episode]*
        calendars.my_season_premieres [dated_episode]*
        calendars.my_finales [dated_episode]*
        calendars.my_movies [dated_movie]*
        calendars.my_streaming [dated_movie]*
        calendars.my_dvd [dated_movie]*
        calendars.all_shows [dated_episode]
        calendars.all_new_shows [dated_episode]*
        calendars.all_season_premieres [dated_episode]*
        calendars.all_finales [dated_episode]*
        calendars.all_movies [dated_movie]*
        calendars.all_streaming [dated_movie]*
        calendars.all_dvd [dated_movie]*
        calendars.my_media [dated_media]
        calendars.all_media [dated_media]
        calendars.hot_releases [dated_media]
        calendars.hot_premieres [dated_episode]*
        calendars.hot_finales [dated_episode]*
        calendars.hot_new [dated_episode]*
        calendars.movies [dated_movie]*
        calendars.shows [released_episode]
        calendars.media [dated_media]
        calendars.new_shows [released_episode]*
        calendars.season_premieres [released_episode]*
        checkin.add {id: int, watched_at, sharing, movie} | {id: int, watched_at, sharing, episode, show}
        checkin.delete nothing
        scrobble.start {id, action, progress, sharing, movie} | {id, action, progress, sharing, episode, show}
        scrobble.stop {id, action, progress, sharing, movie} | {id, action, progress, sharing, episode, show}
        scrobble.pause {id, action, progress, sharing, movie} | {id, action, progress, sharing, episode, show}
        sync.last_activities {all: moment, movies{watched_at, collected_at, rated_at, watchlisted_at, favorited_at, \
        commented_at, paused_at, hidden_at}, episodes{watched_at, collected_at, rated_at, watchlisted_at, \
        commented_at, paused_at}, shows{rated_at, watchlisted_at, favorited_at, commented_at, hidden_at, \
        dropped_at}, seasons{rated_at, watchlisted_at, commented_at, hidden_at}, comments{liked_at, reacted_at, \
        blocked_at}, lists{liked_at, reacted_at, updated_at, commented_at}, watchlist{updated_at}, \
        favorites{updated_at}, collaborations{updated_at}, account{settings_at, followed_at, following_at, \
        pending_at, requested_at}, saved_filters{updated_at}, notes{updated_at}}
        sync.playback.get [paused]
        sync.playback.remove nothing
        sync.collection.get [{collected_at, updated_at, type?, movie, metadata?: any}] \
        | [{last_collected_at, last_updated_at, type?, show, seasons[{number, \
        episodes[{number, collected_at, metadata?: any}]}]}]
        sync.collection.add {added{movies, episodes}, updated{movies, episodes}, existing{movies, episodes}, \
        not_found: four_missing}
        sync.collection.remove {deleted{movies, episodes}, not_found: four_missing}
        sync.collection.minimal map<any>
        sync.watched.get [{plays, last_watched_at, last_updated_at, movie}] \
        | [{plays, last_watched_at, last_updated_at, reset_at?, show, seasons?: any}]
        sync.history.get [play]
        sync.history.add {added{movies, episodes}, not_found: four_missing, updated?: any}
        sync.history.remove {deleted{movies, episodes}, not_found{movies: [any]*, shows: [any]*, seasons: [any]*, \
        episodes: [any]*, ids: [int]*}}
        sync.ratings.get [rated]
        sync.ratings.add {added: four, not_found: four_missing}
        sync.ratings.remove {deleted: four, not_found: four_missing}
        sync.watchlist.get [listed]
        sync.watchlist.update own_list
        sync.watchlist.add {added: four, existing: four, not_found: four_missing, list{updated_at, item_count}}
        sync.watchlist.remove {deleted: four, not_found: four_missing, list{updated_at, item_count}}
        sync.watchlist.reorder {updated, skipped_ids: [int]*, list{updated_at, item_count}}
        sync.watchlist.update_item nothing
        sync.favorites.get [listed]
        sync.favorites.update own_list
        sync.favorites.add {added{movies, shows}, existing{movies, shows}, not_found{movies: [any]*, shows: [any]*}, \
        list{updated_at, item_count}}
        sync.favorites.remove {deleted{movies, shows}, not_found{movies: [any]*, shows: [any]*}, \
        list{updated_at, item_count}}
        sync.favorites.reorder {updated, skipped_ids: [int]*, list{updated_at, item_count}}
        sync.favorites.update_item nothing
        sync.progress.up_next [in_progress]
        sync.progress.up_next_nitro [in_progress]
        sync.progress.watched [in_progress]
        sync.updates [{updated_at, movie?, show?}]*
        sync.updated_ids [int]*
        users.settings.get {user: any, account{timezone, date_format, time_24hr, cover_image?}, connections: map<bool>, \
        sharing_text{watching, watched, rated: text}, limits{list{count, item_count}, watchlist{item_count}, \
        favorites{item_count}, search{recent_count}, collection{item_count}, notes{item_count}}, \
        permissions{commenting, liking, following}, browsing?: any}
        users.settings.update nothing
        users.requests.following [{id, requested_at, user}]
        users.requests.list [{id, requested_at, user}]
        users.requests.approve {followed_at, user}
        users.requests.deny nothing
        users.saved_filters.get [{rank, id, section, name, path, query, updated_at}]
        users.saved_filters.add {added: [{rank, id, section, name, path, query, updated_at}]*, skipped: [any]*}
        users.saved_filters.delete nothing
        users.hidden.get [hidden]
        users.hidden.add {added{movies, shows, seasons, users}, not_found{movies: [any]*, shows: [any]*, \
        seasons: [any]*, users: [any]*}}
        users.hidden.remove {deleted{movies, shows, seasons, users}, not_found{movies: [any]*, shows: [any]*, \
        seasons: [any]*, users: [any]*}}
        users.profile {username, private, deleted, name, vip, vip_ep, director, ids{slug, trakt?}, joined_at, location?, \
        about?, gender?, age?, images{avatar{full}}}
        users.likes [{liked_at, type, list}] | [{liked_at, type, comment}] \
        | [{liked_at, type, list} | {liked_at, type, comment}]
        users.collection [{collected_at, updated_at, type?, movie, metadata?: any}] \
        | [{last_collected_at, last_updated_at, type?, show, seasons[{number, \
        episodes[{number, collected_at, metadata?: any}]}]}]
        users.comments [commented]
        users.notes [{attached_to{type, id?}, type, movie?, show?, season?, episode?, person?, note}]
        users.lists.all [list]
        lists.create list
        lists.reorder {updated, skipped_ids: [int]*}
        users.lists.collaborations [list]*
        users.lists.get list
        lists.update list
        lists.delete nothing
        users.lists.likes [{liked_at, user}]*
        users.lists.like nothing
        users.lists.unlike nothing
        users.lists.items [listed]
        lists.items.add {added: five, existing: five, not_found: five_missing, list{updated_at, item_count}}
        lists.items.remove {deleted: five, not_found: five_missing, list{updated_at, item_count}}
        lists.items.reorder {updated, skipped_ids: [int]*, list{updated_at, item_count}}
        lists.items.reorder_short {updated, skipped_ids: [int]*, list{updated_at, item_count}}
        lists.items.update nothing
        users.lists.comments [comment]*
        users.lists.report nothing
        users.follow {approved_at?, user}
        users.unfollow nothing
        users.followers [{followed_at, user}]
        users.following [{followed_at, user}]
        users.friends [{friends_at, user}]
        users.history [play]
        users.ratings [rated]
        users.watchlist.get [listed]
        users.watchlist.comments [comment]*
        users.favorites.get [listed]
        users.favorites.comments [comment]*
        users.watching nothing | {expires_at, started_at, action, type, movie} \
        | {expires_at, started_at, action, type, episode, show}
        users.watched [{plays, last_watched_at, last_updated_at, movie}] \
        | [{plays, last_watched_at, last_updated_at, reset_at?, show, seasons?: any}]
        users.stats {movies{plays, watched, minutes, collected, ratings, comments}, shows{watched, collected, ratings, \
        comments}, seasons{ratings, comments}, episodes{plays, watched, minutes, collected, ratings, comments}, \
        network{friends, followers, following}, ratings{total, distribution: map<int>}}
        users.reactions [{reacted_at, reaction{type}, type, comment}]*
        users.set_avatar nothing
        users.set_cover nothing
        users.blocked [{blocked_at, user}]*
        users.syncs.list [sync]
        users.syncs.by_type [sync]
        users.syncs.get sync
        users.syncs.paused [sync_item]*
        users.syncs.skipped [sync_item]*
        users.syncs.undo nothing
        users.plex.settings {connection{connected, username?}, webhook: any, sync: any, scrobbler: any}
        users.plex.update_settings nothing
        users.plex.connect {url}
        users.plex.disconnect nothing
        users.plex.servers {servers: [{id, name, connection_count, connection_timeout, ports: [int]*, owned, url?}]}
        users.plex.server {accounts: [{id, name}]*, libraries: [{id, uuid, type, title, agent, scanner, selected, url?}]*}
        users.plex.sync nothing
        users.activities [{id, activity_at, action, user, user_rating?, type, movie} \
        | {id, activity_at, action, user, user_rating?, type, episode, show}]*
        users.block nothing
        users.unblock nothing
        users.report nothing
        users.month_in_review {stats: any, ...}
        users.year_in_review {stats: any, ...}
        users.leaderboard [{rank, user, total_minutes, total_plays}]
        users.follows_leaderboard [{rank?, user, total_minutes?, total_plays?, locked}]
        users.up_next [in_progress]
        users.smart_lists.all [smart_list]
        users.smart_lists.get smart_list
        smart_lists.create {ids{trakt, slug}}
        smart_lists.update nothing | smart_list
        smart_lists.delete nothing
        smart_lists.get smart_list
        smart_lists.items [{rank, type, movie} | {rank, type, show}]
        lists.trending [{like_count, comment_count, list}]
        lists.popular [{like_count, comment_count, list}]
        lists.get list
        lists.likes [{liked_at, user}]*
        lists.like nothing
        lists.unlike nothing
        lists.items.get [listed]
        lists.comments [comment]*
        lists.report nothing
        search.text [hit]
        search.id [hit]
        search.exact [hit]
        search.trending [{id, count, type, movie} | {id, count, type, show} | {id, count, type, person}]
        search.recent.add nothing
        search.recent.remove nothing
        movies.trending [{watchers, movie}]
        movies.popular [movie]
        movies.favorited [{user_count, movie}]
        movies.played [{watcher_count, play_count, collected_count, movie}]
        movies.watched [{watcher_count, play_count, collected_count, movie}]
        movies.collected [{watcher_count, play_count, collected_count, movie}]
        movies.anticipated [{list_count, movie}]
        movies.boxoffice [{revenue, movie}]
        movies.updates [{updated_at, movie}]*
        movies.updated_ids [int]*
        movies.get {title, year, ids: any, tagline?, overview, released: day, runtime, country, updated_at, trailer?, \
        homepage?, status, rating, votes, comment_count, languages[text], available_translations[text]*, genres[text], \
        certification?, original_title, ...}
        movies.aliases [{title, country}]
        movies.releases [{country, certification?, release_date: day, release_type, note?}]
        movies.translations [translation]
        movies.comments [comment]
        movies.lists [list]
        movies.people {cast: [{characters[text], character?, person}], crew: map<[{jobs[text], job?, person}]>}
        movies.ratings distribution
        movies.related [movie]
        movies.stats {watchers, plays, collectors, comments, lists, votes, favorited}
        movies.studios [studio]
        movies.watching [user]*
        movies.videos [video]
        movies.refresh nothing
        movies.hot [{list_count, movie}]
        movies.streaming [{rank, delta?, movie}]
        movies.watchnow sources
        movies.justwatch_links map<text>
        movies.refresh_justwatch nothing
        movies.sentiments sentiments
        movies.report nothing
        movies.recommendations [recommended]
        movies.popular_with_stats [{rank?, plays, watchers, movie}]
        movies.social [social]*
        shows.trending [{watchers, show}]
        shows.popular [show]
        shows.favorited [{user_count, show}]
        shows.played [{watcher_count, play_count, collected_count, collector_count, show}]
        shows.watched [{watcher_count, play_count, collected_count, collector_count, show}]
        shows.collected [{watcher_count, play_count, collected_count, collector_count, show}]
        shows.anticipated [{list_count, show}]
        shows.updates [{updated_at, show}]*
        shows.updated_ids [int]*
        shows.get {title, year, ids: any, tagline?, overview, first_aired: moment, airs{day, time, timezone}, runtime, \
        certification?, network, country, updated_at, trailer?, homepage?, status, rating, votes, comment_count, \
        languages[text], available_translations[text]*, genres[text], aired_episodes, original_title, ...}
        shows.aliases [{title, country}]
        shows.certifications [{certification, country}]
        shows.translations [translation]
        shows.comments [comment]
        shows.lists [list]
        shows.progress.collection {aired, completed, last_collected_at?, seasons: [{number, title?, aired, completed, \
        episodes: [{number, completed, collected_at?}]}], hidden_seasons: [season]*, next_episode?: episode, \
        last_episode?: episode}
        shows.progress.watched {aired, completed, last_watched_at?, reset_at?, seasons: [{number, title?, aired, \
        completed, episodes: [{number, completed, last_watched_at?}]}], hidden_seasons: [season]*, \
        next_episode?: episode, last_episode?: episode}
        shows.progress.reset {reset_at}
        shows.progress.undo_reset nothing
        shows.people {cast: [{characters[text], character?, episode_count, person}], \
        crew: map<[{jobs[text], job?, episode_count, person}]>, guest_stars?: any}
        shows.ratings distribution
        shows.related [show]
        shows.stats {watchers, plays, collectors, collected_episodes, comments, lists, votes, favorited}
        shows.studios [studio]
        shows.watching [user]*
        shows.next_episode nothing | episode
        shows.last_episode episode
        shows.videos [video]
        shows.refresh nothing
        shows.hot [{list_count, show}]
        shows.streaming [{rank, delta?, show}]
        shows.watchnow sources
        shows.justwatch_links map<text>
        shows.refresh_justwatch nothing
        shows.sentiments sentiments
        shows.report nothing
        shows.recommendations [recommended]
        shows.popular_with_stats [{rank?, plays, watchers, show}]
        shows.social [social]*
        shows.listed [list | numbered_list]*
        seasons.list [{number, ids{trakt, tvdb?, tmdb?}, episodes[episode]*}]
        seasons.get season
        seasons.episodes [episode]
        seasons.translations [translation]
        seasons.comments [comment]*
        seasons.lists [list]*
        seasons.people {cast: [{characters[text], character?, episode_count, person}], \
        crew: map<[{jobs[text], job?, episode_count, person}]>, guest_stars?: any}
        seasons.ratings distribution
        seasons.stats {watchers, plays, collectors, collected_episodes, comments, lists, votes}
        seasons.watching [user]*
        seasons.videos [video]*
        seasons.justwatch_links map<text>
        seasons.report nothing
        seasons.report_by_id nothing
        seasons.listed [list | numbered_list]*
        episodes.get episode
        episodes.translations [translation]
        episodes.comments [comment]*
        episodes.lists [list]*
        episodes.people {cast: [{characters[text], character?, person}], crew: map<[{jobs[text], job?, person}]>, guest_stars?: any}
        episodes.ratings distribution
        episodes.stats {watchers, plays, collectors, collected_episodes, comments, lists, votes}
        episodes.watching [user]*
        episodes.videos [video]*
        episodes.watchnow sources
        episodes.watchnow_by_id sources
        episodes.report nothing
        episodes.report_by_id nothing
        episodes.social [social]*
        episodes.listed [list | numbered_list]*
        people.updates [{updated_at, person}]*
        people.updated_ids [int]*
        people.get person
        people.movies {cast: [{characters[text], character?, movie}], crew?: map<[{jobs[text], job?, movie}]>}
        people.shows {cast: [{characters[text], character?, episode_count, series_regular, show}], crew?: map<[{jobs[text], job?, show}]>}
        people.lists [list]*
        people.refresh nothing
        people.report nothing
        people.listed [list | numbered_list]*
        people.this_month [person]*
        people.known_for nothing | [{type, characters?: [text]*, jobs?: [text]*, episode_count?, series_regular?, \
        movie?, show?}]
        media.trending [{watchers, movie} | {watchers, show}]
        media.anticipated [{list_count, movie} | {list_count, show}]
        media.popular [movie | show]
        media.favorited [{user_count, movie} | {user_count, show}]
        media.played [{watcher_count, play_count, collected_count, collector_count?, movie?, show?}]
        media.watched [{watcher_count, play_count, collected_count, collector_count?, movie?, show?}]
        media.collected [{watcher_count, play_count, collected_count, collector_count?, movie?, show?}]
        media.popular_with_stats [{rank?, plays, watchers, movie?, show?}]
        media.streaming [{rank, delta?, movie?, show?}]
        media.recommendations [recommended]
        recommendations.movies [{title, year?, ids: any, favorited_by: [{user, notes?}]*}]
        recommendations.hide_movie nothing
        recommendations.shows [{title, year?, ids: any, favorited_by: [{user, notes?}]*}]
        recommendations.hide_show nothing
        recommendations.social_movies [movie]*
        recommendations.social_shows [show]*
        comments.add comment
        comments.get comment
        comments.update comment
        comments.delete nothing
        comments.replies [comment]
        comments.reply comment
        comments.item {type, movie} | {type, show} | {type, season, show} | {type, episode, show} | {type, list}
        comments.likes [{liked_at, user}]
        comments.like nothing
        comments.unlike nothing
        comments.trending [commented]
        comments.recent [commented]
        comments.updates [commented]
        comments.report nothing
        comments.reactions.summary {reaction_count, user_count, distribution: map<int>}
        comments.reactions.list [reaction]*
        comments.reactions.add nothing
        comments.reactions.remove nothing
        notes.add note
        notes.get note
        notes.update note
        notes.delete nothing
        notes.item {attached_to{type, id?}, type, movie} | {attached_to{type, id?}, type, show} \
        | {attached_to{type, id?}, type, season?, episode?, show?, person?}
        certifications.list {us: [{name, slug, description}]}
        countries.list [{name, code}]
        genres.list [{name, slug, subgenres?: any}]
        languages.list [{name, code}]
        networks.list [{name, country?, ids{trakt, tmdb?}}]
        watchnow.sources [map<[source_entry]>]
        watchnow.sources_in_country [map<[source_entry]>]
        team.members [{user}]
        younify.connections [{id, name, vip, color, images: any, connectable, connected, active, profile?: any, \
        last_synced_at?}]
        younify.connect {url}
        younify.refresh nothing
        younify.refresh_all nothing
        younify.disconnect nothing
        """
}
