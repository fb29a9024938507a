-- What a variable always stands for is followed, and functions that nothing uses never run.
local watchlist, popular = trakt.watchlist, trakt.movies.popular
local function unused() trakt.history:add("tt0903747") end
local function used() trakt.ratings:remove("tt0903747") end --> undeclared-write
return {
  writes = { "watchlist" }, --> unused-write
  run = function()
    print(watchlist:items(), popular { limit = 2 }, used())
  end,
}
