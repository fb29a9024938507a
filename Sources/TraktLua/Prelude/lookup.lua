--- What an id without a type belongs to, asked of Trakt once a run.

local host = ...
local media = host.load("media")

--- The kinds of id that Trakt looks up, those first that mean one thing only.
local lookup_order = { "imdb", "tvdb", "tmdb", "trakt" }

---@type table<string, string>
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

--- The types of the hits that agree with all ids, each once.
---@return string[]
local function matching_types(hits, ids)
  local types, seen = {}, {}
  for _, hit in ipairs(hits or {}) do
    local object = hit[hit.type]
    if media.plural[hit.type] and not seen[hit.type] and type(object) == "table" and agrees(object, ids) then
      seen[hit.type] = true
      types[#types + 1] = hit.type
    end
  end
  return types
end

--- Asks Trakt.
local function ask(kind, id, ids, value)
  local answer = host.call("trakt.search.id", { arguments = json.array { kind, tostring(id) } })
  local types = matching_types(answer.body, ids)
  if #types == 0 then refuse("not_found", "Trakt knows nothing with the %s id %s", kind, tostring(id)) end
  if #types > 1 then
    refuse("ambiguous", "%s may be a %s: say which, like %s",
      media.shown(value), table.concat(types, " or a "), example(types[1], kind, id))
  end
  return types[1]
end

--- The type of what has these ids.
---@param ids table<string, integer|string>
---@param value any what the script gave, for messages
---@return string
return function(ids, value)
  for _, kind in ipairs(lookup_order) do
    local id = ids[kind]
    if id then
      local key = kind .. ":" .. id
      found[key] = found[key] or ask(kind, id, ids, value)
      return found[key]
    end
  end
  refuse("ambiguous", "%s may be a movie or a show: say which, like %s",
    media.shown(value), example("show", "slug", ids.slug))
end
