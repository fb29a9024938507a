-- What the script puts there itself, or has something else for, is no slip of the pen.
local function never() trakt.history:add("tt0903747") end
return {
  writes = { "watchlist", nil, "lists" },
  options = { days = 7 },
  run = function(options)
    options.extra = 3
    print(options.extra, options.user or "me", options["days"])
    print(options.user and options.word or options.other or 3)
    print(options.days or options.dyas) --> unknown-option
  end,
}
