-- Lists and options that grow before the rule has them: nothing is to be found here.
local writes, opts, more = { "lists" }, { days = 7 }, {}
writes[2] = "watchlist"
opts.limit = 5
local alias = writes
table.insert(alias, "history")
return {
  writes = writes,
  options = opts,
  on_change = nil,
  removes = nil,
  run = function(options)
    print(options.days, options.limit, more)
    trakt.history:add("tt0903747")
    trakt.watchlist:add("tt0903747")
  end,
}
