local shows = { "a", "b" }
table.sort(shows, function(a, b)
  return trakt.shows.get(a).year < trakt.shows.get(b).year --> cannot-wait cannot-wait
end)
local function by_list(a, b)
  return trakt.watchlist:contains(a) and not trakt.watchlist:contains(b) --> cannot-wait cannot-wait
end
table.sort(shows, by_list)
local text = ("x"):gsub("x", function(id)
  return trakt.movies.get(id).title --> cannot-wait
end)
print(text, setmetatable({}, {
  __tostring = function() return trakt.shows.get("a").title end, --> cannot-wait
  __index = function(_, id) return trakt.shows.get(id) end,
}))
