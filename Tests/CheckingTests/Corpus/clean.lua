-- Nothing is to be found here, though much looks like it.
local search, unpack = trakt.search, table.unpack
local kinds = { "movie", "show" }
local function find(kind, query, ...)
  local found = search.text { type = kind, query = query, ... }
  return found[1] and found[1][kind]
end
local function counter()
  local count = 0
  return function() count = count + 1; return count end
end
for position, kind in ipairs(kinds) do
  print(position, find(kind, "x"), search[kind == "movie" and "text" or "id"])
end
local list = trakt.list { name = "A", make = false }
if list then
  for entry in trakt.sync.history.get:each { type = "episodes", limit = 100 } do
    if entry.episode.season == 0 then list:remove(entry.episode) break end
  end
end
local ok, problem = pcall(trakt.movies.get, "x")
print(ok, problem, counter()(), unpack(kinds), rawget(_G, "anything"), _VERSION)
goto done
::done::
print(("%d"):format(3), (#kinds > 1 and trakt.watchlist or trakt.favorites):items())
