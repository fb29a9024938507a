/// The classic endpoints, one a line, as the API's documentation has them: method, path with ids of the demo, status,
/// shape of the answer, and a body where one is sent.
///
/// `-` is no body, `{a,b}` an object with at least these keys, `[a,b]` an array of such objects that is not empty, `[]`
/// any array, `[#]` an array of numbers. A word names the keys of a standard object.
enum ClassicEndpoints {
    static let objects = [
        "movie": "title,year,ids", "show": "title,year,ids", "season": "number,ids",
        "episode": "season,number,title,ids", "person": "name,ids", "user": "username,private,name,vip,vip_ep,ids",
        "list": """
        name,description,privacy,type,display_numbers,allow_comments,sort_by,sort_how,created_at,updated_at,\
        item_count,comment_count,likes,ids,user
        """,
        // Watchlist and favorites have no address and no comments to allow.
        "own": "name,description,privacy,sort_by,sort_how,created_at,updated_at,item_count",
        "comment": "id,parent_id,created_at,updated_at,comment,spoiler,review,replies,likes,user_stats,user",
        "note": "id,notes,privacy,spoiler,created_at,updated_at,user",
    ]

    static let calendars = """
        GET /calendars/my/shows/2026-02-20/33 200 [first_aired,episode,show]
        GET /calendars/my/shows/new/2026-02-20/33 200 []
        GET /calendars/my/shows/premieres/2026-02-20/33 200 [first_aired,episode,show]
        GET /calendars/my/shows/finales/2026-02-20/33 200 [first_aired,episode,show]
        GET /calendars/my/movies/2026-02-20/33 200 [released,movie]
        GET /calendars/my/streaming/2026-02-20/33 200 [released,movie]
        GET /calendars/my/dvd/2026-02-20/33 200 []
        GET /calendars/all/shows/2026-02-20/33 200 [first_aired,episode,show]
        GET /calendars/all/shows/new/2026-02-20/33 200 [first_aired,episode,show]
        GET /calendars/all/shows/premieres/2026-02-20/33 200 [first_aired,episode,show]
        GET /calendars/all/shows/finales/2026-02-20/33 200 [first_aired,episode,show]
        GET /calendars/all/movies/2026-02-20/33 200 [released,movie]
        GET /calendars/all/streaming/2026-02-20/33 200 [released,movie]
        GET /calendars/all/dvd/2026-02-20/33 200 []
        """

    static let sync = """
        GET /sync/last_activities 200 {all,movies,episodes,shows,seasons,comments,lists,watchlist,favorites,account,saved_filters,notes}
        GET /sync/playback 200 [progress,paused_at,id,type]
        GET /sync/collection/movies 200 [collected_at,updated_at,movie]
        GET /sync/collection/shows 200 [last_collected_at,last_updated_at,show,seasons]
        POST /sync/collection 201 {added,updated,existing,not_found} {"movies":[{"ids":{"trakt":622}}]}
        POST /sync/collection/remove 200 {deleted,not_found} {"movies":[{"ids":{"trakt":622}}]}
        GET /sync/watched/movies 200 [plays,last_watched_at,last_updated_at,movie]
        GET /sync/watched/shows 200 [plays,last_watched_at,last_updated_at,reset_at,show]
        GET /sync/history 200 [id,watched_at,action,type]
        POST /sync/history 201 {added,not_found} {"movies":[{"ids":{"trakt":622}}]}
        POST /sync/history/remove 200 {deleted,not_found} {"movies":[{"ids":{"trakt":622}}]}
        GET /sync/ratings 200 [rated_at,rating,type]
        POST /sync/ratings 201 {added,not_found} {"movies":[{"rating":8,"ids":{"trakt":622}}]}
        POST /sync/ratings/remove 200 {deleted,not_found} {"movies":[{"ids":{"trakt":622}}]}
        GET /sync/watchlist 200 [rank,id,listed_at,notes,type]
        PUT /sync/watchlist 200 own {"description":"Soon"}
        POST /sync/watchlist 201 {added,existing,not_found,list} {"movies":[{"ids":{"trakt":507}}]}
        POST /sync/watchlist/remove 200 {deleted,not_found,list} {"movies":[{"ids":{"trakt":507}}]}
        POST /sync/watchlist/reorder 200 {updated,skipped_ids,list} {"rank":[802]}
        PUT /sync/watchlist/802 204 - {"notes":"Soon"}
        GET /sync/favorites 200 [rank,id,listed_at,notes,type]
        PUT /sync/favorites 200 own {"description":"Best"}
        POST /sync/favorites 201 {added,existing,not_found,list} {"movies":[{"ids":{"trakt":622}}]}
        POST /sync/favorites/remove 200 {deleted,not_found,list} {"movies":[{"ids":{"trakt":622}}]}
        POST /sync/favorites/reorder 200 {updated,skipped_ids,list} {"rank":[803]}
        PUT /sync/favorites/803 204 - {"notes":"Best"}
        """

    static let users = """
        GET /users/settings 200 {user,account,connections,sharing_text,limits,permissions}
        GET /users/hidden/calendar 200 [hidden_at,type]
        POST /users/hidden/calendar 201 {added,not_found} {"movies":[{"ids":{"trakt":507}}]}
        POST /users/hidden/calendar/remove 200 {deleted,not_found} {"movies":[{"ids":{"trakt":507}}]}
        GET /users/me 200 user
        GET /users/me/likes 200 [liked_at,type]
        GET /users/me/collection/movies 200 [collected_at,updated_at,movie]
        GET /users/me/lists 200 [list]
        POST /users/me/lists 201 list {"name":"New one"}
        POST /users/me/lists/reorder 200 {updated,skipped_ids} {"rank":[1]}
        GET /users/me/lists/collaborations 200 [list]
        GET /users/me/lists/favourites 200 list
        PUT /users/me/lists/favourites 200 list {"description":"Changed"}
        GET /users/ada-marlow/lists/everything/likes 200 [liked_at,user]
        POST /users/ada-marlow/lists/crime-evenings/like 204 -
        DELETE /users/ada-marlow/lists/crime-evenings/like 204 -
        GET /users/me/lists/favourites/items 200 [rank,id,listed_at,notes,type]
        POST /users/me/lists/favourites/items 201 {added,existing,not_found,list} {"movies":[{"ids":{"trakt":622}}]}
        POST /users/me/lists/favourites/items/remove 200 {deleted,not_found,list} {"movies":[{"ids":{"trakt":622}}]}
        POST /users/me/lists/favourites/items/reorder 200 {updated,skipped_ids,list} {"rank":[1]}
        PUT /users/me/lists/rainy-days/items/801 204 - {"notes":"Wet"}
        DELETE /users/me/lists/rainy-days 204 -
        GET /users/me/followers 200 [followed_at,user]
        GET /users/me/following 200 [followed_at,user]
        GET /users/me/friends 200 [friends_at,user]
        GET /users/me/history 200 [id,watched_at,action,type]
        GET /users/me/ratings 200 [rated_at,rating,type]
        GET /users/me/watchlist 200 [rank,id,listed_at,notes,type]
        GET /users/me/favorites 200 [rank,id,listed_at,notes,type]
        GET /users/me/watching 204 -
        GET /users/me/watched/movies 200 [plays,last_watched_at,last_updated_at,movie]
        GET /users/me/stats 200 {movies,shows,seasons,episodes,network,ratings}
        DELETE /users/ada-marlow/follow 204 -
        """

    static let listsAndSearch = """
        GET /lists/trending 200 [like_count,comment_count,list]
        GET /lists/popular 200 [like_count,comment_count,list]
        GET /lists/701 200 list
        GET /lists/701/likes 200 []
        POST /lists/701/like 204 -
        DELETE /lists/701/like 204 -
        GET /lists/701/items 200 [rank,id,listed_at,notes,type]
        GET /search/movie?query=wizard 200 [type,score,movie]
        GET /search/show?query=breaking 200 [type,score,show]
        GET /search/imdb/tt0903747 200 [type,score,show]
        """

    static let movies = """
        GET /movies/trending 200 [watchers,movie]
        GET /movies/popular 200 [movie]
        GET /movies/favorited 200 [user_count,movie]
        GET /movies/played/daily 200 [watcher_count,play_count,collected_count,movie]
        GET /movies/watched/monthly 200 [watcher_count,play_count,collected_count,movie]
        GET /movies/collected/all 200 [watcher_count,play_count,collected_count,movie]
        GET /movies/anticipated 200 [list_count,movie]
        GET /movies/boxoffice 200 [revenue,movie]
        GET /movies/updates/2026-02-10 200 [updated_at,movie]
        GET /movies/updates/id/2026-02-10 200 [#]
        GET /movies/the-wizard-of-oz-1939 200 movie
        GET /movies/%TRANSLATED%/aliases 200 [title,country]
        GET /movies/the-wizard-of-oz-1939/releases 200 [country,certification,release_date,release_type,note]
        GET /movies/%TRANSLATED%/translations 200 [title,overview,tagline,language,country]
        GET /movies/the-wizard-of-oz-1939/lists 200 [list]
        GET /movies/the-wizard-of-oz-1939/people 200 {cast,crew}
        GET /movies/the-wizard-of-oz-1939/ratings 200 {rating,votes,distribution}
        GET /movies/the-wizard-of-oz-1939/related 200 [movie]
        GET /movies/the-wizard-of-oz-1939/stats 200 {watchers,plays,collectors,comments,lists,votes,favorited}
        GET /movies/the-wizard-of-oz-1939/studios 200 [name,country,ids]
        GET /movies/the-wizard-of-oz-1939/watching 200 []
        GET /movies/the-wizard-of-oz-1939/videos 200 [title,url,site,type,size,official,published_at,country,language]
        POST /movies/the-wizard-of-oz-1939/refresh 201 -
        """

    static let shows = """
        GET /shows/trending 200 [watchers,show]
        GET /shows/popular 200 [show]
        GET /shows/favorited 200 [user_count,show]
        GET /shows/played/daily 200 [watcher_count,play_count,collected_count,collector_count,show]
        GET /shows/watched/monthly 200 [watcher_count,play_count,collected_count,collector_count,show]
        GET /shows/collected/all 200 [watcher_count,play_count,collected_count,collector_count,show]
        GET /shows/anticipated 200 [list_count,show]
        GET /shows/updates/2026-02-10 200 [updated_at,show]
        GET /shows/updates/id/2026-02-10 200 [#]
        GET /shows/breaking-bad 200 show
        GET /shows/breaking-bad/aliases 200 [title,country]
        GET /shows/breaking-bad/certifications 200 [certification,country]
        GET /shows/breaking-bad/translations 200 [title,overview,tagline,language,country]
        GET /shows/breaking-bad/lists 200 [list]
        GET /shows/breaking-bad/progress/collection 200 {aired,completed,last_collected_at,seasons,hidden_seasons,next_episode,last_episode}
        GET /shows/breaking-bad/progress/watched 200 {aired,completed,last_watched_at,reset_at,seasons,hidden_seasons,next_episode,last_episode}
        POST /shows/breaking-bad/progress/watched/reset 200 {reset_at}
        DELETE /shows/breaking-bad/progress/watched/reset 204 -
        GET /shows/breaking-bad/people 200 {cast,crew}
        GET /shows/breaking-bad/people?extended=guest_stars 200 {cast,crew,guest_stars}
        GET /shows/breaking-bad/ratings 200 {rating,votes,distribution}
        GET /shows/breaking-bad/related 200 [show]
        GET /shows/breaking-bad/stats 200 {watchers,plays,collectors,collected_episodes,comments,lists,votes,favorited}
        GET /shows/breaking-bad/studios 200 [name,country,ids]
        GET /shows/breaking-bad/watching 200 []
        GET /shows/the-simpsons/next_episode 200 episode
        GET /shows/breaking-bad/next_episode 204 -
        GET /shows/breaking-bad/last_episode 200 episode
        GET /shows/breaking-bad/videos 200 [title,url,site,type,size,official,published_at,country,language]
        POST /shows/breaking-bad/refresh 201 -
        GET /shows/breaking-bad/seasons 200 [season]
        GET /shows/breaking-bad/seasons/1/info 200 season
        GET /shows/breaking-bad/seasons/1 200 [episode]
        GET /shows/breaking-bad/seasons/1/translations 200 [title,overview,language,country]
        GET /shows/breaking-bad/seasons/5/lists 200 [list]
        GET /shows/breaking-bad/seasons/1/people 200 {cast,crew}
        GET /shows/breaking-bad/seasons/1/ratings 200 {rating,votes,distribution}
        GET /shows/breaking-bad/seasons/1/stats 200 {watchers,plays,collectors,collected_episodes,comments,lists,votes}
        GET /shows/breaking-bad/seasons/1/watching 200 []
        GET /shows/breaking-bad/seasons/1/videos 200 [title,url,site,type,size,official,published_at,country,language]
        GET /shows/breaking-bad/seasons/1/episodes/1 200 episode
        GET /shows/breaking-bad/seasons/1/episodes/1/translations 200 [title,overview,language,country]
        GET /shows/breaking-bad/seasons/1/episodes/1/lists 200 [list]
        GET /shows/breaking-bad/seasons/1/episodes/1/people 200 {cast,crew}
        GET /shows/breaking-bad/seasons/1/episodes/1/ratings 200 {rating,votes,distribution}
        GET /shows/breaking-bad/seasons/1/episodes/1/stats 200 {watchers,plays,collectors,collected_episodes,comments,lists,votes}
        GET /shows/breaking-bad/seasons/1/episodes/1/watching 200 []
        GET /shows/breaking-bad/seasons/1/episodes/1/videos 200 [title,url,site,type,size,official,published_at,country,language]
        """

    static let peopleAndRest = """
        GET /people/updates/2026-02-10 200 [updated_at,person]
        GET /people/updates/id/2026-02-10 200 [#]
        GET /people/bryan-cranston 200 person
        GET /people/bryan-cranston/movies 200 {cast,crew}
        GET /people/bryan-cranston/shows 200 {cast,crew}
        GET /people/bryan-cranston/lists 200 [list]
        POST /people/bryan-cranston/refresh 201 -
        GET /recommendations/movies 200 [title,year,ids,favorited_by]
        DELETE /recommendations/movies/the-wizard-of-oz-1939 204 -
        GET /recommendations/shows 200 [title,year,ids,favorited_by]
        DELETE /recommendations/shows/breaking-bad 204 -
        GET /certifications/movies 200 {us}
        GET /countries/movies 200 [name,code]
        GET /genres/movies 200 [name,slug]
        GET /genres/movies?extended=subgenres 200 [name,slug,subgenres]
        GET /languages/movies 200 [name,code]
        GET /networks 200 [name,country,ids]
        """

    /// Comments, notes, requests, check-ins and scrobbles.
    static let social = """
        DELETE /sync/playback/601 204 -
        POST /checkin 201 {id,watched_at,sharing,movie} {"movie":{"ids":{"trakt":622}}}
        DELETE /checkin 204 -
        POST /scrobble/start 201 {id,action,progress,sharing,movie} {"movie":{"ids":{"trakt":622}},"progress":1}
        POST /scrobble/pause 201 {id,action,progress,sharing,movie} {"movie":{"ids":{"trakt":622}},"progress":20}
        POST /scrobble/stop 201 {id,action,progress,sharing,movie} {"movie":{"ids":{"trakt":622}},"progress":95}
        GET /users/requests/following 200 [id,requested_at,user]
        GET /users/requests 200 [id,requested_at,user]
        POST /users/requests/301 200 {followed_at,user}
        GET /users/saved_filters/movies 200 [rank,id,section,name,path,query,updated_at]
        GET /users/me/comments 200 [type,comment]
        GET /users/me/notes 200 [attached_to,type,note]
        GET /users/me/lists/favourites/comments 200 []
        GET /users/me/watchlist/comments 200 []
        GET /users/me/favorites/comments 200 []
        GET /lists/701/comments 200 []
        GET /movies/the-wizard-of-oz-1939/comments 200 [comment]
        GET /shows/breaking-bad/comments 200 [comment]
        GET /shows/breaking-bad/seasons/1/comments 200 []
        GET /shows/breaking-bad/seasons/1/episodes/1/comments 200 []
        POST /comments 201 comment {"movie":{"ids":{"trakt":507}},"comment":"A film to see with the whole family."}
        GET /comments/102 200 comment
        GET /comments/102/replies 200 [comment]
        POST /comments/102/replies 201 comment {"comment":"I could not agree more with this."}
        GET /comments/102/item 200 {type,movie}
        GET /comments/102/likes 200 [liked_at,user]
        POST /comments/104/like 204 -
        DELETE /comments/104/like 204 -
        GET /comments/trending 200 [type,comment]
        GET /comments/recent 200 [type,comment]
        GET /comments/updates 200 [type,comment]
        PUT /comments/101 200 comment {"comment":"A film that I have seen many times."}
        DELETE /comments/101 204 -
        POST /notes 201 note {"movie":{"ids":{"trakt":622}},"notes":"Seen with Ada."}
        GET /notes/201 200 note
        PUT /notes/201 200 note {"notes":"Seen alone."}
        GET /notes/201/item 200 {attached_to,type,movie}
        DELETE /notes/201 204 -
        """
}
