local search = trakt.search
local word, many = ..., { "movie" }
search.text { type = "movie", query = "x", yeers = "2001" } --> unknown-parameter
search.text { type = "movie" } --> missing-parameter
search.text { type = "moovie", query = word } --> wrong-value
search.text { type = many, query = word, years = "2010-2001" } --> wrong-value
search.text {
  type = "movie",
  query = 1.5, --> wrong-value
  votes = "7", --> wrong-value
  unknown = word, --> unknown-parameter
}
trakt.shows.get() --> missing-parameter
trakt.shows.get("a", "b") --> too-many-values
trakt.movies.popular({ limit = 2 }, nil)
trakt.movies:popular()
trakt.shows:get() --> colon
trakt.shows.get(nil) --> missing-parameter
trakt.shows.get(word, { extended = "fulll" }) --> wrong-value
trakt.shows.get(word, { extended = "full" })
trakt.seasons.episodes(word, -1) --> wrong-value
trakt.shows.get(table.unpack(many))
trakt.shows.get { ids = { trakt = word } }
trakt.calendars.my_shows { start_date = time.today(), days = 99 } --> wrong-value
trakt.movies.trending { networks = "HBO" } --> unknown-parameter
trakt.sync.ratings.add { movies = { { ids = { trakt = 1 }, rating = 11 } } } --> wrong-value
trakt.sync.history.add:all { movies = {} } --> no-pages
for item in trakt.shows.get:each("x") do print(item) end --> no-pages
print(pcall(trakt.shows.get)) --> missing-parameter
local query = { type = "movie" }
query.query = "x"
search.text(query)
search.text:all { type = "show", query = "x", limit = 0 } --> wrong-value
