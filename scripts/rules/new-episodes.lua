-- Puts the newly aired episodes of the shows you follow onto a list, and takes off those you have watched.

-- Trakt's calendar goes by UTC and gives at most 33 days; a day more on either side covers every time zone.
local longest = 33

local function is_new(entry, from, now, specials)
  local aired = entry.first_aired
  return aired and from <= aired and aired <= now and (specials or entry.episode.season > 0)
end

return {
  name     = "New episodes",
  schedule = "every 6h",
  writes   = { "lists" },
  options  = { list = "New episodes", days = 7, specials = false },

  run = function(options)
    local days = options.days
    if days < 1 or days + 3 > longest then
      error(("days must be from 1 to %d, not %s"):format(longest - 3, days), 0)
    end
    local now = time.now()
    local from = now:minus_days(days)

    local calendar = trakt.calendars.my_shows { start_date = from:date():minus_days(1), days = days + 3 }
    local plays = trakt.history.since(from)
    local watched = {}
    for _, play in ipairs(plays) do
      if play.type == "episode" then watched[play.episode.ids.trakt] = true end
    end

    local unwatched = {}
    for _, entry in ipairs(calendar) do
      if is_new(entry, from, now, options.specials) and not watched[entry.episode.ids.trakt] then
        unwatched[#unwatched + 1] = entry
      end
    end

    local inbox = trakt.list { name = options.list, privacy = "private" }
    inbox:items() -- read once: from here on only what differs is sent
    print("to watch:", inbox:add(unwatched))
    print("watched: ", inbox:remove(plays))
  end,
}
