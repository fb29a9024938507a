--- What became of each item of a change. Trakt answers counts and what it did not find; where these leave something
--- open, that is said too.

local host = ...
local identity = host.load("identity")
local media = host.load("media")

---@class outcomes.Result one of the script's values and what became of it
---@field value any
--- "added", "existing", "updated", "deleted", "absent", "not_found"; "accepted" where Trakt took it and did not say
--- whether that changed anything; in an error also "refused", "unknown", "not_sent".
---@field outcome string

local outcomes = {}

--- The type of the items under a body's key: "movie" for "movies".
local singular = {}
for kind, plural in pairs(media.plural) do singular[plural] = kind end

--- The sum of Trakt's counts: { movies = 1, episodes = 2 } is 3.
---@param counts any
---@return integer
function outcomes.total(counts)
  if math.type(counts) == "integer" then return counts end
  local sum = 0
  for _, count in pairs(counts or {}) do
    if math.type(count) == "integer" then sum = sum + count end
  end
  return sum
end

--- The items of a batch by what they are about: plays of one thing at different moments are one, since Trakt knows it
--- or does not.
---@param batch media.Item[]
---@return fun(thing: media.Item): media.Item[]
local function by_thing(batch)
  local index, groups = identity.index(), {}
  for _, item in ipairs(batch) do
    local thing = {
      type = item.type, ids = item.ids, show = item.show, season = item.season, number = item.number, play = item.play,
    }
    local kept = index:insert(thing)
    groups[kept] = groups[kept] or {}
    table.insert(groups[kept], item)
  end
  return function(thing) return groups[index:find(thing)] or {} end
end

--- What an echo of Trakt's is about: several things when it nests seasons or episodes.
---@return media.Item[]
local function things_of(echo, plural)
  if plural == "ids" then return { { ids = {}, play = echo } } end
  if type(echo) ~= "table" then return {} end
  if not echo.seasons then return { { type = singular[plural], ids = echo.ids or {} } } end
  local things = {}
  for _, season in ipairs(echo.seasons) do
    local place = { ids = {}, show = echo.ids, season = season.number }
    if not season.episodes then
      place.type = "season"
      things[#things + 1] = place
    end
    for _, episode in ipairs(season.episodes or {}) do
      things[#things + 1] = {
        type = "episode", ids = {}, show = place.show, season = place.season, number = episode.number,
      }
    end
  end
  return things
end

--- Says of an item what became of it, to every value that stands for it.
---@param item media.Item
---@param outcome string
function outcomes.mark(item, outcome)
  item.outcome = outcome
  for _, result in ipairs(item.results) do result.outcome = outcome end
end

--- Marks the items that Trakt did not find; an echo that fits none is put into `unplaced` as it is.
---@param not_found table<string, any[]>?
---@param batch media.Item[]
---@param unplaced any[]
function outcomes.mark_missing(not_found, batch, unplaced)
  if not not_found or not next(not_found) then return end
  local items_about
  for plural, echoes in pairs(not_found) do
    for _, echo in ipairs(type(echoes) == "table" and echoes or {}) do
      items_about = items_about or by_thing(batch)
      local is_placed = false
      for _, thing in ipairs(things_of(echo, plural)) do
        for _, item in ipairs(items_about(thing)) do
          is_placed = true
          outcomes.mark(item, "not_found")
        end
      end
      if not is_placed then unplaced[#unplaced + 1] = echo end
    end
  end
end

--- Whether one item is one in Trakt's counts: a show in the history stands for its episodes, and an item there for
--- all its plays.
local function counts_once(item, change, declaration)
  if declaration.expands and (item.type == "show" or item.type == "season") then return false end
  return not (declaration.repeats and change == "remove" and not item.play)
end

--- How many items of each type Trakt took, and whether its counts can be told apart by item.
local function tally(batch, change, declaration)
  local taken, vague = {}, {}
  for _, item in ipairs(batch) do
    if item.outcome ~= "not_found" then
      taken[item.type] = (taken[item.type] or 0) + 1
      if not counts_once(item, change, declaration) then
        vague[item.type] = true
        if item.type ~= "movie" then vague.episode = true end
      end
    end
  end
  return taken, vague
end

--- Trakt's count for a type under a name, 0 where there is none.
local function count_of(body, name, kind)
  local counts = body[name]
  return type(counts) == "table" and counts[media.plural[kind]] or 0
end

--- What all items of a type became, where the counts say the same of each.
local function common_outcome(body, names, kind, taken)
  for _, name in ipairs(names) do
    if count_of(body, name, kind) == taken then return name end
  end
end

--- Marks the items that Trakt took with what its counts say of them.
---@param body table Trakt's answer
---@param batch media.Item[]
---@param change "add"|"remove"
---@param declaration set.Declaration
function outcomes.mark_taken(body, batch, change, declaration)
  local taken, vague = tally(batch, change, declaration)
  local names = change == "add" and { "added", "updated", "existing" } or { "deleted" }
  local common = {}
  for kind, number in pairs(taken) do
    common[kind] = not vague[kind] and common_outcome(body, names, kind, number) or "accepted"
    if change == "remove" and not vague[kind] and count_of(body, "deleted", kind) == 0 then common[kind] = "absent" end
  end
  for _, item in ipairs(batch) do
    if item.outcome ~= "not_found" then
      local outcome = common[item.type]
      -- An account's rating that is replaced counts as added.
      outcomes.mark(item, outcome == "added" and item.replaces and "updated" or outcome)
    end
  end
end

return outcomes
