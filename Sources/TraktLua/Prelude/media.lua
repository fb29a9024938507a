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
  return "a table without title or ids"
end

local function refuse(message, ...)
  host.fail { kind = "invalid_argument", message = message:format(...) }
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
  if object.privacy or object.username then return nil end
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
---@return media.Item
local function new_item(kind, object, show, value)
  local item = { type = kind, ids = ids_of(object) or {}, value = value }
  if kind == "episode" then
    item.season, item.number = whole(object.season), whole(object.number) or whole(object.episode)
  elseif kind == "season" then
    item.season = whole(object.number) or whole(object.season)
  end
  if kind == "episode" or kind == "season" then item.show = ids_of(show) end
  local placed = item.show and item.season and (kind == "season" or item.number)
  if not next(item.ids) and not placed then
    refuse("%s has no id: give it ids, or a show with season%s", media.shown(value), kind == "episode" and " and episode" or "")
  end
  return item
end

--- Sorts one value.
---@param value any an entry of an answer, an object with ids, { imdb = "tt0903747" }, "tt0903747", a Trakt id
---@return media.Item
function media.item(value)
  if type(value) ~= "table" then
    local ids = ids_of(value)
    if not ids then refuse("%s is not a movie, show, season, episode or person", media.shown(value)) end
    return new_item(host.load("lookup")(ids, value), { ids = ids }, nil, value)
  end
  local member = wrapped(value)
  if member then return new_item(member, value[member], value.show, value) end
  if value.type and not media.plural[value.type] then
    refuse("%s is a %s, not a movie, show, season, episode or person", media.shown(value), tostring(value.type))
  end
  local kind = value.type or kind_by_fields(value)
  if not kind then
    local ids = ids_of(value)
    if not ids or value.privacy or value.username then
      refuse("%s is not a movie, show, season, episode or person", media.shown(value))
    end
    kind = host.load("lookup")(ids, value)
  end
  return new_item(kind, value, value.show, value)
end

return media
