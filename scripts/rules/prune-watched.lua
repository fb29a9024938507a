-- Takes movies and episodes off your lists once you have watched them.
-- What you put on a list again after watching it stays: you mean to see it again. Whole shows and seasons stay too.

local function id_of(entry)
  local media = entry[entry.type]
  return media and media.ids and entry.type .. " " .. media.ids.trakt
end

-- When each movie and episode was last watched; plays come newest first.
local function last_plays(days)
  local last = {}
  for _, play in ipairs(trakt.history.since(time.today():minus_days(days))) do
    local id = id_of(play)
    if id and not last[id] then last[id] = time.parse(play.watched_at) end
  end
  return last
end

return {
  name     = "Prune watched",
  schedule = "every 6h",
  writes   = { "lists" },
  options  = { lists = { "New episodes" }, days = 30 },

  run = function(options)
    local last = last_plays(options.days)
    if not next(last) then return end
    for _, name in ipairs(options.lists) do
      local list = trakt.list { name = name, make = false }
      local done = {}
      for _, entry in ipairs(list and list:items() or {}) do
        local watched = last[id_of(entry)]
        if watched and watched >= entry.listed_at then done[#done + 1] = entry end
      end
      if #done > 0 then print(name .. ": " .. tostring(list:remove(done))) end
    end
  end,
}
