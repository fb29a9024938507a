-- By hand a rule's own text may read; it may never write.
print(trakt.watchlist:items(), trakt.hidden "calendar")
trakt.watchlist:add("tt0903747") --> early-call
return {
  writes = { "watchlist" },
  run = function() trakt.watchlist:remove("tt0903747") end,
}
