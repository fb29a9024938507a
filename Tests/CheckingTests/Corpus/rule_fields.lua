return {
  name = 3, --> rule-field
  shedule = "every 6h", --> rule-field
  schedule = "evry 6h", --> schedule
  on_change = { "episodes.watched_at", "episode.watched_at" }, --> on-change
  writes = { "list", "watchlist" }, --> writes unused-write
  removes = { moost = 3 }, --> removes
  options = {
    days = 7,
    check = function() end, --> options
    none = nil, --> options
  },
  run = function(options)
    print(options.days, options.dyas) --> unknown-option
  end,
}
