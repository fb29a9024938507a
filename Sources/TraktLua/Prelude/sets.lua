--- `trakt.watchlist`, `trakt.ratings` and the other sets at the root of `trakt`. A further set is a declaration like
--- these.

local host = ...
local fields = host.load("fields")
local set = host.load("set")

local titles = { "movie", "show", "season", "episode" }

return {
  collection = host.load("collection"),
  favorites = set.new {
    title = "trakt.favorites",
    types = { "movie", "show" },
    read = "sync.favorites.get",
    add = "sync.favorites.add",
    remove = "sync.favorites.remove",
    path = {},
    fields = { notes = fields.text(500) },
    own = function(value) return { notes = value.notes } end,
  },
  followed = host.load("followed"),
  hidden = host.load("hidden"),
  history = host.load("history"),
  list = host.load("list"),
  ratings = set.new {
    title = "trakt.ratings",
    types = titles,
    read = "sync.ratings.get",
    add = "sync.ratings.add",
    remove = "sync.ratings.remove",
    path = {},
    fields = { rating = fields.rating, rated_at = fields.moment {} },
    required = "rating",
    -- With votes beside it, a rating is everybody's.
    own = function(value) return not value.votes and { rating = value.rating, rated_at = value.rated_at } or nil end,
    updates = true,
    overwrites = true,
  },
  watchlist = set.new {
    title = "trakt.watchlist",
    types = titles,
    read = "sync.watchlist.get",
    add = "sync.watchlist.add",
    remove = "sync.watchlist.remove",
    path = {},
    fields = { notes = fields.text(500) },
    own = fields.own_notes,
  },
}
