-- What may be changed cannot be told from the text, so nothing is said of writes that seem to be unused.
local function clear(set) set:remove(set:items()) end
return {
  writes = { "watchlist", "history" },
  run = function()
    for _, name in ipairs { "watchlist" } do clear(trakt[name]) end
  end,
}
