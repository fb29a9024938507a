local function tidy(list)
  list:remove(trakt.history.since(time.today():minus_days(7)))
end
return {
  schedule = "daily at 07:30",
  writes = { "lists" },
  run = function()
    local inbox = trakt.list "Inbox"
    inbox:add(trakt.calendars.my_shows { start_date = time.today(), days = 7 })
    tidy(inbox)
    trakt.watchlist:remove("tt0903747") --> undeclared-write
    trakt.comments.like(417) --> undeclared-write
  end,
}
