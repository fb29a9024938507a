for _, movie in ipairs(trakt.movies.trending()) do print(movie.movie.title) end --> first-page
for _, movie in ipairs(trakt.movies.trending { limit = 10 }) do print(movie.movie.title) end
for movie in trakt.movies.trending:each() do print(movie.movie.title) end
for _, item in ipairs(trakt.calendars.my_shows()) do print(item) end
