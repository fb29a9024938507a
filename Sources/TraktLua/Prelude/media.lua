--- What a value is: anything that Trakt answers or a person writes, sorted into movies, shows, seasons, episodes,
--- people and users.

local host = ...
local kinds = host.load("kinds")

local media = {}

---@class media.Item
---@field type "movie"|"show"|"season"|"episode"|"person"|"user"
---@field ids table<string, integer|string> its own ids; may be empty when `show` and `season` say where it is
---@field show table<string, integer|string>? the ids of its show
---@field season integer?
---@field number integer? of an episode in its season
---@field value any what the script gave
---@field fields table<string, any>? what goes with it: watched_at, rating, notes, as they are sent
---@field same_as media.Item? the earlier item of the same call that is the same thing
---@field results outcomes.Result[]? what became of it, once for each value that stands for it
---@field outcome string? the same in one word

--- The kinds of id, in the order in which Trakt matches them.
media.id_order = { "trakt", "imdb", "tmdb", "tvdb", "slug" }

--- A type's name in request bodies and answers.
media.plural = {
  movie = "movies", show = "shows", season = "seasons", episode = "episodes", person = "people", user = "users",
}

--- In which order a wrapper's members tell what it is about: an entry with an episode also has its show.
local members = { "episode", "season", "movie", "show", "person", "list", "comment", "user" }

--- The keys of a table for a message, the first few.
local function shown_keys(value)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = tostring(key) end
  table.sort(keys)
  if #keys == 0 then return "an empty table" end
  return "a table with " .. table.concat(keys, ", ", 1, math.min(#keys, 5))
end

--- How deep values may lie in `item`: a table that holds itself has no end.
local deepest = 4

--- A value as it reads in a message.
---@param value any
---@param depth integer? how deep it lies in others
---@return string
function media.shown(value, depth)
  if type(value) ~= "table" then return type(value) == "string" and ("%q"):format(value) or tostring(value) end
  local name = value.title or value.name
  if type(name) == "string" then return '"' .. name .. '"' end
  for _, kind in ipairs(media.id_order) do
    local id = type(value.ids) == "table" and value.ids[kind] or value[kind]
    if id then return ("{ %s = %s }"):format(kind, type(id) == "string" and ("%q"):format(id) or tostring(id)) end
  end
  local inner = value.item
  if inner == nil and type(value.type) == "string" then inner = value[value.type] end
  depth = (depth or 0) + 1
  if inner ~= nil and depth <= deepest then return media.shown(inner, depth) end
  return shown_keys(value)
end

--- A whole number, or nil.
---@param value any
---@return integer?
local function whole(value)
  return math.type(value) and math.tointeger(value)
end

media.whole = whole

--- The ids in a table, or of a plain text or number; nil when there are none.
---@param value any
---@return table<string, integer|string>?
function media.ids(value)
  if type(value) == "string" and value ~= "" then
    local is_imdb = value:find("^tt%d+$") or value:find("^nm%d+$")
    return { [is_imdb and "imdb" or "slug"] = value }
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

--- What an object is that shows it, whatever else it holds: a comment and a list have their users.
local function kind_of_itself(value)
  if type(value.comment) == "string" then return "comment" end
  -- A list's own type is "personal" and the like.
  if value.privacy and value.ids then return "list" end
  if type(value.username) == "string" then return "user" end
end

--- Which member of a wrapper is meant: `movie` of { released, movie }.
---@param value table
---@return string?
local function wrapped(value)
  if type(value.type) == "string" and type(value[value.type]) == "table" then return value.type end
  if media.plural[value.type] then return nil end
  for _, member in ipairs(members) do
    -- A show with a season's number says where something is; a note with its id has a user.
    local is_beside = member == "show" and whole(value.season) or member == "user" and value.id
    if type(value[member]) == "table" and not is_beside then return member end
  end
end

--- What a value is about: its kind as far as it shows, the object with the ids, and the show around it.
---@param value any
---@param depth integer? how deep it lies in others
---@return string? kind, any object, any show
function media.about(value, depth)
  if type(value) ~= "table" then return nil, value end
  depth = (depth or 0) + 1
  if value.item ~= nil then
    if depth > deepest then return nil, nil end
    return media.about(value.item, depth)
  end
  local kind = kind_of_itself(value)
  if kind then return kind, value end
  local member = wrapped(value)
  if member then return member, value[member], value.show end
  return value.type or kind_by_fields(value), value, value.show
end

--- Where something is that has no ids of its own: its show, and the numbers in it.
local function place(item, object, show)
  if item.type == "episode" then
    item.season, item.number = whole(object.season), whole(object.number) or whole(object.episode)
  elseif item.type == "season" then
    item.season = whole(object.number) or whole(object.season)
  else
    return false
  end
  item.show = media.ids(show)
  return item.show and item.season and (item.type == "season" or item.number)
end

--- The ids of an object of a known kind.
local function ids_as(kind, object)
  if kind ~= "user" then return media.ids(object) or {} end
  -- A user's name in an address is the slug, whatever it looks like.
  if type(object) == "string" then return { slug = object } end
  return media.ids(object) or type(object) == "table" and { slug = object.username } or {}
end

--- An item with its place in its show, where it has one.
---@return media.Item?, string? problem
local function new_item(kind, object, show, value)
  local item = { type = kind, ids = ids_as(kind, object), value = value }
  local placed = type(object) == "table" and place(item, object, show)
  if next(item.ids) or placed then return item end
  local places = { episode = ", or show, season and episode", season = ", or show and season" }
  return nil, ("%s has no id: a %s needs ids%s"):format(media.shown(value), kind, places[kind] or "")
end

--- An item of an id alone, or of an object that does not show what it is: what is expected, or Trakt is asked.
---@return media.Item?, string? problem
local function looked_up(object, value, expected)
  local ids = media.ids(object)
  if not ids then return nil, media.shown(value) .. " is not a movie, show, season, episode or person" end
  if expected and #expected == 1 then return new_item(expected[1], object, nil, value) end
  local kind, all_ids = host.load("lookup").find(ids, value)
  return new_item(kind, { ids = all_ids }, nil, value)
end

--- Who is meant where only a user can be: the user of a comment or a list too.
local function user_of(value)
  if type(value) == "table" and not value.username and type(value.user) == "table" then return value.user end
end

--- Sorts one value; nil and a sentence when it cannot be anything.
---@param value any an entry of an answer, an object with ids, { imdb = "tt0903747" }, "tt0903747", a Trakt id
---@param expected string[]? the types it may have; a single one is taken for granted where the value has none
---@return media.Item?, string? problem
function media.sort(value, expected)
  local sole = expected and #expected == 1 and expected[1]
  local user = sole == "user" and user_of(value)
  if user then return new_item("user", user, nil, value) end
  local kind, object, show = media.about(value)
  if media.plural[kind] then return new_item(kind, object, show, value) end
  if kind then
    return nil, ("%s is a %s, not a movie, show, season, episode or person"):format(media.shown(value), tostring(kind))
  end
  return looked_up(object, value, expected)
end

--- Sorts one value, or raises.
---@param value any
---@return media.Item
function media.item(value)
  local item, problem = media.sort(value)
  return item or host.fail { kind = "invalid_argument", message = problem }
end

return media
