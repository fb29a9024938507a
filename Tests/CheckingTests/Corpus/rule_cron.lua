return {
  schedule = "0 0 1 * mon", --> schedule-doubt
  run = function() print(trakt.watchlist:items()) end,
}
