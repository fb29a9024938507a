--- What a value is: anything that Trakt answers or a person writes, sorted into movies, shows, seasons, episodes and
--- people.

local host = ...
local kinds = host.load("kinds")

local media = {}

---@class media.Item
---@field type "movie"|"show"|"season"|"episode"|"person"
---@field ids table<string, integer|string> its own ids; may be empty when `show` and `season` say where it is
---@field show table<string, integer|string>? the ids of its show
---@field season integer?
---@field number integer? of an episode in its season
---@field value any what the script gave

--- The kinds of id, in the order in which Trakt matches them.
media.id_order = { "trakt", "imdb", "tmdb", "tvdb", "slug" }

--- A type's name in request bodies and answers.
media.plural = { movie = "movies", show = "shows", season = "seasons", episode = "episodes", person = "people" }

--- In which order a wrapper's members tell what it is about: an entry with an episode also has its show.
local members = { "episode", "season", "movie", "show", "person" }

--- The keys of a table for a message, the first few.
local function shown_keys(value)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = tostring(key) end
  table.sort(keys)
  if #keys == 0 then return "an empty table" end
  return "a table with " .. table.concat(keys, ", ", 1, math.min(#keys, 5))
end

--- A value as it reads in a message.
---@param value any
---@return string
function media.shown(value)
  if type(value) ~= "table" then return type(value) == "string" and ("%q"):format(value) or tostring(value) end
  local name = value.title or value.name
  if type(name) == "string" then return '"' .. name .. '"' end
  for _, kind in ipairs(media.id_order) do
    local id = type(value.ids) == "table" and value.ids[kind] or value[kind]
    if id then return ("{ %s = %s }"):format(kind, type(id) == "string" and ("%q"):format(id) or tostring(id)) end
  end
  local inner = type(value.type) == "string" and value[value.type]
  return type(inner) == "table" and media.shown(inner) or shown_keys(value)
end

--- A whole number, or nil.
local function whole(value)
  return math.type(value) and math.tointeger(value)
end

--- The ids in a table, or of a plain text or number; nil when there are none.
---@param value any
---@return table<string, integer|string>?
local function ids_of(value)
  if type(value) == "string" and value ~= "" then
    return { [value:find("^tt%d+$") and "imdb" or "slug"] = value }
  elseif whole(value) then
    return { trakt = whole(value) }
  elseif type(value) ~= "table" then
    return nil
  end
  local from, ids = type(value.ids) == "table" and value.ids or value, {}
  for _, kind in ipairs(media.id_order) do
    local id = from[kind]
    if type(id) == "number" then id = whole(id) end
    if type(id) == "string" and id ~= "" or type(id) == "number" then ids[kind] = id end
  end
  return next(ids) and ids or nil
end

--- What an object without a type is, as far as its fields show it.
---@param object table
---@return string?
local function kind_by_fields(object)
  if whole(object.season) and (whole(object.number) or whole(object.episode)) then return "episode" end
  if whole(object.season) or whole(object.number) then return "season" end
  if object.name and object.ids and not object.title then return "person" end
  if kinds.of(object) then return kinds.of(object) end
  if type(object.ids) == "table" and object.ids.tvdb or object.aired_episodes or object.airs then return "show" end
end

--- Which member of a wrapper is meant: `movie` of { released, movie }.
---@param value table
---@return string?
local function wrapped(value)
  if media.plural[value.type] then
    return type(value[value.type]) == "table" and value.type or nil
  end
  for _, member in ipairs(members) do
    local positioned = member == "show" and whole(value.season)
    if type(value[member]) == "table" and not positioned then return member end
  end
end

--- An item with its place in its show, where it has one.
---@return media.Item?, string? problem
local function new_item(kind, object, show, value)
  local item = { type = kind, ids = ids_of(object) or {}, value = value }
  if kind == "episode" then
    item.season, item.number = whole(object.season), whole(object.number) or whole(object.episode)
  elseif kind == "season" then
    item.season = whole(object.number) or whole(object.season)
  end
  if kind == "episode" or kind == "season" then item.show = ids_of(show) end
  local placed = item.show and item.season and (kind == "season" or item.number)
  if next(item.ids) or placed then return item end
  local places = { episode = ", or show, season and episode", season = ", or show and season" }
  return nil, ("%s has no id: a %s needs ids%s"):format(media.shown(value), kind, places[kind] or "")
end

--- An item of an id alone, or of an object that does not show what it is: Trakt is asked.
---@return media.Item?, string? problem
local function looked_up(object, value)
  local ids = ids_of(object)
  if not ids then return nil, media.shown(value) .. " is not a movie, show, season, episode or person" end
  return new_item(host.load("lookup")(ids, value), { ids = ids }, nil, value)
end

--- Sorts one value; nil and a sentence when it cannot be anything.
---@param value any an entry of an answer, an object with ids, { imdb = "tt0903747" }, "tt0903747", a Trakt id
---@return media.Item?, string? problem
function media.sort(value)
  if type(value) ~= "table" then return looked_up(value, value) end
  local member = wrapped(value)
  if member then return new_item(member, value[member], value.show, value) end
  local other = value.privacy and "list" or value.username and "user" or value.type
  if other and not media.plural[other] then
    return nil, ("%s is a %s, not a movie, show, season, episode or person"):format(media.shown(value), tostring(other))
  end
  local kind = value.type or kind_by_fields(value)
  if kind then return new_item(kind, value, value.show, value) end
  return looked_up(value, value)
end

--- Sorts one value, or raises.
---@param value any
---@return media.Item
function media.item(value)
  local item, problem = media.sort(value)
  return item or host.fail { kind = "invalid_argument", message = problem }
end

return media
