local plays = trakt.history:items() --> early-call
return {
  schedule = "every 6h",
  writes = { "lists", "history", "watchlist" },
  run = function()
    trakt.history:add(plays) --> repeated-plays
    trakt.history:add("tt0903747") --> repeated-plays
    trakt.watchlist:add(trakt.movies.popular:all()) --> unbounded-write
    trakt.watchlist:add(trakt.movies.popular { limit = 10 })
    trakt.sync.history.add { movies = { { ids = { trakt = 1 } } } } --> repeated-plays
    trakt.sync.watchlist.add { movies = trakt.movies.popular:all() } --> unbounded-write
    local list = trakt.list "Popular"
    list:add(trakt.movies.popular { genres = "drama", limit = 50 }) --> smart-list
    trakt.watchlist:add("tt0903747", { notes = json.encode { seen = 3 } }) --> notes-database
    list:add(trakt.history.since(time.today())) --> watched-list
  end,
}
