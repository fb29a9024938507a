/// The endpoints of 2026, in the form of `ClassicEndpoints`.
enum NewEndpoints {
    static let reading = """
        GET /calendars/my/media/2026-02-20/33 200 []
        GET /calendars/all/media/2026-02-20/33?group=day 200 []
        GET /calendars/releases/hot 200 []
        GET /calendars/releases/hot/premieres/2026-02-20/33 200 [first_aired,episode,show]
        GET /calendars/releases/hot/finales/2026-02-20/33 200 [first_aired,episode,show]
        GET /calendars/releases/hot/new/2026-02-20/33 200 [first_aired,episode,show]
        GET /calendars/movies/2026-02-20/33 200 [released,movie]
        GET /calendars/shows 200 [first_aired,released,episode,show]
        GET /calendars/media 200 []
        GET /calendars/shows/new 200 []
        GET /calendars/shows/premieres/2026-02-20/33 200 [first_aired,released,episode,show]
        GET /sync/progress/up_next 200 [show,progress]
        GET /sync/progress/up_next_nitro?intent=start 200 [show,progress]
        GET /sync/progress/watched 200 [show,progress]
        GET /users/me/progress/up_next 200 [show,progress]
        GET /sync/collection/minimal/movies 200 {}
        GET /sync/updates/movies/2026-02-10 200 [updated_at,movie]
        GET /sync/updates/id/shows/2026-02-10 200 [#]
        GET /users/settings?extended=browsing 200 {user,account,connections,limits,permissions,browsing}
        GET /users/syncs 200 [id,created_at,kind,source,application,undone,undone_at,items,paused_count,skipped_count]
        GET /users/syncs/plex 200 [id,created_at,kind,source,application,undone,undone_at,items]
        GET /users/syncs/501 200 {id,created_at,kind,source,application,undone,undone_at,items,paused_count,skipped_count}
        GET /users/syncs/501/paused 200 [kind,type,trakt_item,service_id,content_id,watched_at,progress]
        GET /users/syncs/501/skipped 200 [kind,type,trakt_item,service_id,content_id,watched_at,progress]
        GET /users/settings/plex 200 {connection,webhook,sync,scrobbler}
        GET /users/settings/plex/servers 200 {servers}
        GET /users/settings/plex/servers/demo-server 200 {accounts,libraries}
        GET /users/me/mir/2026/2 200 {stats,images,first_watched,last_watched,countries,trends,thanks,streaming_services}
        GET /users/me/yir/2025 200 {stats,images,first_watched,last_watched,countries,trends,thanks}
        GET /users/leaderboard 200 [rank,user,total_minutes,total_plays]
        GET /users/me/leaderboard 200 [rank,user,total_minutes,total_plays,locked]
        GET /users/me/smart-lists 200 [name,privacy,created_at,updated_at,ids,images,source,media_type,filters]
        GET /users/me/smart-lists/quiet-evenings 200 {name,privacy,created_at,updated_at,ids,images,source,media_type,filters}
        GET /smart-lists/quiet-evenings 200 {name,privacy,created_at,updated_at,ids,images,source,media_type,filters}
        GET /smart-lists/quiet-evenings/items 200 [rank,type,movie]
        GET /search/movie/exact?query=casablanca 200 [type,score,movie]
        GET /search/recent_by_id/global/movies?query=casa 200 [id,count,type,movie]
        GET /movies/hot 200 [list_count,movie]
        GET /movies/streaming/monthly 200 [rank,delta,movie]
        GET /movies/popular/next 200 [rank,plays,watchers,movie]
        GET /movies/recommendations 200 [movie,score,sources]
        GET /movies/recommendations/smart 200 [movie,score,sources]
        GET /movies/the-wizard-of-oz-1939/watchnow 200 {de,gb,us}
        GET /movies/the-wizard-of-oz-1939/watchnow/us 200 {us}
        GET /movies/the-wizard-of-oz-1939/watchnow/justwatch_links/us 200 {purchase}
        GET /movies/the-wizard-of-oz-1939/sentiments 200 {bad,good,analyzed_at,comment_count}
        GET /movies/the-wizard-of-oz-1939/social 200 [followed_at,user,watched]
        GET /movies/the-wizard-of-oz-1939/ratings?extended=all 200 {trakt,tmdb,imdb,metascore,rotten_tomatoes,letterboxd,mal}
        GET /shows/hot 200 [list_count,show]
        GET /shows/streaming 200 [rank,delta,show]
        GET /shows/popular/next 200 [rank,plays,watchers,show]
        GET /shows/recommendations 200 [show,score,sources]
        GET /shows/breaking-bad/watchnow/us 200 {us}
        GET /shows/breaking-bad/watchnow/justwatch_links/us 200 {cable,purchase}
        GET /shows/breaking-bad/sentiments 200 {bad,good,analyzed_at,comment_count}
        GET /shows/breaking-bad/social 200 [followed_at,user,watched]
        GET /shows/breaking-bad/listed 200 [name,ids,total_count]
        GET /shows/breaking-bad/ratings?extended=all 200 {trakt,tmdb,imdb,metascore,rotten_tomatoes,mal}
        GET /shows/breaking-bad/seasons/1/watchnow/justwatch_links/us 200 {cable,purchase}
        GET /shows/breaking-bad/seasons/5/listed 200 [name,ids,total_count]
        GET /shows/breaking-bad/seasons/1/episodes/1/watchnow/us 200 {us}
        GET /shows/breaking-bad/seasons/1/episodes/1/social 200 [followed_at,user,watched]
        GET /shows/breaking-bad/seasons/0/episodes/1/listed 200 [name,ids,total_count]
        GET /episodes/138801001/watchnow/us 200 {us}
        GET /people/bryan-cranston/listed 200 [name,ids,total_count]
        GET /people/this_month 200 [person]
        GET /people/bryan-cranston/known_for 200 [type,characters,jobs,episode_count,series_regular,show]
        GET /people/bryan-cranston/known_for/movies 204 -
        GET /media/trending 200 [watchers]
        GET /media/anticipated 200 [list_count]
        GET /media/popular 200 [title,year,ids]
        GET /media/favorited 200 [user_count]
        GET /media/played/all 200 [watcher_count,play_count,collected_count]
        GET /media/watched/all 200 [watcher_count,play_count,collected_count]
        GET /media/collected/all 200 [watcher_count,play_count,collected_count]
        GET /media/popular/next 200 [rank,plays,watchers]
        GET /media/streaming 200 [rank,delta]
        GET /media/recommendations 200 [score,sources]
        GET /social_recommendations/movies 200 [movie]
        GET /social_recommendations/shows 200 [show]
        GET /watchnow/sources 200 []
        GET /watchnow/sources/us 200 [us]
        GET /team 200 [user]
        GET /younify/connections 200 [id,name,vip,color,images,connectable,connected,active,profile,last_synced_at]
        """

    static let writing = """
        PUT /users/avatar 204 - {"user":{"avatar":"data:image/png;base64,AAAA"}}
        PUT /users/avatar 400 - {}
        PUT /users/set_cover 204 - {"cover_type":"movie","cover_id":507}
        PUT /users/set_cover 400 - {"cover_type":"person","cover_id":1}
        PUT /users/settings 201 - {"user":{"about":"Sees films."},"browsing":{"watchnow":{"country":"gb"}}}
        PUT /users/settings/plex 204 - {"sync":{"toggles":{"movie":{"rated":true}}}}
        POST /users/settings/plex/sync 201 - {"server_id":"demo-server"}
        POST /users/settings/plex/sync 422 - {"server_id":"another"}
        DELETE /users/settings/plex/connect 204 -
        GET /users/settings/plex/servers 401 -
        POST /users/settings/plex/connect 200 {url} {"return_url":"https://app.example"}
        DELETE /users/syncs/501 204 -
        DELETE /users/syncs/502 404 -
        POST /younify/connect 200 {url} {"service_id":"hbo_max","return_url":"https://app.example"}
        POST /younify/connect 422 - {"service_id":"nobody","return_url":"https://app.example"}
        POST /younify/users/refresh/netflix 204 -
        POST /younify/users/refresh/netflix/true 204 -
        DELETE /younify/users/services/netflix 204 -
        POST /users/me/lists/favourites/reorder 200 {updated,skipped_ids,list} {"rank":[1]}
        POST /users/me/smart-lists 201 {ids} {"name":"Short films","source":"popular","media_type":"movies"}
        PUT /users/me/smart-lists/short-films 200 {name,filters} {"filters":{"runtimes":[0,30]}}
        DELETE /users/me/smart-lists/short-films 204 -
        POST /search/recent 201 - {"query":"oz","id":507,"type":"movies"}
        POST /search/recent/remove 204 - {"query":"oz","id":507,"type":"movies"}
        POST /movies/the-wizard-of-oz-1939/refresh/justwatch 201 -
        POST /shows/breaking-bad/refresh/justwatch 201 -
        """

    static let social = """
        GET /users/me/friends/activities 200 [id,activity_at,action,user,user_rating,type]
        GET /users/reactions/comments 200 [reacted_at,reaction,type,comment]
        GET /users/blocked 200 []
        POST /users/greta-lind/block 201 -
        DELETE /users/greta-lind/block 204 -
        POST /users/greta-lind/report 201 - {"reason":"spam"}
        POST /users/greta-lind/report 409 - {"reason":"spam"}
        POST /users/saved_filters 201 {added,skipped} [{"name":"New","url":"/movies/popular?years=2020"}]
        DELETE /users/saved_filters/401 204 -
        POST /users/ada-marlow/lists/crime-evenings/report 201 - {"reason":"spam"}
        POST /lists/701/report 409 - {"reason":"spam"}
        POST /movies/the-wizard-of-oz-1939/report 201 - {"reason":"runtime"}
        POST /shows/breaking-bad/report 201 - {"reason":"metadata"}
        POST /shows/breaking-bad/seasons/1/report 201 - {"reason":"metadata"}
        POST /seasons/138802/report 201 - {"reason":"metadata"}
        POST /shows/breaking-bad/seasons/1/episodes/1/report 201 - {"reason":"metadata"}
        POST /episodes/138801002/report 201 - {"reason":"metadata"}
        POST /people/bryan-cranston/report 201 - {"reason":"metadata"}
        POST /comments/102/report 201 - {"reason":"spam"}
        GET /comments/102/reactions/summary 200 {reaction_count,user_count,distribution}
        GET /comments/102/reactions 200 [reacted_at,reaction,user]
        POST /comments/102/reactions/bravo 201 -
        DELETE /comments/102/reactions/bravo 204 -
        """
}
