--- `trakt.airings(kept, options)`: what airs in the days around now, from a calendar that is read once a day and kept.

local host = ...
local media = host.load("media")
local paging = host.load("paging")
local time = host.load("time")

local options_known = { back = true, ahead = true, calendar = true, anew = true }

--- Trakt's calendar goes by days in UTC and gives at most 33 of them; one more on either side covers every zone.
local longest = 33

local function fail(message, ...)
  host.fail { kind = "invalid_argument", message = "trakt.airings: " .. message:format(...) }
end

--- A number of whole days.
local function days(options, name, default)
  local value = options[name] == nil and default or media.whole(options[name])
  if not value or value < 0 then fail("%s is a number of whole days, not %s", name, tostring(options[name])) end
  return value
end

--- What is kept of an entry: enough to say what it is, and to give it to a set.
local function trimmed(entry)
  local episode, show = entry.episode, entry.show
  return {
    first_aired = entry.first_aired,
    episode = {
      season = episode.season, number = episode.number, title = episode.title, ids = { trakt = episode.ids.trakt },
    },
    show = { title = show.title, year = show.year, ids = { trakt = show.ids.trakt, slug = show.ids.slug } },
  }
end

--- Reads the calendar.
local function read(calendar, from, count)
  local entries = json.array {}
  for _, entry in ipairs(paging.call(calendar, json.array { from, count }).body or {}) do
    if entry.first_aired and entry.episode and entry.show then entries[#entries + 1] = trimmed(entry) end
  end
  return entries
end

return {
  --- The episodes of followed shows that air from `back` days ago to `ahead` days from now, the earliest first. They
  --- are read when nothing is kept, when what is kept was read for other days or a day ago, and when `anew` is true;
  --- otherwise they are what `kept.airings` says, without a call.
  ---@param kept table mostly `store`
  ---@param options { back: integer?, ahead: integer?, calendar: string?, anew: boolean? }
  ---@return any[]
  airings = function(kept, options)
    if type(kept) ~= "table" then fail("expected the table to keep them in: store") end
    options = options or {}
    for name in pairs(options) do
      if not options_known[name] then fail("there is no option %s", tostring(name)) end
    end
    local back, ahead = days(options, "back", 7), days(options, "ahead", 0)
    if back + ahead + 3 > longest then
      fail("back and ahead are at most %d days together, not %d", longest - 3, back + ahead)
    end
    local calendar = "calendars." .. (options.calendar or "my_shows")
    local now, before = time.now(), kept.airings
    local is_good = before and not options.anew and before.calendar == calendar
      and before.back == back and before.ahead == ahead
      and before.read <= tostring(now) and now < time.parse(before.read):plus_days(1)
    if not is_good then
      kept.airings = {
        calendar = calendar, back = back, ahead = ahead, read = tostring(now),
        entries = read(calendar, now:date():minus_days(back + 1), back + ahead + 3),
      }
    end
    return kept.airings.entries
  end,
}
