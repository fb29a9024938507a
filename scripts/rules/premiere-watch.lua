-- Tells you of new shows and new seasons among the shows you follow, some days before they begin, and puts their first
-- episodes onto a list. Each is told once. What you dropped or hid from your calendar is left out.

-- What moves when a show is followed, or no longer is.
local following = {
  "episodes.watched_at", "episodes.collected_at", "shows.watchlisted_at", "seasons.watchlisted_at",
  "episodes.watchlisted_at", "shows.hidden_at", "shows.dropped_at", "watchlist.updated_at",
}

local function line_of(entry, zone)
  local season, day = entry.episode.season, time.parse(entry.first_aired):format("%A %d %B", zone)
  local what = season == 1 and "a new show" or ("season %d"):format(season)
  return ("%s: %s, from %s"):format(entry.show.title, what, day)
end

-- The episodes that were watched since a moment.
local function watched_since(from)
  local plays, watched = trakt.history.since(from), {}
  if not plays.complete then error("the history came only in part: nothing is changed", 0) end
  for _, play in ipairs(plays) do
    if play.type == "episode" then watched[play.episode.ids.trakt] = true end
  end
  return watched
end

return {
  name     = "Premieres",
  schedule = "every 12h",
  writes   = { "lists" },
  -- Without a name for the list there is only the message.
  options  = { list = "Premieres", message = true, days = 14 },

  run = function(options)
    local days, now = options.days, time.now()
    if days < 1 or days > 27 then error(("days must be from 1 to 27, not %s"):format(days), 0) end
    local moved = trakt.activities(store)
    local airings = trakt.airings(store, {
      calendar = "my_season_premieres", back = 3, ahead = days, anew = moved(table.unpack(following)),
    })

    local told, premieres, lines, watched = store.told or {}, {}, {}, nil
    for _, entry in ipairs(airings) do
      local id, aired = tostring(entry.episode.ids.trakt), entry.first_aired
      -- The calendar also has the first episodes after a break within a season.
      local is_first = entry.episode.number == 1 and entry.episode.season > 0
      if is_first and now:minus_days(3) <= aired and aired <= now:plus_days(days) and not told[id] then
        told[id] = aired
        -- One that begins a new show for you may be what you watched to follow it.
        if aired <= now then watched = watched or watched_since(now:minus_days(3)) end
        if not (watched and watched[entry.episode.ids.trakt]) then
          premieres[#premieres + 1], lines[#lines + 1] = entry, line_of(entry, trakt.zone(store))
        end
      end
    end
    if #premieres > 0 then
      if options.list ~= "" then
        if store.list ~= options.list then store.list, store.ids = options.list, nil end
        local list = trakt.list { name = options.list, privacy = "private", ids = store.ids }
        -- A list that is full keeps no message back.
        local added = list:add_if_room(premieres)
        if added then print("premieres:", added) end
        store.ids = list.ids
      end
      if options.message then notify(table.concat(lines, "\n"), { title = "Premieres" }) end
    end
    for id, aired in pairs(told) do
      if now:minus_days(400) > aired then told[id] = nil end
    end
    store.told = told
  end,
}
