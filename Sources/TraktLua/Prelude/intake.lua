--- What a script gives to a set, and what a set's pages bring, as items.

local host = ...
local identity = host.load("identity")
local lookup = host.load("lookup")
local media = host.load("media")

local intake = {}

local function fail(message, ...)
  host.fail { kind = "invalid_argument", message = message:format(...) }
end

--- "movies, shows and seasons"
local function names_of(types)
  local names = {}
  for position, kind in ipairs(types) do names[position] = media.plural[kind] end
  if #names == 1 then return names[1] end
  return table.concat(names, ", ", 1, #names - 1) .. " and " .. names[#names]
end

--- Whether a set takes a type of item.
local function takes(declaration, kind)
  for _, allowed in ipairs(declaration.types) do
    if kind == allowed then return true end
  end
  return false
end

--- Raises for an option that a method does not take.
---@param declaration set.Declaration
---@param options table
---@param method string
---@param adding boolean
function intake.check_options(declaration, options, method, adding)
  for name, value in pairs(options) do
    if name == "type" then
      if not takes(declaration, value) then
        fail("%s:%s: it takes %s, not the type %s",
          declaration.title, method, names_of(declaration.types), tostring(value))
      end
    elseif not (adding and (declaration.fields or {})[name]) then
      fail("%s:%s does not take %s", declaration.title, method, tostring(name))
    end
  end
end

--- Gives an item the fields that the set lets it carry: the value's own, and the call's options. What Trakt sent is
--- not checked: it may know words that are not known here.
---@param is_sent boolean? whether the value is known to come from Trakt
---@return string? problem
local function add_fields(item, declaration, options, is_sent)
  local own, says_sent
  if declaration.own and type(item.value) == "table" then own, says_sent = declaration.own(item.value) end
  own = own or {}
  for name, write in pairs(declaration.fields or {}) do
    local given = own[name]
    if given == nil then given = options[name] end
    if given ~= nil and given ~= json.null then
      local value, problem = write(given)
      if problem and own[name] ~= nil and (is_sent or says_sent) then value, problem = given, nil end
      if problem then return name .. " " .. problem end
      item.fields = item.fields or {}
      item.fields[name] = value
    end
  end
  local required = declaration.required
  if required and not (item.fields and item.fields[required]) then
    return ("%s has no %s: write { item = ..., %s = ... }"):format(media.shown(item.value), required, required)
  end
end

--- One of the script's values as an item, checked against what the set takes.
---@return media.Item
local function item_of(declaration, value, place, expected)
  local item, problem = media.sort(value, expected)
  if item and not takes(declaration, item.type) then
    local article = item.type == "episode" and "an" or "a"
    item, problem = nil, ("it does not take %s %s, %s: it takes %s"):format(
      article, item.type, media.shown(value), names_of(declaration.types))
  end
  if not item then fail("%s: %s", place, problem) end
  return item
end

--- The values as different items, ready to be sent.
---@param declaration set.Declaration
---@param values any[]
---@param method string
---@param options table what was given for every item
---@param adding boolean? whether they are to be added
---@return media.Item[] distinct
---@return media.Item[] all one for each value, those that repeat another one too
function intake.take(declaration, values, method, options, adding)
  local items = {}
  local expected = options.type and { options.type } or declaration.types
  for position, value in ipairs(values) do
    local place = declaration.title .. ":" .. method .. (#values > 1 and (", item %d"):format(position) or "")
    local item = item_of(declaration, value, place, expected)
    local problem = adding and add_fields(item, declaration, options)
    if problem then fail("%s: %s", place, problem) end
    if declaration.prepare then declaration.prepare(item, method) end
    items[position] = item
  end
  if adding and declaration.repeats then lookup.make_comparable(items) end
  return identity.distinct(items), items
end

--- What a read brought as items. An entry of a kind that is not known here is passed over.
---@param declaration set.Declaration
---@param entries any[]
---@return media.Item[]
function intake.read(declaration, entries)
  local items = {}
  for _, entry in ipairs(entries) do
    local item = media.sort(entry, declaration.types)
    if item and takes(declaration, item.type) then
      add_fields(item, declaration, {}, true)
      items[#items + 1] = item
    end
  end
  return items
end

return intake
