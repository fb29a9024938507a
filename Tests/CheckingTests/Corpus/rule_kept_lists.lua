-- What nothing changes is final.
local writes, opts = { "lists", "history" }, { days = 7 }
for _, name in ipairs(writes) do print(name, #writes) end
return {
  writes = writes,
  options = opts,
  run = function(options)
    print(options.days, options.dyas) --> unknown-option
    trakt.history:add("tt0903747")
    trakt.list("A"):add("tt0903747")
    trakt.watchlist:add("tt0903747") --> undeclared-write
  end,
}
