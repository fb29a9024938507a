--- What the plain objects are that Trakt answered: `trakt.movies.popular` gives movies that do not say so themselves,
--- and a show and a movie can have the same ids.

local kinds = {}

---@type table<table, string>
local known = setmetatable({}, { __mode = "k" })

local by_group = { movies = "movie", shows = "show" }

--- What an endpoint's plain objects are.
---@param id string
---@return string?
local function kind_of_endpoint(id)
  local group, rest = id:match("^([^.]+)%.([^.]+)")
  return by_group[group == "recommendations" and rest or group]
end

--- Episodes, people and lists come from the same groups and are told apart by their fields.
local function is_plain_title(object)
  return type(object) == "table" and object.ids and object.title and not object.number
end

--- Remembers what an endpoint's answer consists of.
---@param id string
---@param body any an object, an array of objects, or anything else
function kinds.note(id, body)
  local kind = kind_of_endpoint(id)
  if not kind or type(body) ~= "table" then return end
  if is_plain_title(body) then
    known[body] = kind
    return
  end
  for _, object in ipairs(body) do
    if is_plain_title(object) then known[object] = kind end
  end
end

--- Remembers what one object is.
---@param object table
---@param kind "movie"|"show"
function kinds.mark(object, kind)
  known[object] = kind
end

--- "movie" or "show", if this very object came from an endpoint that says so.
---@param object table
---@return string?
function kinds.of(object)
  return known[object]
end

return kinds
