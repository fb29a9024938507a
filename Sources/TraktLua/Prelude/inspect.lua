--- A value as a REPL shows it: its inside as far as the bounds go, and how much was left out, in a form that is JSON.
---
--- What can be said in JSON as it is stands for itself. Anything else is a table with `t`:
---
--- { t = "string", text = "cut", more = 12 }: a long text, and the bytes that were left out; `hex` where it is no UTF-8
--- { t = "number", text = "nan" }: what JSON has no number for: also inf and -inf
--- { t = "table", items = { … }, more_items = 7, members = { { key, value }, … }, more_members = 3, name = "answer",
---   kind = "movie", facts = { item_count = 107 } }: all of these only where there are any
--- { t = "text", text = "…" }: a value that says itself what it is, such as an instant
--- { t = "function" }, { t = "other", text = "thread" }, { t = "cycle" }, { t = "deep" }
---
--- Nothing is called but `__tostring`, protected, and tables are read past their metatables.

local host = ...
local facts = host.load("facts")
local kinds = host.load("kinds")

---@class inspect.Bounds
---@field depth integer tables within tables, at most 30: each takes three levels of the 100 that JSON may have
---@field items integer of one table
---@field members integer of one table
---@field nodes integer values in all
---@field bytes integer of all texts together
---@field text integer bytes of one text
---@field own integer bytes of a text that a value says itself
local bounds = { depth = 8, items = 200, members = 200, nodes = 20000, bytes = 400000, text = 4000, own = 40000 }

--- How much of a text fits into so many bytes, without cutting a character.
local function cut(text, longest)
  if #text <= longest then return text end
  while longest > 0 and text:byte(longest + 1) & 0xC0 == 0x80 do longest = longest - 1 end
  return text:sub(1, longest)
end

---@param state table the bounds, with what is left of them
local function string_node(state, text)
  local longest = math.min(state.text, math.max(state.bytes, 40))
  local is_text = utf8.len(text) ~= nil
  local kept = is_text and cut(text, longest) or text:sub(1, longest // 2)
  state.bytes = state.bytes - #kept
  if is_text and #kept == #text then return text end
  local node = { t = "string", more = #text > #kept and #text - #kept or nil }
  if is_text then
    node.text = kept
  else
    node.hex = kept:gsub(".", function(byte) return ("%02x"):format(byte:byte()) end)
  end
  return node
end

local function number_node(number)
  if number ~= number then return { t = "number", text = "nan" } end
  if number == math.huge then return { t = "number", text = "inf" } end
  if number == -math.huge then return { t = "number", text = "-inf" } end
  return number
end

--- What a table says of itself: its text, or else the name of its kind.
---@return string? text, string? name
local function own_words(value)
  if getmetatable(value) == nil then return nil end
  local is_told, text = pcall(tostring, value)
  if not is_told then return nil end
  -- Without a __tostring, it is called by its kind and a number.
  local name = text:match("^(.*): 0x%x+$")
  if not name then return text end
  return nil, name ~= "table" and name or nil
end

--- Whether a table is an error of the program's own, whose fields say more than its text.
local function is_error(value)
  return getmetatable(value) == false and type(rawget(value, "message")) == "string"
    and rawget(value, "traceback") ~= nil
end

--- The table to look into: for one that stands before another, as the libraries' do, what it shows of that.
local function contents_of(state, value)
  if getmetatable(value) ~= false or next(value) ~= nil then return value end
  local contents, count = {}, 0
  pcall(function()
    for key, inner in pairs(value) do
      rawset(contents, key, inner)
      count = count + 1
      if count > state.members then return end
    end
  end)
  return contents
end

local node_of

--- The positions from 1 on.
---@return any[] nodes, integer last the last position, integer more how many were left out
local function items_of(state, value, depth)
  local nodes, last = json.array {}, rawlen(value)
  for position = 1, last do
    local inner = rawget(value, position)
    if inner == nil then return nodes, position - 1, 0 end
    if position > state.items or state.nodes <= 0 then return nodes, last, last - #nodes end
    nodes[position] = node_of(state, inner, depth + 1)
  end
  return nodes, last, 0
end

--- What is not among the positions, in the order of `next`: numbers, then names.
local function members_of(state, value, last, depth)
  local nodes, more = json.array {}, 0
  for key, inner in next, value, last > 0 and last or nil do
    if #nodes < state.members and state.nodes > 0 then
      nodes[#nodes + 1] = json.array { node_of(state, key, depth + 1), node_of(state, inner, depth + 1) }
    else
      more = more + 1
    end
  end
  return nodes, more
end

local function inside_node(state, value, name, depth)
  local contents = contents_of(state, value)
  local items, last, more_items = items_of(state, contents, depth)
  local members, more_members = members_of(state, contents, last, depth)
  return {
    t = "table",
    items = #items > 0 and items or nil,
    more_items = more_items > 0 and more_items or nil,
    members = #members > 0 and members or nil,
    more_members = more_members > 0 and more_members or nil,
    name = name and utf8.len(name) and name or nil,
    kind = kinds.of(value),
    facts = facts(value),
  }
end

local function table_node(state, value, depth)
  if state.path[value] then return { t = "cycle" } end
  local text, name = own_words(value)
  if text and utf8.len(text) and not is_error(value) then
    local kept = cut(text, state.own)
    return { t = "text", text = kept, more = #text > #kept and #text - #kept or nil }
  end
  if is_error(value) then name = "error" end
  if depth > state.depth and next(value) ~= nil then return { t = "deep" } end
  state.path[value] = true
  local node = inside_node(state, value, name, depth)
  state.path[value] = nil
  return node
end

--- What becomes of each type that JSON does not have as it is.
local makers = {
  string = string_node,
  number = function(_, number) return number_node(number) end,
  table = table_node,
  ["function"] = function() return { t = "function" } end,
}

function node_of(state, value, depth)
  state.nodes = state.nodes - 1
  if value == nil or type(value) == "boolean" then return value end
  if value == json.null then return { t = "other", text = "json.null" } end
  local maker = makers[type(value)]
  if maker then return maker(state, value, depth) end
  return { t = "other", text = type(value) }
end

--- The value in this form.
---@param value any
---@param within inspect.Bounds? what takes the place of the usual bounds
---@return any node
return function(value, within)
  local state = { path = {} }
  for name, bound in pairs(bounds) do state[name] = within and within[name] or bound end
  return node_of(state, value, 1)
end
