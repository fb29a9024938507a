-- Takes movies and episodes off your lists once you have watched them.
-- What you put on a list again after watching it stays: you mean to see it again. Whole shows and seasons stay too.

local function id_of(entry)
  local media = entry[entry.type]
  return media and media.ids and entry.type .. " " .. media.ids.trakt
end

-- When each movie and episode was last watched; plays come newest first.
local function last_plays(days)
  local plays, last = trakt.history.since(time.today():minus_days(days)), {}
  if not plays.complete then error("the history came only in part: nothing is changed", 0) end
  for _, play in ipairs(plays) do
    local id = id_of(play)
    if id and not last[id] then last[id] = play.watched_at end
  end
  return last
end

return {
  name     = "Prune watched",
  schedule = "every 6h",
  writes   = { "lists" },
  removes  = { most = 500 },
  options  = { lists = { "New episodes", "Premieres" }, days = 30 },

  run = function(options)
    -- Nothing has to go until something is watched: what is listed later is meant to be seen again.
    local moved, asked = trakt.activities(store), json.encode(options)
    if not moved("movies.watched_at", "episodes.watched_at") and store.asked == asked then return end
    store.asked = asked
    local last = last_plays(options.days)
    if not next(last) then return end

    local ids = store.ids or {}
    for _, name in ipairs(options.lists) do
      local list = trakt.list { name = name, make = false, ids = ids[name] }
      local done = {}
      for _, entry in ipairs(list and list:items() or {}) do
        local watched = last[id_of(entry)]
        if watched and watched >= entry.listed_at then done[#done + 1] = entry end
      end
      if #done > 0 then print(name .. ": " .. tostring(list:remove(done))) end
      ids[name] = list and list.ids
    end
    store.ids = ids
  end,
}
