-- Keeps a list of what to watch next: one episode of every show you are in the middle of.
-- The list is the rule's own: anything else on it is taken off, when it changes or once a day.

local function is_past_a_day(text, now) return not text or now >= time.parse(text):plus_days(1) end

-- Whether an episode aired since it was looked at what is next, or that was a day ago.
local function is_time(now)
  if is_past_a_day(store.looked, now) then return true end
  for _, entry in ipairs(trakt.airings(store, { back = 1 })) do
    if store.looked < entry.first_aired and entry.first_aired <= tostring(now) then return true end
  end
end

-- Whether a show is among the entries that was not the last time, and whether anything is different.
local function compare(entries)
  local known, is_new, is_different = store.next or {}, false, false
  store.next = {}
  for _, entry in ipairs(entries) do
    local show, place = entry.show.ids.trakt, entry.episode.season .. "x" .. entry.episode.number
    is_new, is_different = is_new or not known[show], is_different or known[show] ~= place
    store.next[show] = place
  end
  for show in pairs(known) do is_different = is_different or not store.next[show] end
  return is_new, is_different
end

return {
  name     = "Up next",
  schedule = "every 1h",
  writes   = { "lists" },
  removes  = { most = 500 },
  options  = { list = "Up next" },

  run = function(options)
    local now, moved = time.now(), trakt.activities(store)
    if store.list ~= options.list then store.list, store.ids, store.looked, store.set = options.list, nil, nil, nil end
    local has_moved = moved("episodes.watched_at", "shows.hidden_at", "shows.dropped_at", "seasons.hidden_at")
    if not has_moved and not is_time(now) then return end

    local entries = trakt.up_next(store)
    local is_new, is_different = compare(entries)
    -- What is begun today may go on today: the calendar of yesterday does not know.
    if is_new then trakt.airings(store, { back = 1, anew = true }) end
    if is_different or is_past_a_day(store.set, now) then
      local list = trakt.list { name = options.list, privacy = "private", ids = store.ids }
      local answer = list:set(entries)
      if answer.sent > 0 then print("up next:", answer) end
      store.ids, store.set = list.ids, tostring(now)
    end
    store.looked = tostring(now)
  end,
}
