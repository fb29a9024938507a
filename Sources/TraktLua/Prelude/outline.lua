--- What stands at a path of a REPL's values: what sort of thing it is and the names in it, so that an editor can complete
--- them. Nothing is called but what tells the program's own values apart.

local host = ...
local facts = host.load("facts")
local set = host.load("set")
local time = host.load("time")

--- How many names of a table are told.
local most = 500

--- What is said of a value beside its name.
---@return string
local function note(value)
  local kind = type(value)
  if kind == "number" or kind == "boolean" then return tostring(value) end
  if kind ~= "string" then return kind end
  local shown = #value <= 30 and value or value:sub(1, 27)
  return utf8.len(shown) and not shown:find("%c") and ('"%s"%s'):format(shown, #value > 30 and "…" or "") or "string"
end

--- The value of a member past its metatable; of one of the program's own tables, which are empty and show others' values,
--- what they show.
local function member(value, step)
  if type(value) ~= "table" then return nil end
  local inner = rawget(value, step)
  if inner ~= nil or getmetatable(value) ~= false or next(value) ~= nil then return inner end
  local is_there, shown = pcall(function() return value[step] end)
  return is_there and shown or nil
end

--- "instant" or "date"; nil for what is no point in time.
local function kind_of_time(value)
  if type(value) ~= "table" or getmetatable(value) ~= false then return nil end
  local is_time, same = pcall(time.parse, value)
  if not is_time then return nil end
  return rawequal(same:date(), value) and "date" or "instant"
end

local function is_endpoint(value)
  if getmetatable(value) ~= false or next(value) ~= nil then return false end
  local is_told, method, path = pcall(function() return value.method, value.path end)
  return is_told and type(method) == "string" and type(path) == "string"
end

---@return "string"|"instant"|"date"|"set"|"endpoint"|"other"
local function kind_of(value)
  if type(value) == "string" then return "string" end
  if type(value) ~= "table" then return "other" end
  if set.shown(value) then return "set" end
  return kind_of_time(value) or is_endpoint(value) and "endpoint" or "other"
end

--- Adds the names of a table, as far as there is room.
local function add_names(members, value, walk)
  for name, inner in walk(value) do
    if #members >= most then return end
    if type(name) == "string" and utf8.len(name) then members[#members + 1] = json.array { name, note(inner) } end
  end
end

local function raw(value) return next, value end

--- The names in a value, each with what is said of it.
local function members_of(value, kind)
  local members = json.array {}
  if kind == "set" then
    add_names(members, set.shown(value), raw)
  elseif kind == "instant" or kind == "date" then
    add_names(members, value, pairs)
  elseif kind == "other" and type(value) == "table" then
    local is_proxy = getmetatable(value) == false and next(value) == nil
    pcall(add_names, members, value, is_proxy and pairs or raw)
    add_names(members, facts(value) or {}, raw)
  end
  return members
end

--- The value at a path: its kind and `members`, pairs of a name and a word for its value; nil where nothing is there.
---@param root table the globals
---@param path (string|integer)[]
---@return { kind: string, members: string[][] }?
return function(root, path)
  local value = root
  for _, step in ipairs(path) do
    value = member(value, step)
    if value == nil then return nil end
  end
  local kind = kind_of(value)
  return { kind = kind, members = members_of(value, kind) }
end
