-- Tells you each day which episodes of the shows you follow are on that day, by the clocks where you live.

-- Episodes of a show that are on at the same time make one line: "20:15  Show 2x05", "20:15  Show 2x01 to 2x08".
local function lines_of(entries, zone)
  local lines, last = {}, nil
  for _, entry in ipairs(entries) do
    local episode, show = entry.episode, entry.show.title
    local key = ("%s %s %s"):format(entry.show.ids.trakt, episode.season, entry.first_aired)
    local place = ("%dx%02d"):format(episode.season, episode.number)
    local head = ("%s  %s "):format(time.parse(entry.first_aired):format("%H:%M", zone), show)
    if key == last then
      lines[#lines] = lines[#lines]:match("^(.- %d+x%d+)") .. " to " .. place
    else
      lines[#lines + 1] = head .. place .. (episode.title and "  " .. episode.title or "")
    end
    last = key
  end
  return lines
end

return {
  name     = "Today",
  schedule = "daily at 17:00",
  writes   = {},
  options  = { zone = "", specials = true },

  run = function(options, occasion)
    -- Your zone: the option's, or the one in your settings at Trakt.
    trakt.activities(store)
    local zone = options.zone ~= "" and options.zone or trakt.zone(store)
    local today = time.today(zone)
    -- A slot of yesterday that is made up for is too late: today has its own.
    local slot = occasion and occasion.slot and time.parse(occasion.slot) or time.now()
    if slot:date(zone) ~= today or store.told == tostring(today) then return end

    -- Trakt's days are those of UTC: one more on either side holds any day there is.
    local entries = {}
    for _, entry in ipairs(trakt.calendars.my_shows { start_date = today:minus_days(1), days = 3 }) do
      local is_wanted = options.specials or entry.episode.season > 0
      if is_wanted and time.parse(entry.first_aired):date(zone) == today then entries[#entries + 1] = entry end
    end
    if #entries > 0 then
      notify(table.concat(lines_of(entries, zone), "\n"), { title = today:format("Today, %A %d %B") })
    end
    store.told = tostring(today)
  end,
}
