local inbox = trakt.list "Inbox"
for _, entry in ipairs(trakt.watchlist:items()) do
  inbox:add(entry) --> loop-write
end
for _, entry in ipairs(trakt.calendars.my_shows { start_date = "2026-01-01", days = 7 }) do
  inbox:remove(entry.episode) --> loop-write
  if entry.episode.season == 0 then trakt.history:add { entry.episode } end --> loop-write
end
for show in trakt.shows.popular:each { years = "2020" } do
  trakt.sync.watchlist.add { shows = { show } } --> loop-write
  print(trakt.shows.get(show, { extended = "full" }).overview) --> loop-read
end
for _, id in ipairs { 1, 2 } do
  print(id, trakt.movies.get("tron-legacy-2010").title) --> loop-read
  local other = trakt.list "Other" --> loop-read
  print(other, trakt.history:contains(id)) --> loop-read
end
local items = trakt.watchlist:items()
for _, entry in ipairs(items) do
  trakt.list("Inbox"):add(entry) --> loop-write
  trakt.ratings:add(entry.movie, { rating = 8 }) --> loop-write
  inbox:add(entry.movie or entry.show) --> loop-write
  inbox:add(entry[entry.type]) --> loop-write
  trakt.list(entry.type):add(entry)
end
for i = 1, #items do
  inbox:add(items[i]) --> loop-write
  inbox:add(items)
end
for _, id in ipairs { "tt0903747", "tt0944947" } do
  inbox:add(id) --> loop-write
end
local new = {}
for _, entry in ipairs(trakt.watchlist:items()) do
  if entry.rank > 3 then new[#new + 1] = entry end
end
inbox:add(new)
for name, list in pairs { a = trakt.list "A", b = trakt.list "B" } do
  list:add(name)
end
while time.now() < time.today() do
  print(trakt.shows.get("x"))
end
