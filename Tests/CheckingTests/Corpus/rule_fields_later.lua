-- What a table is declared with stays, but for what is assigned later.
local rule = {
  schedule = "evry 6h", --> schedule
  on_change = "nothing",
  writes = {},
}
rule.on_change = "episodes.watched_at"
function rule.run() trakt.watchlist:add("tt0903747") end
rule.writes = { "watchlist" }
return rule
