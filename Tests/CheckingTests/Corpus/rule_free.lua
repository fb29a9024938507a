return { --> no-writes
  run = function() trakt.watchlist:add("tt0903747") end,
}
