--- `trakt.followed()`: the shows that Trakt's own calendar is made of, all of them.

local host = ...
local all = host.load("all")
local identity = host.load("identity")
local kinds = host.load("kinds")
local paging = host.load("paging")

--- A function that reads all pages of an endpoint.
local function reader(id, ...)
  local arguments = json.array { ... }
  return function() return paging.all(id, arguments) end
end

--- The show of an entry as an item.
local function item_of(show)
  return { type = "show", ids = show.ids }
end

--- An index of the shows of some reads.
local function index_of(...)
  local index = identity.index()
  for _, entries in ipairs { ... } do
    for _, entry in ipairs(entries) do
      if entry.show then index:insert(item_of(entry.show)) end
    end
  end
  return index
end

--- Each show of some reads once, the first ones first, without those in an index.
local function different_shows(reads, without)
  local shows, seen = {}, identity.index()
  for _, entries in ipairs(reads) do
    for _, entry in ipairs(entries) do
      local item = entry.show and item_of(entry.show)
      if item and not without:find(item) and seen:insert(item) == item then
        kinds.mark(entry.show, "show")
        shows[#shows + 1] = entry.show
      end
    end
  end
  return shows
end

--- Every show that was watched, or is on the watchlist, or was collected, without those that were dropped or hidden
--- from the calendar. `.complete` says whether everything could be read.
---@return any[]
local function followed()
  local reads = {
    all {
      reader("sync.watched.get", "shows", { extended = "noseasons" }),
      reader("sync.watchlist.get", "shows"),
      reader("sync.collection.get", "shows"),
      reader("users.hidden.get", "dropped", { type = "show" }),
      reader("users.hidden.get", "calendar", { type = "show" }),
    },
  }
  local complete = true
  for _, entries in ipairs(reads) do complete = complete and entries.complete end
  local shows = different_shows({ reads[1], reads[2], reads[3] }, index_of(reads[4], reads[5]))
  return paging.composed(json.array(shows, { complete = complete, item_count = #shows }), followed)
end

return followed
