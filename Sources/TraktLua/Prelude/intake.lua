--- What a script gives to a set, and what a set's pages bring, as items.

local host = ...
local identity = host.load("identity")
local media = host.load("media")

local intake = {}

local function fail(message, ...)
  host.fail { kind = "invalid_argument", message = message:format(...) }
end

--- Gives an item the fields that the set lets it carry: from the call's options, and the entry's own.
local function add_fields(item, declaration, options)
  for name, write in pairs(declaration.fields or {}) do
    local value = options[name]
    for _, carried in ipairs(declaration.carried or {}) do
      if carried == name and type(item.value) == "table" and item.value[name] ~= nil then value = item.value[name] end
    end
    if value ~= nil then
      item.fields = item.fields or {}
      item.fields[name] = write(value)
    end
  end
end

--- Raises for an option that the set does not take.
---@param declaration set.Declaration
---@param options table
---@param method string
function intake.check_options(declaration, options, method)
  for name in pairs(options) do
    if not (declaration.fields or {})[name] then
      fail("%s:%s does not take %s", declaration.title, method, tostring(name))
    end
  end
end

--- Whether a set takes a type of item.
local function takes(declaration, kind)
  for _, allowed in ipairs(declaration.types) do
    if kind == allowed then return true end
  end
  return false
end

--- One of the script's values as an item, checked against what the set takes.
---@return media.Item
local function item_of(declaration, value, place)
  local item, problem = media.sort(value)
  if item and not takes(declaration, item.type) then
    item, problem = nil, ("it does not take a %s, %s"):format(item.type, media.shown(value))
  end
  if not item then fail("%s: %s", place, problem) end
  return item
end

--- The values as different items, ready to be sent.
---@param declaration set.Declaration
---@param values any[]
---@param method string
---@param options table? what was given for every item when they are to be added
---@return media.Item[]
function intake.take(declaration, values, method, options)
  local items = {}
  for position, value in ipairs(values) do
    local place = declaration.title .. ":" .. method .. (#values > 1 and (", item %d"):format(position) or "")
    local item = item_of(declaration, value, place)
    if options then add_fields(item, declaration, options) end
    if declaration.prepare then declaration.prepare(item, options ~= nil) end
    items[position] = item
  end
  return identity.distinct(items)
end

--- What a read brought as items. An entry of a kind that is not known here is passed over.
---@param declaration set.Declaration
---@param entries any[]
---@return media.Item[]
function intake.read(declaration, entries)
  local items = {}
  for _, entry in ipairs(entries) do
    local item = media.sort(entry)
    if item and takes(declaration, item.type) then items[#items + 1] = item end
  end
  return items
end

return intake
