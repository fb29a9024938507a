-- Takes movies and episodes off your lists once you have watched them.
-- What you put on a list again after watching it stays: you mean to see it again. Whole shows and seasons stay too.

local function id_of(entry)
  local media = entry[entry.type]
  return media and media.ids and entry.type .. " " .. media.ids.trakt
end

-- The lists of these names with what is on them, and when the oldest movie or episode of a year was put there.
local function read_lists(names)
  local lists, ids, oldest, year_ago = {}, store.ids or {}, time.now(), time.now():minus_days(365)
  for _, name in ipairs(names) do
    local list = trakt.list { name = name, make = false, ids = ids[name] }
    local entries = list and list:items() or {}
    for _, entry in ipairs(entries) do
      local listed, can_go = time.parse(entry.listed_at), entry.type == "movie" or entry.type == "episode"
      if can_go and year_ago < listed and listed < oldest then oldest = listed end
    end
    lists[name], ids[name] = list and { set = list, entries = entries }, list and list.ids
  end
  store.ids = ids
  return lists, oldest
end

-- When each movie and episode was last watched. Also which of them by a play that is dated back: it was not there the
-- last time, though it says it is from before the last run. Plays come newest first.
local function read_plays(from, last_run)
  local plays, known, last, late, ids = trakt.history.since(from), store.plays, {}, {}, {}
  if not plays.complete then error("the history came only in part: nothing is changed", 0) end
  for _, play in ipairs(plays) do
    local id, at = id_of(play), play.watched_at or ""
    if id then last[id] = last[id] or at end
    if id and known and known.from <= at and at < last_run and not known.ids[play.id] then late[id] = true end
    ids[play.id] = true
  end
  -- More than these is an import: what is dated back next is overlooked then.
  store.plays = #plays <= 20000 and { from = tostring(from), ids = ids } or nil
  return last, late
end

return {
  name     = "Prune watched",
  schedule = "every 6h",
  writes   = { "lists" },
  removes  = { most = 500 },
  -- The days are how far before it was listed a play of something may be dated back.
  options  = { lists = { "New episodes", "Premieres" }, days = 30 },

  run = function(options)
    -- Nothing has to go until something is watched: what is listed later is meant to be seen again.
    local moved, moments = trakt.activities(store)
    local asked, last_run = json.encode(options), store.last_run
    store.last_run = time.now():format("%FT%H:%M") -- plays are kept to the minute
    if not moved("movies.watched_at", "episodes.watched_at") and store.asked == asked then return end
    store.asked = asked

    local lists, oldest = read_lists(options.lists)
    local last, late = read_plays(oldest:minus_days(options.days), last_run)
    for _, name in ipairs(options.lists) do
      local done = {}
      for _, entry in ipairs(lists[name] and lists[name].entries or {}) do
        local id, listed = id_of(entry), entry.listed_at
        local is_late = late[id] and listed <= (moments[entry.type .. "s.watched_at"] or "")
        if is_late or last[id] and last[id] >= listed then done[#done + 1] = entry end
      end
      if #done > 0 then print(name .. ": " .. tostring(lists[name].set:remove(done))) end
    end
  end,
}
