--- What an id without a type belongs to, and an item's Trakt id: asked of Trakt once a run.

local host = ...
local identity = host.load("identity")
local media = host.load("media")

local lookup = {}

--- The kinds of id that Trakt looks up, those first that mean one thing only.
local lookup_order = { "imdb", "tvdb", "tmdb", "trakt" }

---@class lookup.Match
---@field type string
---@field ids table<string, integer|string> all ids that Trakt knows for it

---@type table<string, lookup.Match>
local found = {}

local function refuse(kind, message, ...)
  host.fail { kind = kind, message = message:format(...) }
end

--- `{ type = "movie", imdb = "tt0372784" }`, the way to say it.
local function example(type, kind, id)
  local text = math.type(id) and tostring(id) or ("%q"):format(id)
  return ("{ type = %q, %s = %s }"):format(type, kind, text)
end

--- Whether an object has no id that differs.
local function agrees(object, ids)
  for kind, id in pairs(ids) do
    local other = object.ids and object.ids[kind]
    if other ~= nil and tostring(other) ~= tostring(id) then return false end
  end
  return true
end

--- All ids of an object, those that were asked with among them.
local function all_ids(object, ids)
  local all = media.ids(object) or {}
  for kind, id in pairs(ids) do all[kind] = all[kind] or id end
  return all
end

--- The hits that agree with all ids, the first of each type.
---@return lookup.Match[]
local function matches_among(hits, ids)
  local matches, seen = {}, {}
  for _, hit in ipairs(hits or {}) do
    local object = hit[hit.type]
    if media.plural[hit.type] and not seen[hit.type] and type(object) == "table" and agrees(object, ids) then
      seen[hit.type] = true
      matches[#matches + 1] = { type = hit.type, ids = all_ids(object, ids) }
    end
  end
  return matches
end

--- Asks for an id of Trakt's or another site's.
local function matches_of_id(kind, id, ids)
  local answer = host.call("trakt.search.id", { arguments = json.array { kind, tostring(id) } })
  return matches_among(answer.body, ids)
end

--- Asks for a slug, which Trakt cannot search for: whether there is a movie of it, and whether there is a show.
local function matches_of_slug(slug)
  local matches, tickets = {}, {}
  for _, kind in ipairs { "movie", "show" } do
    tickets[kind] = host.start(("trakt.%s.get"):format(media.plural[kind]), { arguments = json.array { slug } })
  end
  for _, kind in ipairs { "movie", "show" } do
    local came, answer = pcall(host.await, tickets[kind])
    if not came and answer.kind ~= "not_found" then error(answer, 0) end
    local ids = came and media.ids(answer.body)
    -- A slug of digits only reads as a Trakt id there, and finds something else.
    if ids and ids.slug == slug then matches[#matches + 1] = { type = kind, ids = ids } end
  end
  return matches
end

--- The one match, or an error that says what else is needed.
local function sole(matches, kind, id, value)
  if #matches == 1 then return matches[1] end
  if #matches == 0 then
    if kind ~= "slug" then refuse("not_found", "Trakt knows nothing with the %s id %s", kind, tostring(id)) end
    refuse("not_found", "Trakt knows no movie and no show with the slug %q: for anything else say what it is, like %s",
      id, example("person", kind, id))
  end
  local types = {}
  for position, match in ipairs(matches) do types[position] = match.type end
  refuse("ambiguous", "%s may be a %s: say which, like %s",
    media.shown(value), table.concat(types, " or a "), example(types[1], kind, id))
end

--- The id to ask with: the surest kind there is, a slug last.
local function best_id(ids)
  for _, kind in ipairs(lookup_order) do
    if ids[kind] then return kind, ids[kind] end
  end
  return "slug", ids.slug
end

--- What has these ids.
---@param ids table<string, integer|string>
---@param value any what the script gave, for messages
---@return string type, table<string, integer|string> ids
function lookup.find(ids, value)
  local kind, id = best_id(ids)
  local key = kind .. ":" .. id
  if not found[key] then
    local matches = kind == "slug" and matches_of_slug(id) or matches_of_id(kind, id, ids)
    found[key] = sole(matches, kind, id, value)
  end
  return found[key].type, all_ids(found[key], ids)
end

--- The object of an item that has its place in a show and no ids.
local function placed(item)
  local show = { ids = item.show }
  if item.type == "episode" then
    return host.call("trakt.episodes.get", { arguments = json.array { show, item.season, item.number } }).body
  end
  for _, season in ipairs(host.call("trakt.seasons.list", { arguments = json.array { show } }).body) do
    if season.number == item.season then return season end
  end
end

--- The match of a typed item by its best id.
local function typed(item)
  local kind, id = best_id(item.ids)
  if item.type == "movie" or item.type == "show" then
    if kind == "slug" or kind == "imdb" then
      local name = ("trakt.%s.get"):format(media.plural[item.type])
      local object = host.call(name, { arguments = json.array { id } }).body
      return agrees(object, item.ids) and object or nil
    end
  end
  for _, match in ipairs(matches_of_id(kind, id, item.ids)) do
    if match.type == item.type then return match end
  end
end

--- An item's Trakt id, looked up when it has another one.
---@param item media.Item
---@return integer
function lookup.trakt_id(item)
  if item.ids.trakt then return item.ids.trakt end
  local object = next(item.ids) and typed(item) or item.show and placed(item)
  local ids = media.ids(object)
  if not (ids and ids.trakt) then
    refuse("not_found", "Trakt knows no %s like %s", item.type, media.shown(item.value))
  end
  return ids.trakt
end

--- Gives the items of one moment that share no kind of id a Trakt id: only then it shows whether two are the same
--- play. What Trakt does not know stays as it is.
---@param items media.Item[]
function lookup.make_comparable(items)
  local indexes, is_doubtful = {}, {}
  for _, item in ipairs(items) do
    local key = item.type .. "@" .. tostring(item.moment)
    local index = indexes[key] or identity.index()
    indexes[key] = index
    if not index:find(item) and not index:lacks(item) then is_doubtful[key] = true end
    index:insert(item, true)
  end
  for _, item in ipairs(items) do
    if is_doubtful[item.type .. "@" .. tostring(item.moment)] then
      local is_known, id = pcall(lookup.trakt_id, item)
      if not is_known and (type(id) ~= "table" or id.kind ~= "not_found") then error(id, 0) end
      if is_known then item.ids.trakt = id end
    end
  end
end

return lookup
