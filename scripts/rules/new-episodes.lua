-- Puts the newly aired episodes of the shows you follow onto a list, and takes them off once you have watched them.
-- Each is put there once: what you take off yourself stays away.

-- What moves when a show is followed, or no longer is. Watching one follows it too: the plays tell of that.
local following = {
  "shows.watchlisted_at", "seasons.watchlisted_at", "episodes.watchlisted_at", "episodes.collected_at",
  "shows.hidden_at", "shows.dropped_at", "watchlist.updated_at",
}

-- Keeps which episodes were watched since a moment. Says whether one is of a show that was not known to be followed.
local function read_plays(from)
  local plays, known, is_new = trakt.history.since(from), store.shows or {}, false
  if not plays.complete then error("the history came only in part: nothing is changed", 0) end
  for _, entry in ipairs(store.airings and store.airings.entries or {}) do known[entry.show.ids.trakt] = true end
  store.watched, store.shows = {}, {}
  for _, play in ipairs(plays) do
    if play.type == "episode" then
      local show = play.show.ids.trakt
      is_new = is_new or not known[show]
      store.watched[play.episode.ids.trakt], store.shows[show] = true, true
    end
  end
  return is_new
end

-- Adds to a list. One that is full is told of, and tried again the next time.
local function add(list, items)
  local is_added, answer = pcall(list.add, list, items)
  if is_added then return answer end
  if answer.kind ~= "account_limit" then error(answer, 0) end
  log.warning(tostring(answer))
end

return {
  name     = "New episodes",
  schedule = "every 6h",
  writes   = { "lists" },
  removes  = { most = 500 },
  options  = { list = "New episodes", days = 7, specials = false },

  run = function(options)
    local days, now = options.days, time.now()
    if days < 1 or days > 30 then error(("days must be from 1 to 30, not %s"):format(days), 0) end
    local from = now:minus_days(days)
    local moved = trakt.activities(store)
    local is_new_show = (moved("episodes.watched_at") or store.days ~= days) and read_plays(from)
    local airings = trakt.airings(store, { back = days, anew = is_new_show or moved(table.unpack(following)) })

    if store.list ~= options.list then store.list, store.ids, store.put = options.list, nil, nil end
    local inbox = trakt.list { name = options.list, privacy = "private", ids = store.ids }
    -- One that somebody deleted is made anew, and is empty.
    if store.ids and store.ids.trakt ~= inbox.ids.trakt then store.put = nil end
    local put, new, watched = store.put or {}, {}, {}
    for _, item in ipairs(store.put and {} or inbox:items()) do
      if item.type == "episode" then put[item.episode.ids.trakt] = true end
    end
    for _, entry in ipairs(airings) do
      local id, is_wanted = entry.episode.ids.trakt, options.specials or entry.episode.season > 0
      if is_wanted and from <= entry.first_aired and entry.first_aired <= now and not (put[id] or store.watched[id]) then
        new[#new + 1], put[id] = entry, true
      end
    end
    for id in pairs(put) do
      if store.watched[id] then watched[#watched + 1] = { type = "episode", trakt = id } end
    end
    for _, episode in ipairs(watched) do put[episode.trakt] = nil end
    if #watched > 0 then print("watched: ", inbox:remove(watched)) end -- first: a full list has no room
    local added = #new > 0 and add(inbox, new)
    for _, entry in ipairs(added == nil and new or {}) do put[entry.episode.ids.trakt] = nil end
    if added then print("to watch:", added) end
    store.days, store.ids, store.put = days, inbox.ids, put
  end,
}
