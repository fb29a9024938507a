-- Puts the newly aired episodes of the shows you follow onto a list, and takes them off once you have watched them.
-- Each is put there once: what you take off yourself stays away.

-- What moves when a show is followed, or no longer is. Watching one follows it too: the plays tell of that.
local following = {
  "shows.watchlisted_at", "seasons.watchlisted_at", "episodes.watchlisted_at", "episodes.collected_at",
  "shows.hidden_at", "shows.dropped_at", "watchlist.updated_at",
}

-- The episodes on the list, and since when a play of them counts: since they came there.
local function listed(inbox)
  local items, put = inbox:items(), {}
  if not items.complete then error("the list came only in part: nothing is changed", 0) end
  for _, item in ipairs(items) do
    if item.type == "episode" then put[item.episode.ids.trakt] = item.listed_at end
  end
  return put
end

-- Keeps what was watched since a moment. What is on the list and was watched since it aired has to come off; that is read
-- from as long ago, because plays may be dated back. Says whether a show was watched that was not known to be followed.
local function read_plays(from, put, watched, inbox)
  local known, is_new, oldest, there = store.shows or {}, false, from, nil
  for id, since in pairs(put) do
    there = there or since < from and listed(inbox)
    -- What somebody took off is not looked for, once it is too old to be put there again.
    if since < from and not there[id] then put[id] = nil elseif since < oldest then oldest = since end
  end
  local plays = trakt.history.since(oldest)
  if not plays.complete then error("the history came only in part: nothing is changed", 0) end
  for _, entry in ipairs(store.airings and store.airings.entries or {}) do known[entry.show.ids.trakt] = true end
  store.watched, store.shows = {}, {}
  for _, play in ipairs(plays) do
    if play.type == "episode" and play.watched_at then
      local id, show = play.episode.ids.trakt, play.show.ids.trakt
      is_new, store.shows[show] = is_new or not known[show], true
      if from <= play.watched_at then store.watched[id] = true end
      if put[id] and put[id] <= play.watched_at then watched[#watched + 1], put[id] = play, nil end
    end
  end
  return is_new
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
    local from, moved = tostring(now:minus_days(days)), trakt.activities(store)
    if store.list ~= options.list then store.list, store.ids, store.put = options.list, nil, nil end
    local inbox = trakt.list { name = options.list, privacy = "private", ids = store.ids }
    local put, new, watched = store.put or listed(inbox), {}, {}
    local is_time = not store.put or store.days ~= days or moved("episodes.watched_at")
    local is_new = is_time and read_plays(from, put, watched, inbox)
    local airings = trakt.airings(store, { back = days, anew = is_new or moved(table.unpack(following)) })

    for _, entry in ipairs(airings) do
      local id, aired = entry.episode.ids.trakt, entry.first_aired
      local is_wanted = (options.specials or entry.episode.season > 0) and from <= aired and aired <= now
      if is_wanted and not (put[id] or store.watched[id]) then new[#new + 1], put[id] = entry, aired end
    end
    if #watched > 0 then print("watched: ", inbox:remove(watched)) end -- first: a full list has no room
    local added = #new > 0 and inbox:add_if_room(new)
    for _, entry in ipairs(added == nil and new or {}) do put[entry.episode.ids.trakt] = nil end -- the next time
    if added then print("to watch:", added) end
    store.days, store.ids, store.put = days, inbox.ids, put
  end,
}
