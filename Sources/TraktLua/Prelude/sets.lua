--- `trakt.list`, `trakt.watchlist` and `trakt.history`. A further set is a declaration like these.

local host = ...
local new_set = host.load("set")

local titles = { "movie", "show", "season", "episode" }

--- A field that is sent as it was given.
local function as_given(value) return value end

return {
  history = host.load("history"),
  list = host.load("list"),
  watchlist = new_set {
    title = "trakt.watchlist",
    types = titles,
    read = "sync.watchlist.get",
    add = "sync.watchlist.add",
    remove = "sync.watchlist.remove",
    path = {},
    fields = { notes = as_given },
  },
}
