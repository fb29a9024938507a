--- Which items are the same thing, whatever kinds of id they come with.

local host = ...
local media = host.load("media")

local identity = {}

---@class identity.Index
---@field private entries table<string, media.Item> what each key stands for
---@field private keys table<media.Item, string[]> the keys of each item here
--- By type, which kinds of key those items have of which not all keys are known; each such set of kinds once.
---@field private partial table<string, table<string, table<string, true>>>
local Index = {}
Index.__index = Index

--- The text keys of a thing by each of its ids, the surest first, and what kind of key each one is.
local function append_keys(keys, shapes, kind, ids, ending)
  for _, name in ipairs(media.id_order) do
    local id = ids[name]
    if id then
      keys[#keys + 1] = kind .. ":" .. name .. ":" .. id .. ending
      shapes[#shapes + 1] = kind .. ":" .. name
    end
  end
end

--- All keys an item can be found by, and their kinds: its ids, and its place in its show. `moment` tells plays of one
--- item apart, `play` names one play.
---@param item media.Item
---@return string[] keys, string[] shapes
local function keys_of(item)
  if item.play then return { "play:" .. item.play }, { "play" } end
  local keys, shapes, moment = {}, {}, item.moment and "@" .. item.moment or ""
  append_keys(keys, shapes, item.type, item.ids, moment)
  if item.show and item.season and (item.number or item.type == "season") then
    append_keys(keys, shapes, "show", item.show, "/" .. item.season .. "/" .. (item.number or "") .. moment)
  end
  return keys, shapes
end

--- Two different Trakt ids are two things, even where another site has one id for both.
local function differ(a, b)
  return a.ids.trakt and b.ids.trakt and tostring(a.ids.trakt) ~= tostring(b.ids.trakt)
end

---@param item media.Item
---@param keys string[]
---@return media.Item?
local function find(entries, item, keys)
  for _, key in ipairs(keys) do
    local found = entries[key]
    if found and not differ(found, item) then return found end
  end
end

--- The item already here that is the same thing.
---@param item media.Item
---@return media.Item?
function Index:find(item)
  return find(self.entries, item, (keys_of(item)))
end

--- Whether it is certain that nothing here is the same thing: what is here with some of its ids only may be what comes
--- with others.
---@param item media.Item
---@return boolean
function Index:lacks(item)
  local keys, shapes = keys_of(item)
  if find(self.entries, item, keys) then return false end
  for _, known in pairs(self.partial[item.type] or {}) do
    local is_comparable = false
    for _, shape in ipairs(shapes) do is_comparable = is_comparable or known[shape] == true end
    if not is_comparable then return false end
  end
  return true
end

--- The item here that stands for this one too: its season, or its show.
---@param item media.Item
---@return media.Item?
function Index:covering(item)
  if not item.show then return nil end
  local season = item.season and self:find { type = "season", ids = {}, show = item.show, season = item.season }
  return season or self:find { type = "show", ids = item.show }
end

--- Whether anything here is a part of this show or season; nil when that is not certain.
---@param item media.Item
---@return boolean?
function Index:has_part_of(item)
  local whole = identity.index { item }
  for part in pairs(self.keys) do
    if whole:covering(part) then return true end
  end
  if self.partial.episode then return nil end
  return false
end

--- Remembers which kinds of key an item has that are not all it could have.
local function note_partial(partial, kind, shapes)
  local known = {}
  for _, shape in ipairs(shapes) do known[shape] = true end
  partial[kind] = partial[kind] or {}
  partial[kind][table.concat(shapes, " ")] = known
end

--- Takes an item in; what it is known by from now on includes all its keys, and what goes with it is the later value.
---@param item media.Item
---@param is_partial boolean? it may have ids that are not known here
---@return media.Item kept the item that was here already, or this one
function Index:insert(item, is_partial)
  local keys, shapes = keys_of(item)
  local found = find(self.entries, item, keys)
  local kept = found or item
  local kept_keys = self.keys[kept] or {}
  self.keys[kept] = kept_keys
  if is_partial and not found then note_partial(self.partial, item.type, shapes) end
  if found and item.fields then
    kept.fields = kept.fields or {}
    for name, value in pairs(item.fields) do kept.fields[name] = value end
  end
  for _, key in ipairs(keys) do
    if not self.entries[key] then
      self.entries[key] = kept
      kept_keys[#kept_keys + 1] = key
    end
  end
  return kept
end

--- Takes an item out, under every key it came with.
---@param item media.Item
function Index:remove(item)
  local found = self:find(item)
  if not found then return end
  for _, key in ipairs(self.keys[found]) do self.entries[key] = nil end
  self.keys[found] = nil
end

---@param items media.Item[]?
---@return identity.Index
function identity.index(items)
  local index = setmetatable({ entries = {}, keys = {}, partial = {} }, Index)
  for _, item in ipairs(items or {}) do index:insert(item) end
  return index
end

--- The items without repetitions: the first of each, with the values of the last. The others say which they repeat.
---@param items media.Item[]
---@return media.Item[]
function identity.distinct(items)
  local index, distinct = identity.index(), {}
  for _, item in ipairs(items) do
    local kept = index:insert(item)
    if kept == item then distinct[#distinct + 1] = item else item.same_as = kept end
  end
  return distinct
end

return identity
